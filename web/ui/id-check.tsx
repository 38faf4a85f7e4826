// D6: whoever holds the paper types the check code and an ID number and gets yes or no, without network.
import { useRef, useState } from 'preact/hooks';
import { checkId, readCheckCode } from '../../domain/check-code.ts';
import { ID_TYPE_NAMES, ID_TYPES, isIdType, parseIdNumber, type IdType } from '../../domain/id-document.ts';
import type { SealClaims } from '../../domain/seal-claims.ts';
import { faultText } from '../i18n/faults.ts';
import { idCheckWords } from '../i18n/id-check.ts';
import { language } from '../i18n/language.ts';
import { crypto } from '../trust/start.ts';
import { Field } from './field.tsx';
import { Plate } from './plate.tsx';

type Outcome = 'match' | 'no_match' | 'failed';

export function IdCheck({ claims }: { claims: SealClaims }) {
  const words = idCheckWords();
  const [code, setCode] = useState('');
  const [type, setType] = useState<IdType>('resident_id');
  const [number, setNumber] = useState('');
  const [sent, setSent] = useState(false);
  const [checking, setChecking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const codeInput = useRef<HTMLInputElement>(null);
  const numberInput = useRef<HTMLInputElement>(null);

  const id = parseIdNumber(number, type);
  const codeError = readCheckCode(code) === null ? words.idCodeWrong : undefined;
  const numberError = id.ok ? undefined : faultText(id.fault.code);

  /** An answer belongs to what was typed when it was given. */
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setOutcome(null);
    };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (checking) return;
    setSent(true);
    setOutcome(null);
    if (codeError !== undefined) codeInput.current?.focus();
    else if (numberError !== undefined) numberInput.current?.focus();
    else {
      setChecking(true);
      setOutcome(await checkId(claims, code, type, number, crypto).catch(() => 'failed' as const));
      setChecking(false);
    }
  };

  return (
    <form class="id-check" onSubmit={(event) => void submit(event)} noValidate aria-busy={checking}>
      <Field
        id="check-code"
        label={words.idCode}
        hint={words.idCodeHint}
        error={sent ? codeError : undefined}
        code
        maxLength={24}
        value={code}
        onInput={change(setCode)}
        inputRef={codeInput}
      />
      <div class="field">
        <label for="id-type">{words.idType}</label>
        <select
          id="id-type"
          class="input"
          value={type}
          onChange={({ currentTarget: { value } }) => {
            if (isIdType(value)) change(setType)(value);
          }}
        >
          {ID_TYPE_NAMES.map((name) => (
            <option key={name} value={name}>
              {ID_TYPES[name][language.value]}
            </option>
          ))}
        </select>
      </div>
      <Field
        id="id-number"
        label={words.idNumber}
        error={sent ? numberError : undefined}
        code
        maxLength={40}
        value={number}
        onInput={change(setNumber)}
        inputRef={numberInput}
      />
      <button class="button" type="submit" aria-disabled={checking}>
        {checking ? words.idChecking : words.idSubmit}
      </button>
      <div role="status" class="id-outcome">
        {outcome === 'match' && <Plate small colour="green" word={words.idMatch} line={words.idMatchWhy} />}
        {outcome === 'no_match' && <Plate small colour="red" word={words.idNoMatch} line={words.idNoMatchWhy} />}
        {outcome === 'failed' && words.idFailed}
      </div>
    </form>
  );
}
