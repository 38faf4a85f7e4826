// Everything temporary of one run: folders and child processes, removed at the end, after an error and after Ctrl-C.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progress } from './terminal.ts';

const NAME = 'zhengyan-bench-';

/** Things to undo, the latest first. Undoing twice is harmless. */
export interface Scratch {
  /** A new folder below the system's temporary folder (TMPDIR moves it; ten million certificates need about 10 GB). */
  folder(name: string): string;
  /** A new folder in which Node finds this project's packages, for what is built only to be measured. */
  buildFolder(name: string): string;
  undo(step: () => unknown): void;
  close(): Promise<void>;
}

export function openScratch(): Scratch {
  const roots = [tmpdir(), join(import.meta.dirname, '..', 'node_modules', '.cache')].map((parent) => {
    sweep(parent);
    return join(parent, `${NAME}${process.pid}`);
  });
  const steps: (() => unknown)[] = [];
  const removeFolders = (): void => {
    for (const root of roots) rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  };
  let closing: Promise<void> | null = null;

  const close = async (): Promise<void> => {
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch (fault) {
        progress(`left over: ${String(fault)}`);
      }
    }
    removeFolders();
  };
  const scratch: Scratch = {
    folder: (name) => make(join(roots[0] ?? '', name)),
    buildFolder: (name) => make(join(roots[1] ?? '', name)),
    undo: (step) => void steps.push(step),
    close: () => (closing ??= close()),
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      progress('stopped; removing what was made');
      void scratch.close().finally(() => process.exit(130));
    });
  }
  // Whoever else ends the process first (a package has signal handlers of its own): the folders go all the same.
  process.on('exit', removeFolders);
  return scratch;
}

function make(folder: string): string {
  // The database runs as another user when this is root, and has to pass through.
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** Folders of runs that were killed before they could tidy up. */
function sweep(parent: string): void {
  let names: string[] = [];
  try {
    names = readdirSync(parent).filter((name) => name.startsWith(NAME));
  } catch {
    return; // nothing there yet
  }
  for (const name of names) {
    if (!isRunning(Number(name.slice(NAME.length)))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
}
