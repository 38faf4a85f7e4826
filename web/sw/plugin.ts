// Vite plugin: after the pages are built, builds /sw.js with the list of all their files and hashes written in.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vite';

/** Not needed to start, scan and judge: source maps, shop-window pictures of the manifest, files for crawlers. */
const NOT_PRECACHED = [/\.map$/, /^sw\.js$/, /^screenshots\//, /^robots\.txt$/, /^\.vite\//];

/**
 * Precaches everything in the build folder but `NOT_PRECACHED` and what `leaveOut` names (paths relative to it, `/` between).
 * `index.html` is listed as `/`, which must be served byte for byte as built: the worker checks the hash.
 */
export function serviceWorker(leaveOut: RegExp[] = []): Plugin {
  let folder = 'dist';
  let root = '.';
  return {
    name: 'zhengyan-service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = resolve(config.root, config.build.outDir);
    },
    async closeBundle(this: unknown, fault?: Error) {
      if (fault) return;
      const skipped = [...NOT_PRECACHED, ...leaveOut];
      const names = (await filesBelow(folder)).filter((name) => !skipped.some((pattern) => pattern.test(name)));
      const files = await Promise.all(names.toSorted().map((name) => describe(folder, name)));
      await bundleWorker(join(import.meta.dirname, 'sw.ts'), join(folder, 'sw.js'), files, root);
    },
  };
}

export interface PrecachedFile {
  url: string;
  integrity: string;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function describe(folder: string, name: string): Promise<PrecachedFile> {
  const bytes = await readFile(join(folder, name));
  const url = name === 'index.html' ? '/' : `/${name.split('/').map(encodeURIComponent).join('/')}`;
  return { url, integrity: `sha256-${createHash('sha256').update(bytes).digest('base64')}` };
}

/** The build's name is the hash of its list: the same sources give the same worker, and so no needless update prompt. */
async function bundleWorker(source: string, target: string, files: PrecachedFile[], root: string): Promise<void> {
  const list = JSON.stringify(files);
  await build({
    entryPoints: [source],
    outfile: target,
    absWorkingDir: resolve(root),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { PRECACHE: list, BUILD: JSON.stringify(createHash('sha256').update(list).digest('hex').slice(0, 12)) },
    logLevel: 'warning',
  });
}
