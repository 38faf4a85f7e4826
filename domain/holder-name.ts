// D3: two spellings of one name match, two names never do. The normal form is for matching only; what is shown is the
// original.
import { ok, refuse, type Result } from './result.ts';

export type NameFaultCode =
  | 'name_empty'
  | 'name_too_long'
  | 'name_broken_text'
  | 'name_control_character'
  | 'name_bidi_control'
  | 'name_private_use'
  | 'name_digit'
  | 'name_markup'
  | 'name_symbol';

/** `at`: where the offending character stands in the text as given (UTF-16 units). */
export interface NameFault {
  readonly code: NameFaultCode;
  readonly at: number;
}

/** Code points of a normalised name. The longest names on record, of minority holders, have some thirty Hanzi. */
export const NAME_LENGTH_MAX = 100;
/** UTF-16 units looked at at all: room for spaces, marks and variation selectors, a bound on the work for the rest. */
const RAW_LENGTH_MAX = 600;

/** The interpunct of names, U+00B7, as GB 18030 and the identity card write it. */
export const NAME_DOT = '\u00b7';

// Characters typed for it because they look like it: bullet, hyphenation point, bullet and dot operators, katakana
// middle dots, word separator and raised dots, sinological dot, Greek ano teleia, dot above, black circle, and the
// dots of Runic, Canadian syllabics and Aegean.
const DOTS = /[\u0387\u02d9\u1427\u16eb\u2022\u2027\u2219\u22c5\u25cf\u2981\u2e31\u2e33\u30fb\ua78f\uff65\u{10101}]/gu;
// Full stops: a dot between two Hanzi, decoration in "J. Smith".
const STOPS = /[.\u2024\u3002\ufe52\uff0e\uff61]/gu;

const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]/u;
const BIDI_CONTROL = /[\u202a-\u202e\u2066-\u2069]/u;
const LATIN_JOINERS = /['\-,\u2018\u2019\u02bc\u2010\u2011\u2013]/gu;

export function normaliseName(text: string): Result<string, NameFault> {
  const fault = faultIn(text);
  if (fault !== null) return refuse(fault);
  const visible = Array.from(text, (char) => (INVISIBLE.test(char) ? '' : char)).join('');
  const name = visible
    .replace(DOTS, NAME_DOT)
    .normalize('NFKC')
    .replace(LATIN_JOINERS, '')
    .replace(STOPS, NAME_DOT)
    .toUpperCase()
    .normalize('NFKC');
  if (name === '') return refuse({ code: 'name_empty', at: 0 });
  if (Array.from(name).length > NAME_LENGTH_MAX) return refuse({ code: 'name_too_long', at: 0 });
  return ok(name);
}

function faultIn(text: string): NameFault | null {
  if (text.length > RAW_LENGTH_MAX) return { code: 'name_too_long', at: RAW_LENGTH_MAX };
  let at = 0;
  for (const char of text) {
    if (/\p{Cs}/u.test(char)) return { code: 'name_broken_text', at };
    if (BIDI_CONTROL.test(char)) return { code: 'name_bidi_control', at };
    if (/\p{Cc}/u.test(char) && !/\s/.test(char)) return { code: 'name_control_character', at };
    if (/\p{Co}/u.test(char)) return { code: 'name_private_use', at };
    if (/[<>&"]/.test(char)) return { code: 'name_markup', at };
    if (/\p{Nd}/u.test(char)) return { code: 'name_digit', at };
    at += char.length;
  }
  return null;
}

/** The first character, with the marks and variation selectors that belong to it, then `**` whatever the length (D4). */
export function maskName(original: string): string {
  const first = /[^\s\p{Default_Ignorable_Code_Point}][\p{M}\p{Variation_Selector}]*/u.exec(original);
  return `${first?.[0] ?? ''}**`;
}
