// The pages: sources in web/, built into dist/web. The service worker gets its list of files from web/sw/plugin.ts.
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'web',
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    // Everything is a file of its own: `data:` URLs would have to be let through the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://localhost:8080', '/log': 'http://localhost:8080' } },
  preview: { proxy: {} },
});
