// The scanner without its page: camera, loop and decoder, started and stopped as one. Stopped means that the camera's lamp is off.
import { listCameras, openCamera } from './camera.ts';
import type { Camera, CameraChoice, CameraFault } from './camera.ts';
import type { Decoder } from './decoder.ts';

export type ScannerState =
  | { phase: 'off' }
  | { phase: 'starting' }
  | { phase: 'live'; camera: Camera; choices: CameraChoice[] }
  | { phase: 'fault'; fault: CameraFault };

/** Fetched while the person answers the permission question. */
const fetchDecoder = () => import('./decoder-parts.ts');

/** Ten looks a second: a verdict within a second of the code being readable, and a phone that stays cool. */
const EVERY_MS = 100;

export interface ScannerPorts {
  video: HTMLVideoElement;
  onState: (state: ScannerState) => void;
  /** Every reading, also of the same code again; the scanner goes on until it is stopped. */
  onText: (text: string) => void;
}

export class Scanner {
  readonly #ports: ScannerPorts;
  #decoder: Promise<Decoder | null> | null = null;
  #camera: Camera | null = null;
  /** Grows with every start and stop: whatever an older one still brings is thrown away. */
  #run = 0;

  constructor(ports: ScannerPorts) {
    this.#ports = ports;
  }

  async start(deviceId: string | null): Promise<void> {
    const run = this.#end();
    this.#ports.onState({ phase: 'starting' });
    this.#decoder ??= this.#openDecoder();
    const opened = await openCamera(deviceId);
    if (run !== this.#run) return opened.ok ? opened.value.close() : undefined;
    if (!opened.ok) return this.#fail(opened.fault);

    const camera = opened.value;
    this.#camera = camera;
    camera.onEnded(() => run === this.#run && this.#fail('ended'));
    if (!(await this.#play(camera))) return run === this.#run ? this.#fail('busy') : undefined;
    const choices = await listCameras();
    if (run !== this.#run) return;
    this.#ports.onState({ phase: 'live', camera, choices });
    const decoder = await this.#decoder;
    if (decoder) await this.#watch(run, decoder);
  }

  /** Null when it cannot be fetched; the next start asks again, and the page still has text and clipboard. */
  async #openDecoder(): Promise<Decoder | null> {
    try {
      const { openDecoder } = await fetchDecoder();
      return await openDecoder();
    } catch {
      this.#decoder = null;
      return null;
    }
  }

  stop(): void {
    this.#end();
    this.#ports.onState({ phase: 'off' });
  }

  /** Stops and gives everything back; the scanner is not used again. */
  close(): void {
    this.#end();
    void this.#decoder?.then((decoder) => decoder?.close());
    this.#decoder = null;
  }

  #end(): number {
    this.#camera?.close();
    this.#camera = null;
    this.#ports.video.srcObject = null;
    return ++this.#run;
  }

  #fail(fault: CameraFault): void {
    this.#end();
    this.#ports.onState({ phase: 'fault', fault });
  }

  async #play(camera: Camera): Promise<boolean> {
    this.#ports.video.srcObject = camera.stream;
    try {
      await this.#ports.video.play();
      return true;
    } catch {
      return false; // stopped meanwhile, or a camera that brings no picture
    }
  }

  /** The next frame is taken only when the last one has been read: a slow device looks less often, and nothing piles up. */
  async #watch(run: number, decoder: Decoder): Promise<void> {
    const { video, onText } = this.#ports;
    const { createEye, lookAtFrame } = await fetchDecoder();
    const eye = createEye();
    for (let turn = 0; run === this.#run; turn++) {
      const began = performance.now();
      const pixels = video.readyState >= 2 ? eye(video, lookAtFrame(video.videoWidth, video.videoHeight, turn)) : null;
      const text = pixels && (await decoder.read(pixels));
      if (text !== null && run === this.#run) onText(text);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, EVERY_MS - (performance.now() - began))));
    }
  }
}
