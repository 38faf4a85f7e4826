// A folder for PGlite whose fsync reaches the disk. PGlite is started with fsync off, and its file system for Node would
// ignore it anyway; both are put right here.
//
// What is promised: a write that was acknowledged survives the death of the process at any moment (kill -9), because
// the operating system holds it by then; and it survives the loss of power as far as the disk keeps its own word,
// because the log was forced to the disk before the acknowledgement. It costs about 0.3 ms a transaction on a disk
// with a cache, more on a slow one; reads cost nothing.
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * Start parameters with fsync on (`fdatasync` is a no-op in this build of PostgreSQL, `fsync` is not), and with half of
 * the usual buffers: enough for some hundred thousand certificates, and 60 MB less of this process's memory.
 */
export const DURABLE_START = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
  '-c',
  'shared_buffers=64MB',
];

interface Stream {
  nfd?: number;
  node: unknown;
}
interface FileSystemModule {
  NODEFS: { stream_ops: { fsync?: (stream: Stream) => number }; realPath(node: unknown): string };
}

export class DurableFolder extends NodeFS {
  readonly #onSync: () => void;

  /** `onSync` is told of every forced write; tests count them. */
  constructor(folder: string, onSync: () => void = () => undefined) {
    super(folder);
    this.#onSync = onSync;
  }

  override async init(...parameters: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...parameters);
    const install = (module: FileSystemModule): void => {
      module.NODEFS.stream_ops.fsync = (stream) => {
        if (stream.nfd === undefined) syncFolder(module.NODEFS.realPath(stream.node));
        else fsyncSync(stream.nfd);
        this.#onSync();
        return 0;
      };
    };
    // Emscripten's own type of the module does not know what is mounted in it.
    const preRun: Function[] = [emscriptenOpts.preRun ?? [], install].flat();
    return { emscriptenOpts: Object.assign(emscriptenOpts, { preRun }) };
  }
}

/** A name in a folder lasts once the folder itself is on the disk. Windows has no such call and needs none. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Forces a whole tree to the disk: files first, then the folders that name them. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    if (!entry.isFile()) continue;
    const file = await open(path, 'r+');
    await file.sync();
    await file.close();
  }
  syncFolder(folder);
}
