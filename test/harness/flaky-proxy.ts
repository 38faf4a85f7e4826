// A TCP proxy that can lose its connections, refuse new ones, or go silent, as networks do.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { portOf } from './postgres-server.ts';

export interface FlakyProxy {
  port: number;
  /** lost: connections end now, new ones work. refused: new ones end as well. silent: nothing passes, nothing ends. */
  become(state: 'well' | 'lost' | 'refused' | 'silent'): void;
  close(): void;
}

export async function startFlakyProxy(target: number): Promise<FlakyProxy> {
  const sockets = new Set<Socket>();
  let state: 'well' | 'refused' | 'silent' = 'well';
  const server = createServer((near) => {
    if (state === 'refused') {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => state !== 'silent' && to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        sockets.delete(from);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: portOf(server),
    become(next) {
      state = next === 'lost' ? 'well' : next;
      if (next === 'lost' || next === 'refused') drop();
    },
    close() {
      server.close();
      drop();
    },
  };
}
