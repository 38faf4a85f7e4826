// The worker that solves one challenge and ends. WebCrypto's PBKDF2, the algorithm the service asks for.
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';

addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
  solveChallenge({ challenge: data, deriveKey, timeout: 30_000 }).then(
    (solution) => postMessage(solution),
    () => postMessage(null),
  );
});
