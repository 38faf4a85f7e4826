// Vite plugin, for the build and for the tests of the pages.
import { runnerImport, type Plugin } from 'vite';

/**
 * The tables of sentences in domain/ hold both languages side by side; a first visit should carry only one of them.
 * `import words from '…/fault-words.ts?only=zh'` is the table with that language's side alone; with `&take=why,next`, of
 * sides that hold several sentences, these alone.
 */
export function oneLanguage(): Plugin {
  return {
    name: 'zhengyan-one-language',
    async load(id) {
      const wanted = /^(.*-words\.ts)\?only=(zh|en)(?:&take=([\w,]+))?$/.exec(id);
      if (wanted === null) return null;
      const [, file = '', language = '', take] = wanted;
      this.addWatchFile(file);
      const { module } = await runnerImport<Record<string, Record<string, Record<string, unknown>>>>(file);
      const tables = Object.entries(module).map(([name, table]) => {
        const sides = Object.entries(table).map(([code, words]) => [code, taken(words[language], take?.split(','))]);
        return `export const ${name} = ${JSON.stringify(Object.fromEntries(sides))};`;
      });
      return tables.join('\n');
    },
  };
}

/** What of one side is wanted; a side that is a single sentence is wanted whole. */
function taken(side: unknown, names: string[] | undefined): unknown {
  if (names === undefined || typeof side !== 'object' || side === null) return side;
  return Object.fromEntries(Object.entries(side).filter(([name]) => names.includes(name)));
}
