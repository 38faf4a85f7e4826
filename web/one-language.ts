// Vite plugin, for the build and for the tests of the pages.
import { runnerImport, type Plugin } from 'vite';

/**
 * The tables of sentences in domain/ hold both languages side by side; a first visit should carry only one of them.
 * `import words from '…/fault-words.ts?only=zh'` is the table with that language's side alone.
 */
export function oneLanguage(): Plugin {
  return {
    name: 'zhengyan-one-language',
    async load(id) {
      const wanted = /^(.*-words\.ts)\?only=(zh|en)$/.exec(id);
      if (wanted === null) return null;
      const [, file = '', language = ''] = wanted;
      this.addWatchFile(file);
      const { module } = await runnerImport<Record<string, Record<string, Record<string, unknown>>>>(file);
      const tables = Object.entries(module).map(([name, table]) => {
        const sides = Object.entries(table).map(([code, words]) => [code, words[language]]);
        return `export const ${name} = ${JSON.stringify(Object.fromEntries(sides))};`;
      });
      return tables.join('\n');
    },
  };
}
