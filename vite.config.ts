// The pages: sources in web/, built into dist/web. The service worker gets its list of files from web/sw/plugin.ts.
import { preact } from '@preact/preset-vite';
import { defineConfig, runnerImport, type Plugin } from 'vite';
import { serviceWorker } from './web/sw/plugin.ts';

/**
 * The tables of sentences in domain/ hold both languages side by side; a first visit should carry only one of them.
 * `import words from '…/fault-words.ts?only=zh'` is the table with that language's side alone.
 */
function oneLanguage(): Plugin {
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

/** What every page runs on. */
const CORE = new RegExp(
  [
    String.raw`node_modules/(?:preact|preact-iso|@preact)/`,
    String.raw`vite/preload-helper`,
    String.raw`/web/(?:main|app|online|preferences|large-type)\.tsx?$`,
    String.raw`/web/i18n/(?:language|shell)\.ts$`,
    String.raw`/web/ui/(?:shell|page|icons|trust-age|lazy-page|lazy-part)\.tsx$`,
    String.raw`/web/trust/state\.ts$`,
  ].join('|'),
);

export default defineConfig({
  root: 'web',
  plugins: [oneLanguage(), preact({ devToolsEnabled: false, prefreshEnabled: false }), serviceWorker()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    // Everything is a file of its own: `data:` URLs would have to be let through the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Left alone, every module that two pages share becomes a file: thirty requests, and small files compress badly.
        codeSplitting: {
          groups: [
            { name: 'core', test: CORE },
            {
              name: 'facts',
              test: /\/domain\/(?:number-parts|certificate-number|place|level|table|typed-text|result)\.ts$/,
            },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://localhost:8080', '/log': 'http://localhost:8080' } },
});
