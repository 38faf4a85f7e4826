// A QR from a picture file, a dropped or a pasted picture. Files are hostile: bounded before and after decoding.
import { ok, refuse } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import type { Decoder } from './decoder.ts';
import { createEye, looksAtPicture } from './frames.ts';

/**
 * - `too_large`      more than 40 MB or 100 megapixels
 * - `heic`           an iPhone photo in a format this browser cannot open
 * - `pdf`            a PDF: to be shown and photographed, or saved as a picture
 * - `not_a_picture`  nothing this browser can open as a picture
 * - `no_code`        a picture without a readable code
 */
export type PictureFault = 'too_large' | 'heic' | 'pdf' | 'not_a_picture' | 'no_code';

const MAX_BYTES = 40 * 1024 * 1024;
const MAX_PIXELS = 100_000_000;

export async function readPicture(file: Blob, decoder: Decoder): Promise<Result<string, PictureFault>> {
  if (file.size > MAX_BYTES) return refuse('too_large');
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return refuse(await whyNot(file));
  }
  try {
    if (picture.width * picture.height > MAX_PIXELS) return refuse('too_large');
    const eye = createEye();
    for (const look of looksAtPicture(picture.width, picture.height)) {
      const pixels = eye(picture, look);
      const text = pixels && (await decoder.read(pixels, true));
      if (text !== null) return ok(text);
    }
    return refuse('no_code');
  } finally {
    picture.close();
  }
}

/** By the first bytes, since names and declared types are whatever somebody wrote. */
async function whyNot(file: Blob): Promise<PictureFault> {
  const start = new Uint8Array(
    await file
      .slice(0, 16)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  );
  const text = String.fromCharCode(...start);
  if (text.startsWith('%PDF-')) return 'pdf';
  // ISO base media file format: "ftyp" and then a brand of HEIF.
  return /^.{4}ftyp(?:hei|hev|mif1|msf1)/s.test(text) ? 'heic' : 'not_a_picture';
}
