// Builds everything into dist/: the pages (Vite) and the server (esbuild, packages left external).
// `npm start` calls it when something is missing or older than its sources; CI and images call `npm run build`.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { build as bundle } from 'esbuild';
import { build as buildPages } from 'vite';

await rm('dist', { recursive: true, force: true });
await mkdir('dist/server', { recursive: true });
await buildPages({ logLevel: 'warn' });
await bundle({
  entryPoints: { node: 'server/node.ts' },
  outdir: 'dist/server',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
await cp('db/migrations', 'dist/server/migrations', { recursive: true });
await writeFile('dist/built', `${new Date().toISOString()}\n`);
