// Starts the processes of the lookup benchmark: built by esbuild as the product is, one process for each server and one
// for the client.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Scratch } from '../scratch.ts';
import type { Ready, Usage } from './announce.ts';
import type { Measured, Round } from './client.ts';

export interface Client {
  run(round: Round): Promise<Measured>;
}
export interface MeasuredServer {
  port: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Bundles the entry files as build.mjs bundles the server: packages stay outside. Returns the folder they are in. */
export async function buildEntries(scratch: Scratch): Promise<string> {
  const outdir = scratch.buildFolder('lookup');
  await build({
    entryPoints: ['client', 'bare', 'service', 'fill-worker'].map((name) => join(import.meta.dirname, `${name}.ts`)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning',
  });
  await cp(join(import.meta.dirname, '../../db/migrations'), join(outdir, 'migrations'), { recursive: true });
  return outdir;
}

export function startClient(folder: string, scratch: Scratch): Client {
  const child = start(folder, 'client', scratch, {});
  return {
    async run(round) {
      child.send(round);
      const answer = await message<{ measured: Measured } | { fault: string }>(child);
      if ('fault' in answer) throw new Error(`the client gave up: ${answer.fault}`);
      return answer.measured;
    },
  };
}

/** `env` configures the service; its log goes to a file that nobody reads, but it is written. */
export async function startServer(
  folder: string,
  entry: 'bare' | 'service',
  scratch: Scratch,
  env: Record<string, string> = {},
): Promise<MeasuredServer> {
  const child = start(folder, entry, scratch, env);
  const { port } = await message<Ready>(child);
  return {
    port,
    async usage() {
      child.send('usage');
      return message<Usage>(child);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function start(folder: string, entry: string, scratch: Scratch, env: Record<string, string>): ChildProcess {
  const log = openSync('/dev/null', 'w');
  const child = fork(join(folder, `${entry}.mjs`), [], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [],
    stdio: ['ignore', log, 'inherit', 'ipc'],
  });
  scratch.undo(() => child.kill('SIGKILL'));
  return child;
}

/** The next thing that the child says; rejects when it ends instead. */
function message<T>(child: ChildProcess): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`a process of the benchmark ended with ${String(code)}`));
    child.once('exit', ended);
    child.once('message', (heard: T) => {
      child.off('exit', ended);
      resolve(heard);
    });
  });
}
