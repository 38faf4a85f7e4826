// The text in the printed QR (D5): HTTPS://HOST/Q#DIGITS. Capitals and digits pack tightest; the fragment never leaves the device.
import { asciiLower } from './bytes.ts';
import { ok, refuse } from './result.ts';
import type { Result } from './result.ts';

/**
 * not_a_seal: not of our form at all; foreign_address: a web address of somebody else, or one dressed up as ours with
 * user information or a port; no_digits: our page, with nothing behind the #.
 */
export type QrTextFault = 'not_a_seal' | 'foreign_address' | 'no_digits';

/** Longer than any QR code can be, and short enough for every pattern here. */
const MAX_TEXT = 8192;

/** The QR text for an origin such as https://host[:port]; throws if that is no bare origin. */
export function sealUrl(origin: string, digits: string): string {
  if (!/^https?:\/\/[a-z0-9.-]+(:[0-9]+)?$/i.test(origin)) throw new TypeError('not a bare web origin');
  return `${origin.toUpperCase()}/Q#${digits}`;
}

/**
 * What stands behind the # of an address of ours, as it is: whether those are the digits of a seal is the next question.
 * White space around a pasted text (ASCII only) is taken off. `hosts` are the accepted host[:port], compared letter for
 * letter but for ASCII case: no port is assumed or dropped, no punycode decoded, no percent sign resolved. http and https
 * both pass, because only the digits are believed.
 */
export function readSealUrl(text: string, hosts: readonly string[]): Result<string, QrTextFault> {
  if (text.length > MAX_TEXT) return refuse('not_a_seal');
  // The authority ends where a browser ends it, so that what is compared is where the address would lead.
  const parts = /^https?:\/\/([^/?#\\\s]+)([^]*)$/i.exec(trimAscii(text));
  if (parts === null) return refuse('not_a_seal');
  const [, authority = '', rest = ''] = parts;
  const host = asciiLower(authority);
  if (!hosts.some((ours) => asciiLower(ours) === host)) return refuse('foreign_address');
  if (/^\/q#?$/i.test(rest)) return refuse('no_digits');
  return /^\/q#/i.test(rest) ? ok(rest.slice('/q#'.length)) : refuse('not_a_seal');
}

// Not a pattern: one that takes white space off both ends is quadratic on a text full of it.
function trimAscii(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isAsciiSpace(text.charCodeAt(from))) from++;
  while (to > from && isAsciiSpace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

const isAsciiSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
