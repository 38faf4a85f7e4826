// A film for Chromium's fake camera: a printed certificate held in front of it, as YUV4MPEG2. Two frames are a whole film,
// Chromium plays them in a loop.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { photograph } from './printed-page.ts';
import type { View } from './printed-page.ts';

const WIDTH = 1280;
const HEIGHT = 720;

/** As a hand holds it: a little turned, a little blurred, a little noisy, and moving. */
const HELD: Omit<View, 'width' | 'height'> = {
  qrPixels: 430,
  rotation: 4,
  tilt: 0.06,
  blur: 0.9,
  noise: 3,
  shadow: 0.25,
};

/** Long enough for the scanner to read a code, and for the next one to be another scan. */
const FRAMES_EACH = 6;

/** The film's path, and how to remove it. Several codes are held up one after another, for three seconds each. */
export async function makeFilm(...codes: string[]): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'zhengyan-film-'));
  const path = join(folder, 'certificate.y4m');
  const [rate, frames] = codes.length > 1 ? ['2:1', FRAMES_EACH] : ['10:1', 2];
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${rate} Ip A1:1 C420jpeg\n`)];
  for (const code of codes) {
    const held = [4, 5].map((rotation) =>
      photograph(code, 'Q', { ...HELD, width: WIDTH, height: HEIGHT, rotation, seed: rotation }),
    );
    for (let i = 0; i < frames; i++) parts.push(Buffer.from('FRAME\n'), held[i % 2]?.data ?? chroma, chroma);
  }
  await writeFile(path, Buffer.concat(parts));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
