// What people type, paste and scan into a field meant for digits and Latin letters: full-width forms, blanks, hyphens,
// invisible characters that a spreadsheet or a chat program left behind.

const FULL_WIDTH = /[\uff01-\uff5e]/g;
/** White space, hyphens and dashes, and characters that show nothing (zero-width, bidi marks, variation selectors). */
const SEPARATORS = /[\s\-\u2010-\u2015\u2212\ufe63\p{Default_Ignorable_Code_Point}]/gu;

/** Full-width ASCII to ASCII. Letters keep their case. */
export const halfWidth = (text: string): string =>
  text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** The bare characters of a number: ASCII width, separators out, a-z to A-Z and nothing else changed. */
export const bareNumber = (text: string): string =>
  /^[0-9A-Z]*$/.test(text) // as nearly all are, and every lookup reads one
    ? text
    : halfWidth(text)
        .replace(SEPARATORS, '')
        .replace(/[a-z]/g, (letter) => letter.toUpperCase());
