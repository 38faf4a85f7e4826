// The list as a table for Excel, WPS and LibreOffice: UTF-8 with a byte order mark (without it Excel garbles Hanzi), RFC 4180.

/**
 * What makes a spreadsheet take a cell for a formula: these at its start, behind spaces and invisible characters, and in their
 * full-width and small forms, which some programs fold. A holder's name or an institution's comes from outside.
 */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|^[\t\r\n]/u;

/** The cell as text that is shown and never computed: an apostrophe in front, as the spreadsheets themselves write it. */
export function neutralise(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** Every field quoted, quotes doubled, rows ended by CR LF, NUL (which cuts a cell in some programs) taken out. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) =>
    row.map((cell) => `"${neutralise(cell.replaceAll('\0', '')).replaceAll('"', '""')}"`).join(','),
  );
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
}
