// Reads QR codes off the page's thread. `qr` is plain JavaScript, so that the content security policy needs no
// 'wasm-unsafe-eval'; bench/qr-decoders.ts has the comparison that chose it.
import { decodeQR } from 'qr/decode.js';

export interface DecodeRequest {
  id: number;
  width: number;
  height: number;
  /** RGBA, transferred. */
  pixels: ArrayBuffer;
  /** A still picture may take its time; a camera brings another frame at once. */
  patient: boolean;
}
export interface DecodeAnswer {
  id: number;
  text: string | null;
}

/** Effort and milliseconds for retries inside the decoder, from the benchmark: above this nothing more was read. */
const HASTY = { effort: 8, timeLimit: 100 };
const PATIENT = { effort: 32, timeLimit: 500 };

addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  const answer: DecodeAnswer = { id: data.id, text: read(data) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- from a worker to its page, there is no origin
  postMessage(answer);
});

/** Null for a picture without a code: the decoder says so by throwing, and a hostile picture may throw anything else. */
function read({ width, height, pixels, patient }: DecodeRequest): string | null {
  try {
    return decodeQR({ width, height, data: new Uint8ClampedArray(pixels) }, patient ? PATIENT : HASTY);
  } catch {
    return null;
  }
}
