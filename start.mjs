// `npm start`: builds what is missing or stale, then runs the server in this same process, so that signals and exit codes are its own.
import { readdirSync, statSync } from 'node:fs';

const SOURCES = ['domain', 'server', 'db', 'web', 'package.json', 'package-lock.json', 'vite.config.ts', 'build.mjs'];

/** Latest modification below a path, in milliseconds; 0 when it is not there. */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(`${path}/${name}`)));
}

process.chdir(import.meta.dirname);
// `dist/built` is written last, so a build that was cut off counts as missing.
if (changedAt('dist/built') < Math.max(...SOURCES.map(changedAt))) {
  process.stdout.write('Building (first start, or sources changed) …\n');
  await import('./build.mjs');
}
await import('./dist/server/node.js');
