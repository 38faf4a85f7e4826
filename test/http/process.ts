// Starts the built service as its own process, as an operator would, and takes it down again.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SERVER = `${ROOT}dist/server/node.js`;

export interface Running {
  child: ChildProcess;
  /** Everything it has written so far, both streams. */
  output(): string;
  /** Resolves with the exit code when the process is gone; null when a signal took it. */
  gone: Promise<number | null>;
  /** Ends the process group it leads. */
  end(signal: NodeJS.Signals): void;
}

/** Runs a command in a process group of its own, with these environment variables and only the few it cannot do without. */
export function run(command: string, args: string[], env: Record<string, string>): Running {
  const inherited = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (part: string) => {
      text += part;
    });
  }
  return {
    child,
    output: () => text,
    gone: once(child, 'close').then(() => child.exitCode),
    end(signal) {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid, signal);
    },
  };
}

/** Waits for a line in the output; a process that ends without it is an error with everything it said. */
export async function waitFor(running: Running, pattern: RegExp, withinMs = 60_000): Promise<RegExpExecArray> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = pattern.exec(running.output());
    if (found) return found;
    if (running.child.exitCode !== null || Date.now() > until) {
      throw new Error(`no ${pattern.source} in:\n${running.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The built Node server with these settings; nothing is inherited from the tests' own environment. */
export function runServer(env: Record<string, string>): Running {
  if (!existsSync(SERVER)) throw new Error('The server is not built. Build it first: npm run build');
  return run(process.execPath, [SERVER], { PORT: '0', HOST: '127.0.0.1', ...env });
}

/** The port from its own log. */
export async function listening(running: Running): Promise<number> {
  const [, port] = await waitFor(running, /"port":(\d+),.*"msg":"listening"/);
  return Number(port);
}
