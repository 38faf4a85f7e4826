// The pages: sources in web/, built into dist/web. The service worker gets its list of files from web/sw/plugin.ts.
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { oneLanguage } from './web/one-language.ts';
import { serviceWorker } from './web/sw/plugin.ts';

/** What every page runs on. */
const CORE = new RegExp(
  [
    String.raw`node_modules/(?:preact|preact-iso|@preact)/`,
    String.raw`vite/preload-helper`,
    String.raw`/web/(?:main|app|online|preferences|large-type)\.tsx?$`,
    String.raw`/web/i18n/(?:language|shell)\.ts$`,
    String.raw`/web/ui/(?:shell|page|marked|icons|trust-age|lazy-page|lazy-part)\.tsx$`,
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
