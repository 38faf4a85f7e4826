// One way to read a QR from pixels, with two engines behind it: the browser's own detector where it knows QR, else (and for
// pictures in which it finds nothing) ours in a worker, which is fetched and started only then.
import type { DecodeAnswer, DecodeRequest } from './decode.worker.ts';

export interface Decoder {
  /** The text of one code in the picture, null for none. One call at a time. The pixels may be gone afterwards. */
  read(picture: ImageData, patient?: boolean): Promise<string | null>;
  close(): void;
}

/** Shape Detection API (WICG), as far as it is used; Chromium on Android and macOS has it. */
interface NativeDetector {
  detect(picture: ImageData): Promise<{ rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

declare global {
  var BarcodeDetector: NativeDetectorClass | undefined;
}

export async function openDecoder(): Promise<Decoder> {
  const native = await nativeDetector();
  const own = workerDecoder();
  let nativeWorks = native !== null;
  return {
    async read(picture, patient = false) {
      if (native && nativeWorks) {
        try {
          const [code] = await native.detect(picture);
          if (code || !patient) return code?.rawValue ?? null;
        } catch {
          nativeWorks = false; // on some phones the service behind it is missing, and only the first use tells
        }
      }
      return own.read(picture, patient);
    },
    close: () => own.close(),
  };
}

async function nativeDetector(): Promise<NativeDetector | null> {
  const Detector = globalThis.BarcodeDetector;
  try {
    const formats = (await Detector?.getSupportedFormats()) ?? [];
    return Detector && formats.includes('qr_code') ? new Detector({ formats: ['qr_code'] }) : null;
  } catch {
    return null;
  }
}

/** A worker that cannot be started or dies reads nothing; the page then still has text and clipboard. */
function workerDecoder(): Decoder {
  let worker: Worker | null = null;
  let waiting: { id: number; done: (text: string | null) => void } | null = null;
  let requests = 0;

  const settle = (id: number | null, text: string | null) => {
    if (waiting === null || (id !== null && id !== waiting.id)) return;
    const { done } = waiting;
    waiting = null;
    done(text);
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<DecodeAnswer>) => settle(data.id, data.text));
    started.addEventListener('error', () => settle(null, null));
    return started;
  };
  return {
    read(picture, patient = false) {
      settle(null, null);
      worker ??= start();
      const request: DecodeRequest = {
        id: ++requests,
        width: picture.width,
        height: picture.height,
        pixels: picture.data.buffer,
        patient,
      };
      return new Promise((done) => {
        waiting = { id: request.id, done };
        worker?.postMessage(request, [request.pixels]);
      });
    },
    close() {
      worker?.terminate();
      worker = null;
      settle(null, null);
    },
  };
}
