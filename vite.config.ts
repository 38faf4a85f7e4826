// The pages: sources in web/, built into dist/web. The service worker gets its list of files from web/sw/plugin.ts.
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { oneLanguage } from './web/one-language.ts';
import { serviceWorker } from './web/sw/plugin.ts';

/** What every page runs on. */
const CORE = new RegExp(
  [
    String.raw`node_modules/(?:preact|@preact)/`,
    String.raw`vite/preload-helper`,
    String.raw`/web/(?:main|app|address|online|preferences|large-type)\.tsx?$`,
    String.raw`/web/i18n/(?:language|shell)\.ts$`,
    String.raw`/web/ui/(?:shell|page|marked|mark|trust-age|router|lazy-page|lazy-part)\.tsx$`,
    String.raw`/web/trust/state\.ts$`,
    // Two handfuls of lines that every other file asks for.
    String.raw`/domain/(?:result|table)\.ts$`,
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
      treeshake: {
        // What a page does not use of the tables and rules is left out of it: to load a file of domain/ does nothing.
        moduleSideEffects: [{ test: /\/domain\//, sideEffects: false }],
        manualPureFunctions: ['keysOf'],
      },
      output: {
        // Left alone, every module that two pages share becomes a file: thirty requests, and small files compress badly.
        codeSplitting: {
          groups: [
            { name: 'core', test: CORE },
            {
              name: 'trust',
              test: /\/web\/trust\/(?:start|holder|keep|answer|persist)\.ts$|\/domain\/(?:crypto|jws|status-list|trust-bundle|bytes|lifecycle)\.ts$|idb-keyval/,
              includeDependenciesRecursively: false,
            },
            {
              name: 'plates',
              test: /\/web\/(?:dates|ui\/(?:moment|plate|verdict-plate)|i18n\/plate)\.tsx?$|verdict-words\.ts\?only=zh&take=title|\/domain\/masked-name\.ts$/,
              includeDependenciesRecursively: false,
            },
            {
              name: 'typing',
              test: /\/web\/(?:fact-help|lookup-state|ui\/(?:fact-field|number-ruler|live-help)|i18n\/faults)\.tsx?$|\/domain\/(?:id-document|id-types|resident-id|calendar-date|holder-name|number-help|fault-words)\.ts(?:\?only=zh)?$/,
              includeDependenciesRecursively: false,
            },
            { name: 'decoder', test: /\/web\/scanner\/(?:decoder|decoder-parts|frames|picture)\.ts$/ },
            {
              name: 'facts',
              test: /\/domain\/(?:number-parts|certificate-number|place-codes|level|typed-text)\.ts$/,
              // Live help and the names of places, which these hand on, are for the pages where something is typed.
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://localhost:8080', '/log': 'http://localhost:8080' } },
});
