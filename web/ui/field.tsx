// A labelled text field with its hint, live help and error, each announced with the field.
import type { ComponentChildren, Ref } from 'preact';
import '../styles/form.css';

export interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  /** What is wrong; the field counts as invalid while this is given. */
  error?: string | undefined;
  /** Quiet, live help under the field. */
  help?: ComponentChildren;
  value: string;
  onInput: (text: string) => void;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
  /** Digits and Latin letters rather than a name. */
  code?: boolean;
  maxLength: number;
}

export function Field({ id, label, hint, error, help, value, onInput, onBlur, inputRef, code, maxLength }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M10 1 19.500 18.500H.5zM9 7v6h2V7zm0 7.500v2h2v-2z" fill-rule="evenodd" />
          </svg>
          <span>{error}</span>
        </p>
      )}
      <input
        id={id}
        ref={inputRef ?? null}
        class={code ? 'input input-code' : 'input'}
        type="text"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        onBlur={onBlur}
        aria-describedby={described || undefined}
        aria-invalid={error ? 'true' : undefined}
        maxLength={maxLength}
        autocomplete="off"
        autocapitalize={code ? 'characters' : 'off'}
        autocorrect="off"
        spellcheck={false}
        lang={code ? 'en' : 'zh-CN'}
        enterkeyhint="done"
      />
      {help && (
        <div class="field-help" id={`${id}-help`}>
          {help}
        </div>
      )}
    </div>
  );
}
