// A hand-held scanner at a desk types like a keyboard and ends with Enter: each line is one scan, and the field is ready again.
import { useId, useRef } from 'preact/hooks';
import { sessionWords } from './words.ts';

export function HandScanner({ onText }: { onText: (text: string) => void }) {
  const words = sessionWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const text = input.current?.value.trim();
    if (input.current) input.current.value = '';
    if (text) onText(text);
  };
  return (
    <form class="field hand-scanner" onSubmit={submit}>
      <label for={id}>{words.hand}</label>
      <p class="field-hint" id={`${id}-hint`}>
        {words.handHint}
      </p>
      <input
        id={id}
        ref={input}
        class="input input-code"
        type="text"
        aria-describedby={`${id}-hint`}
        maxLength={8000}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        inputMode="none"
        lang="en"
      />
    </form>
  );
}
