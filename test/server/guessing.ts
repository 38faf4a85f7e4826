// Somebody who guesses, and somebody who does not: what the tests of the limits have in common.
import { smallService, ZHANG, type SmallService } from './small-deps.ts';

export const HIT = { certificateNumber: ZHANG.certificateNumber, name: ZHANG.name };
export const MISS = { certificateNumber: ZHANG.certificateNumber, name: '王五' };
export const MINUTE = 60_000;

/** A miss about a subject of its own. */
export const otherMiss = (at: number) => ({
  certificateNumber: `S00004403000126100${String(1000 + at)}`,
  name: '王五',
});
export const from = (address: string, proof?: string): Record<string, string> => ({
  'x-forwarded-for': address,
  ...(proof === undefined ? {} : { 'proof-of-work': proof }),
});
export const codeOf = async (response: Response): Promise<string> => {
  const document: { code?: string; outcome?: string } = await response.json();
  return document.code ?? document.outcome ?? '';
};
/** A service whose table takes a while to answer. */
export function slow(ms: number): SmallService {
  return smallService((deps) => ({
    certificates: {
      find: async (pair, keys) => {
        await new Promise((resolve) => {
          setTimeout(resolve, ms).unref();
        });
        return deps.certificates.find(pair, keys);
      },
    },
  }));
}
export async function missUntilLimited(service: SmallService, headers = from('192.0.2.1')): Promise<Response> {
  for (let count = 0; count <= 10; count++) {
    const response = await service.post('/api/lookups', MISS, headers);
    if (response.status !== 200) return response;
  }
  throw new Error('never limited');
}
