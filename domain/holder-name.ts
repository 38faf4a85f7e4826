// D3: two spellings of one name match, two names never do. The normal form is for matching only; what is shown is the
// original.
//
// What is folded, and why no more: full-width and other compatibility forms, case, every form of the middle dot; gone
// are white space and what shows nothing. Hanzi are left as they are, whatever their plane: 𠮷 is not 吉, 喆 is not 哲,
// 龍 is not 龙. CJK compatibility ideographs (U+F900.., U+2F800..) do become their unified form. Unicode holds each of
// them for that very character: any program on the way that applies NFC has replaced them already, and each is defined
// as its unified form with a variation selector, which goes as well. The twelve in that block that are characters of
// their own (﨑 and the like) have no such form, and stay. Radicals (⻢ for 马) come from the text layer of PDF files,
// where they are the character itself.
import { ok, refuse, type Result } from './result.ts';

export { maskName } from './masked-name.ts';

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

/** Code points of a normalised name; minority names go beyond 25 Hanzi. */
export const NAME_LENGTH_MAX = 100;
/** UTF-16 units that are looked at: room for blanks, marks and variation selectors, a bound on the work for the rest. */
const TYPED_LENGTH_MAX = 600;

/** The interpunct between the parts of a name, as identity cards print it: U+00B7. */
export const NAME_DOT = '\u00b7';

// What is typed for it because it looks like it: Greek ano teleia, dot above, Canadian final dot, runic and Aegean
// dots, bullet, hyphenation point, bullet and dot operators, black circle, spot, raised dots, katakana middle dots,
// sinological dot.
const DOT =
  /^[\u00b7\u0387\u02d9\u1427\u16eb\u2022\u2027\u2219\u22c5\u25cf\u26ab\u2981\u2e31\u2e33\u30fb\ua78f\uff65\u{10101}]$/u;
/** Full stops: a middle dot where the name is not Latin (买买提.艾力), nothing behind Latin letters (J. SMITH). */
const STOP = /^[.\u2024\u3002\ufe52\uff0e\uff61]$/;
/** Apostrophes, hyphens and the comma of passports (ZHANG, SAN): the machine-readable zone has none of them. */
const JOINER = /^['`\u00b4\u02b9-\u02bf\u2018\u2019\u201b\u2032\uff07,\uff0c\-\u2010-\u2015\u2212\ufe63\uff0d]$/;
const INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}]$/u;
/** Marks of direction show nothing and go; embeddings, overrides and isolates change what a reader sees. */
const REORDERING = /^[\u202a-\u202e\u2066-\u2069]$/;
/** Planes 2 and 3 hold Hanzi and nothing else: also those which this machine's Unicode tables do not know yet. */
const LETTER = /^[\p{L}\p{M}\u3007\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]$/u;
const MARK = /^\p{M}$/u;
const LATIN = /^\p{Script=Latin}$/u;
const RADICAL = /^[\u2e80-\u2fd5]$/;

// The radicals that are whole characters of names and that NFKC leaves alone, and those characters.
const RADICALS = Array.from('⺁⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰');
const OF_RADICALS = Array.from('厂民西见角贝车長长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙');

/** Han characters of everyday use and nothing else are their own normal form; nearly every name is that. */
const PLAIN = /^[\u4e00-\u9fa5]{1,40}$/;

/**
 * The form of a name under which it is matched. Normalising twice changes nothing. The refusal says which character is
 * in the way; texts above 600 UTF-16 units are refused unread.
 */
export function normaliseName(text: string): Result<string, NameFault> {
  if (PLAIN.test(text)) return ok(text);
  if (text.length > TYPED_LENGTH_MAX) return refuse({ code: 'name_too_long', at: TYPED_LENGTH_MAX });
  const letters: Letter[] = [];
  let at = 0;
  for (const char of text) {
    const code = faultOf(char);
    if (code !== null) return refuse({ code, at });
    for (const letter of fold(char)) if (!INVISIBLE.test(letter)) letters.push({ letter, at });
    at += char.length;
  }
  return join(letters);
}

interface Letter {
  readonly letter: string;
  readonly at: number;
}

/** The fault of one character as typed; null when it may stand in a name, be folded or be left out. */
function faultOf(char: string): NameFaultCode | null {
  if (/^[\p{Cs}\ufffd]$/u.test(char)) return 'name_broken_text';
  if (REORDERING.test(char)) return 'name_bidi_control';
  if (INVISIBLE.test(char) || DOT.test(char) || STOP.test(char) || JOINER.test(char)) return null;
  if (/^\p{Cc}$/u.test(char)) return 'name_control_character';
  if (/^\p{Co}$/u.test(char)) return 'name_private_use';
  if (LETTER.test(char) || RADICAL.test(char)) return null;
  if (/^\p{N}$/u.test(char)) return 'name_digit';
  return /^[<>&"\uff1c\uff1e\uff06\uff02]$/.test(char) ? 'name_markup' : 'name_symbol';
}

/** One character's normal form, which can be several (ß) or none; dots, stops and joiners as `·`, `.` and `-`. */
function fold(char: string): string {
  if (DOT.test(char)) return NAME_DOT;
  if (STOP.test(char)) return '.';
  if (JOINER.test(char)) return '-';
  const radical = RADICALS.indexOf(char);
  return (OF_RADICALS[radical] ?? char).normalize('NFKC').toUpperCase();
}

/** Decides about what stands between letters, and composes them. */
function join(letters: readonly Letter[]): Result<string, NameFault> {
  let name = '';
  let afterLatin = false; // whatever marks, stops and joiners have come since
  for (const [i, { letter, at }] of letters.entries()) {
    if (DOT.test(letter) || (STOP.test(letter) && !afterLatin)) {
      if (name !== '' && !name.endsWith(NAME_DOT)) name += NAME_DOT;
      afterLatin = false;
    } else if (JOINER.test(letter)) {
      if (!afterLatin && !LATIN.test(letters[i + 1]?.letter ?? '')) return refuse({ code: 'name_symbol', at });
    } else if (!STOP.test(letter)) {
      const mark = MARK.test(letter);
      if (!LETTER.test(letter) || (mark && name === '')) return refuse({ code: 'name_symbol', at });
      if (!mark) afterLatin = LATIN.test(letter);
      name += letter;
    }
  }
  name = name.replace(/\u00b7$/, '').normalize('NFKC');
  if (name === '') return refuse({ code: 'name_empty', at: 0 });
  return Array.from(name).length > NAME_LENGTH_MAX ? refuse({ code: 'name_too_long', at: 0 }) : ok(name);
}
