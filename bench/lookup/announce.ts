// The talk between a measured server and the bench that started it.
import type { Server } from 'node:http';

/** What the child says first. */
export interface Ready {
  port: number;
}
/** What it answers when asked. */
export interface Usage {
  /** Most resident memory since the start, bytes. */
  peakRss: number;
  /** Processor time since the start, all threads, µs. */
  cpu: number;
}

/** Listens on a free port, says which, and tells what it has used when asked. Ends with its parent, however that ends. */
export async function announce(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.on('message', (asked) => {
    if (asked !== 'usage') return;
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.send?.({ peakRss: maxRSS * 1024, cpu: userCPUTime + systemCPUTime } satisfies Usage);
  });
  process.on('disconnect', () => process.exit());
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server listens on no port');
  process.send?.({ port: address.port } satisfies Ready);
}
