// What to say under a field while it is being typed, and what is wrong with it when it is sent. Pure but for the language.
import { explainCertificateNumber, NUMBER_LENGTH, parseCertificateNumber } from '../domain/certificate-number.ts';
import { normaliseName } from '../domain/holder-name.ts';
import { explainIdNumber, ID_TYPES, recogniseIdNumber } from '../domain/id-document.ts';
import { bareNumber } from '../domain/typed-text.ts';
import { faultText } from './i18n/faults.ts';
import { language } from './i18n/language.ts';
import { lookupWords } from './i18n/lookup.ts';
import type { FactName } from './lookup-state.ts';

export interface Help {
  tone: 'quiet' | 'right' | 'wrong';
  text: string;
  /** What the parts typed so far say, such as province and level. */
  meanings?: string[];
}

/** R1 to R10 part by part: what is typed says, or which part cannot be right. */
function numberHelp(text: string): Help | null {
  const length = bareNumber(text).length;
  if (length === 0) return null;
  const parts = explainCertificateNumber(text);
  const meanings = parts.flatMap((part) => (part.meaning ? [part.meaning[language.value]] : []));
  const wrong = parts.find((part) => part.fault !== null)?.fault ?? (length > NUMBER_LENGTH ? 'number_too_long' : null);
  if (wrong !== null) return { tone: 'wrong', text: faultText(wrong), meanings };
  if (length < NUMBER_LENGTH) return { tone: 'quiet', text: lookupWords().counted(length, NUMBER_LENGTH), meanings };
  return { tone: 'right', text: lookupWords().numberRight, meanings };
}

/** The type of document as soon as it can be told, the check digit of a resident number as soon as it is typed. */
function idHelp(text: string): Help | null {
  const { state, types, fault } = explainIdNumber(text);
  const words = lookupWords();
  if (state === 'wrong' && fault !== null) return { tone: 'wrong', text: faultText(fault.code) };
  if (state !== 'right') return null;
  if (types.includes('resident_id')) return { tone: 'right', text: words.idCheckRight };
  return { tone: 'right', text: words.idRight(words.listed(types.map((type) => ID_TYPES[type][language.value]))) };
}

/** Help while a fact is being typed. Of a name nothing can be said before it is whole. */
export function helpFor(fact: FactName, text: string): Help | null {
  if (fact === 'name') return null;
  return fact === 'idNumber' ? idHelp(text) : numberHelp(text);
}

/** Why a fact cannot be sent as it stands; null when it can. */
export function factFault(fact: FactName, text: string): string | null {
  const read = { certificateNumber: parseCertificateNumber, name: normaliseName, idNumber: recogniseIdNumber }[fact](
    text,
  );
  return read.ok ? null : faultText(read.fault.code);
}
