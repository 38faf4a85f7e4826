// Solves the service's challenge (D12) away from the page's own thread. Fetched only when there is a challenge to solve.
import type { Challenge } from 'altcha-lib/types';

export type { Challenge };

/** The value of the Proof-Of-Work header for one challenge; null when this browser cannot solve it. */
export function solve(challenge: Challenge): Promise<string | null> {
  const worker = new Worker(new URL('./workers/proof-of-work.ts', import.meta.url), { type: 'module' });
  return new Promise<string | null>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // Base64 of JSON that holds numbers and hexadecimal only, so that btoa suffices.
      resolve(data === null ? null : btoa(JSON.stringify({ challenge, solution: data })));
    });
    worker.addEventListener('error', () => resolve(null));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no target origin
    worker.postMessage(challenge);
  }).finally(() => worker.terminate());
}
