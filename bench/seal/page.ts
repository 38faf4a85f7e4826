// Runs inside the browser: the product's own verdict and decoder, timed there.
import { checkId } from '../../domain/check-code.ts';
import { readSign1, toBeSigned } from '../../domain/cose.ts';
import { webCrypto } from '../../domain/crypto.ts';
import { fromDecimal } from '../../domain/bytes.ts';
import { MAX_SEAL_BYTES } from '../../domain/seal.ts';
import { openTrustBundle } from '../../domain/trust-bundle.ts';
import { judge } from '../../domain/verdict.ts';
import type { DecodeAnswer, DecodeRequest } from '../../web/scanner/decode.worker.ts';

export interface Job {
  bundle: string;
  /** QR texts, all of them genuine and valid. */
  texts: string[];
  /** Greyscale camera frames, fetched from /frame/0, /frame/1 …, each of the first text. */
  frames: { width: number; height: number }[];
  idCheck: { code: string; idNumber: string };
}

/** Milliseconds each. */
export interface Timings {
  openBundle: number;
  firstVerdict: number;
  verdicts: number[];
  /** The signature alone, through WebCrypto with the key at hand: the ceiling. */
  verifies: number[];
  /** A list a frame. */
  decodes: number[][];
  idChecks: number[];
}

declare global {
  var timeSeals: (job: Job) => Promise<Timings>;
}

const DECODES = 7;
const ID_CHECKS = 5;

globalThis.timeSeals = async ({ bundle, texts, frames, idCheck }) => {
  const crypto = webCrypto(globalThis);
  const opening = performance.now();
  const trust = await openTrustBundle(bundle, null, crypto);
  if (!trust.ok) throw new Error(trust.fault.code);
  const openBundle = performance.now() - opening;

  const green = async (text: string): Promise<number> => {
    const started = performance.now();
    const verdict = await judge(text, { trust: trust.value, clock: { now: Date.now(), floor: 0 }, crypto });
    const took = performance.now() - started;
    if (verdict.colour !== 'green') throw new Error(`${verdict.colour}: ${verdict.code}`);
    return took;
  };
  const [first = '', ...others] = texts;
  const firstVerdict = await green(first);
  const jwk = trust.value.keys.find(({ use }) => use === 'seal')?.jwk;
  if (!jwk) throw new Error('no sealing key');
  const key = await globalThis.crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'verify',
  ]);
  const verdicts: number[] = [];
  const verifies: number[] = [];
  for (const text of others) {
    verdicts.push(await green(text));
    verifies.push(await bareVerify(text, key));
  }
  const decodes: number[][] = [];
  for (const [i, size] of frames.entries()) decodes.push(await timeDecoder(size, i, first));

  const idChecks: number[] = [];
  const claims = (await judge(first, { trust: trust.value, clock: { now: Date.now(), floor: 0 }, crypto })).claims;
  if (claims === null) throw new Error('no claims');
  for (let i = 0; i < ID_CHECKS; i++) {
    const started = performance.now();
    const match = await checkId(claims, idCheck.code, 'resident_id', idCheck.idNumber, crypto);
    idChecks.push(performance.now() - started);
    if (match !== 'match') throw new Error('the ID number does not match');
  }
  return { openBundle, firstVerdict, verdicts, verifies, decodes, idChecks };
};

async function bareVerify(text: string, key: CryptoKey): Promise<number> {
  const bytes = fromDecimal(text.slice(text.indexOf('#') + 1), MAX_SEAL_BYTES);
  const message = typeof bytes === 'string' ? null : readSign1(bytes);
  if (!message?.ok) throw new Error('no seal');
  const signed = new Uint8Array(toBeSigned(message.value.protectedBytes, message.value.payload));
  const signature = new Uint8Array(message.value.signature);
  const started = performance.now();
  await globalThis.crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed);
  return performance.now() - started;
}

/** The scanner's own worker, the frame given to it as the camera's would be; both ways of the message included. */
async function timeDecoder(size: { width: number; height: number }, at: number, text: string): Promise<number[]> {
  const grey = new Uint8Array(await (await fetch(`/frame/${at}`)).arrayBuffer());
  const worker = new Worker('/decode.js', { type: 'module' });
  const took: number[] = [];
  for (let id = 0; id <= DECODES; id++) {
    const pixels = new Uint8ClampedArray(grey.length * 4);
    for (let i = 0; i < grey.length; i++) pixels.fill(grey[i] ?? 0, i * 4, i * 4 + 3).fill(255, i * 4 + 3, i * 4 + 4);
    const request: DecodeRequest = { id, ...size, pixels: pixels.buffer, patient: false };
    const started = performance.now();
    const read = await new Promise<string | null>((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<DecodeAnswer>) => resolve(data.text), { once: true });
      worker.postMessage(request, [request.pixels]);
    });
    if (read !== text) throw new Error('the frame was not read');
    if (id > 0) took.push(performance.now() - started); // the first one starts the worker
  }
  worker.terminate();
  return took;
}
