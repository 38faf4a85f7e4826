// What the benchmarks print: a line of progress, a heading, a table.

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress goes to the error output, so that `npm run bench > figures.txt` keeps the tables only. */
export function progress(line: string): void {
  process.stderr.write(`  ${line}\n`);
}

/** Prints rows under a head; the first column is words, the others are figures and stand at the right. */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  say(`\n${title}`);
  say(line(head));
  say(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) say(line(row));
}

/** Thousands apart, so that 157234 and 15723 are not taken for one another. */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

export const ratio = (value: number): string => value.toFixed(2);

/** A duration in milliseconds, to three figures. */
export const ms = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Bytes in kilobytes of 1,000. */
export const kb = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} KB`;

export const mb = (bytes: number): string => `${(bytes / 1_000_000).toFixed(0)} MB`;
