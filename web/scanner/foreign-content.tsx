// What a code says that is not one of ours: as plain text, cut short, never a link. Whoever printed it chose every character,
// so control characters and those that turn the direction of writing are made visible.
import { foreignWords } from './foreign-words.ts';
import './foreign.css';

const SHOWN = 120;

/** The host of a web address, as the browser would spell it (punycode for look-alike letters); null for anything else. */
export function foreignHost(text: string): string | null {
  try {
    const { protocol, host } = new URL(text.trim());
    return protocol === 'http:' || protocol === 'https:' ? host : null;
  } catch {
    return null;
  }
}

export function plainText(text: string): string {
  const shown = Array.from(text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD'));
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN).join('')}…` : shown.join('');
}

/** For a verdict whose seal is `not_ours`. */
export function ForeignContent({ text }: { text: string }) {
  const words = foreignWords();
  const host = foreignHost(text);
  return (
    <section class="foreign" aria-labelledby="foreign">
      <h2 id="foreign">{host ? words.site : words.text}</h2>
      <p class="foreign-text">
        <bdi>{plainText(host ?? text)}</bdi>
      </p>
      {host && <p class="soft">{words.notOpened}</p>}
    </section>
  );
}
