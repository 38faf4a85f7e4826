// A printed certificate as a camera sees it: paper with the sealed QR, lines of text and the blue frame, put through
// perspective, blur, noise, bad light, stains and JPEG. Pure arithmetic, so that a seed gives the same picture everywhere.
import { PNG } from 'pngjs';
import QRCode from 'qrcode';

export interface Grey {
  width: number;
  height: number;
  /** Luminance, 0 to 255, row by row. */
  data: Uint8Array;
}

export interface View {
  width: number;
  height: number;
  /** Side of the printed QR without its quiet zone, in picture pixels, before perspective. */
  qrPixels: number;
  /** Degrees, clockwise. */
  rotation?: number;
  /** How much smaller the far edge is, 0 to 0.5: the camera held at an angle. */
  tilt?: number;
  /** Radius of a Gaussian blur, in pixels: out of focus. */
  blur?: number;
  /** Length of a horizontal smear, in pixels: the hand moved. */
  smear?: number;
  /** Standard deviation, in steps of 255. */
  noise?: number;
  /** Share of the light that arrives, 0 to 1. */
  light?: number;
  /** How much darker the picture's right edge is than its left one, 0 to 1. */
  shadow?: number;
  /** Share of the code's area under a blot, 0 to 1. */
  stain?: number;
  /** A bright reflection (a plastic sleeve) of this radius, as a share of the code's side. */
  glare?: number;
  /** JPEG quality, 1 to 100. */
  jpeg?: number;
  seed?: number;
}

export type ErrorCorrection = 'L' | 'M' | 'Q' | 'H';

/** The modules of a sealed address, packed as D5 says: alphanumeric, one byte `#`, digits. Side by side, true = dark. */
export function modulesOf(
  text: string,
  level: ErrorCorrection,
): { side: number; version: number; dark: (x: number, y: number) => boolean } {
  const hash = text.indexOf('#');
  const code = QRCode.create(
    [
      { data: text.slice(0, hash), mode: 'alphanumeric' },
      { data: Buffer.from('#'), mode: 'byte' },
      { data: text.slice(hash + 1), mode: 'numeric' },
    ],
    { errorCorrectionLevel: level },
  );
  const { size, data } = code.modules;
  return { side: size, version: code.version, dark: (x, y) => data[y * size + x] === 1 };
}

/** The picture of the page. The QR's centre is the picture's centre. */
export function photograph(text: string, level: ErrorCorrection, view: View): Grey {
  const random = mulberry32(view.seed ?? 1);
  const paper = paperOf(text, level, view, random);
  let picture = project(paper, view);
  if (view.smear) picture = smear(picture, view.smear);
  if (view.blur) picture = blur(picture, view.blur);
  expose(picture, view, random);
  return view.jpeg ? throughJpeg(picture, view.jpeg) : picture;
}

/** A photo of it as a PNG file: a sharp one of 1280 × 960 unless the view says otherwise. */
export function photographPng(text: string, view: Partial<View> = {}): Buffer {
  const { width, height, data } = photograph(text, 'Q', { width: 1280, height: 960, qrPixels: 520, noise: 2, ...view });
  const png = new PNG({ width, height });
  for (const [i, grey] of data.entries()) png.data.fill(grey, i * 4, i * 4 + 3).fill(255, i * 4 + 3, i * 4 + 4);
  return PNG.sync.write(png);
}

/** Luminance 0 to 1 at a place on the paper; unit = side of the QR, origin = its centre. */
type Paper = (x: number, y: number) => number;

function paperOf(text: string, level: ErrorCorrection, { stain = 0, glare = 0 }: View, random: () => number): Paper {
  const { side, dark } = modulesOf(text, level);
  const quiet = 0.5 + 4 / side;
  // One blot anywhere on the code's inner part, and where a reflection lies.
  const blot = { x: random() * 0.5 - 0.25, y: random() * 0.5 - 0.25, r: Math.sqrt(stain / Math.PI) };
  const shine = { x: random() * 0.6 - 0.3, y: random() * 0.6 - 0.3 };
  return (x, y) => {
    let ink = surroundings(x, y);
    if (Math.abs(x) <= quiet && Math.abs(y) <= quiet) {
      const inside = Math.abs(x) < 0.5 && Math.abs(y) < 0.5;
      ink = inside && dark(Math.floor((x + 0.5) * side), Math.floor((y + 0.5) * side)) ? 0.1 : 0.93;
    }
    if (stain && Math.hypot(x - blot.x, y - blot.y) < blot.r) ink = Math.min(ink, 0.3);
    if (glare) ink += Math.max(0, 1 - Math.hypot(x - shine.x, y - shine.y) / glare) * 0.9;
    return Math.min(1, ink);
  };
}

/** Text lines to the right, a frame to the left and below, as on the certificate; the desk beyond the paper is darker. */
function surroundings(x: number, y: number): number {
  if (x < -1.1 || y > 1.3) return 0.45 + 0.05 * Math.sin(31 * x) * Math.sin(17 * y);
  if (x < -0.95 || y > 1.15) return 0.4; // the frame
  const line = ((y + 10) % 0.14) / 0.14;
  const isText = x > 0.75 && line < 0.5 && Math.sin(97 * x + 13 * Math.floor(y / 0.14)) > -0.2;
  return isText ? 0.25 : 0.93;
}

function project(paper: Paper, { width, height, qrPixels, rotation = 0, tilt = 0 }: View): Grey {
  const data = new Uint8Array(width * height);
  const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
  // Four samples a pixel, as a sensor integrates over its area.
  const offsets = [0.25, 0.75];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (const dy of offsets) {
        for (const dx of offsets) {
          const u = (column + dx - width / 2) / qrPixels;
          const v = (row + dy - height / 2) / qrPixels;
          const depth = 1 / (1 - tilt * (v - u * 0.4));
          sum += paper((u * cos + v * sin) * depth, (v * cos - u * sin) * depth);
        }
      }
      data[row * width + column] = Math.round((sum / 4) * 255);
    }
  }
  return { width, height, data };
}

function expose(picture: Grey, { light = 1, shadow = 0, noise = 0 }: View, random: () => number): void {
  const { width, data } = picture;
  for (let i = 0; i < data.length; i++) {
    const gain = light * (1 - (shadow * (i % width)) / width);
    // Sum of three uniform numbers: near enough to a sensor's noise.
    const grain = noise ? (random() + random() + random() - 1.5) * 2 * noise : 0;
    data[i] = clamp((data[i] ?? 0) * gain + grain);
  }
}

/** Three box blurs make a Gaussian. */
function blur(picture: Grey, radius: number): Grey {
  let current = picture;
  const width = Math.sqrt(4 * radius * radius + 1);
  for (let pass = 0; pass < 3; pass++) current = transposed(box(transposed(box(current, width)), width));
  return current;
}

const smear = (picture: Grey, length: number): Grey => box(picture, length);

/** Mean over a window of any (also fractional) width along the rows. */
function box({ width, height, data }: Grey, window: number): Grey {
  const out = new Uint8Array(data.length);
  const reach = Math.floor((window - 1) / 2);
  const edge = (window - 1) / 2 - reach;
  for (let row = 0; row < height; row++) {
    const at = (x: number) => data[row * width + Math.min(width - 1, Math.max(0, x))] ?? 0;
    for (let x = 0; x < width; x++) {
      let sum = edge * (at(x - reach - 1) + at(x + reach + 1));
      for (let k = -reach; k <= reach; k++) sum += at(x + k);
      out[row * width + x] = clamp(sum / window);
    }
  }
  return { width, height, data: out };
}

function transposed({ width, height, data }: Grey): Grey {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = data[y * width + x] ?? 0;
  return { width: height, height: width, data: out };
}

// ITU-T T.81, annex K, table K.1: what every encoder uses for luminance, scaled by quality as libjpeg does.
const JPEG_LUMINANCE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const COSINE = Float64Array.from({ length: 64 }, (_, i) => {
  const [frequency, place] = [Math.floor(i / 8), i % 8];
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * place + 1) * frequency * Math.PI) / 16);
});

/** The loss of JPEG without its bytes: transform, quantise, transform back. */
function throughJpeg({ width, height, data }: Grey, quality: number): Grey {
  const scale = quality < 50 ? 50 / quality : 2 - quality / 50;
  const steps = JPEG_LUMINANCE.map((step) => Math.max(1, Math.round(step * scale)));
  const out = Uint8Array.from(data);
  for (let top = 0; top + 8 <= height; top += 8) {
    for (let left = 0; left + 8 <= width; left += 8) {
      const block = Float64Array.from(
        { length: 64 },
        (_, i) => (data[(top + (i >> 3)) * width + left + (i & 7)] ?? 0) - 128,
      );
      const spectrum = twice(block, (row, k) => COSINE[row * 8 + k] ?? 0);
      for (let i = 0; i < 64; i++) spectrum[i] = Math.round((spectrum[i] ?? 0) / (steps[i] ?? 1)) * (steps[i] ?? 1);
      const pixels = twice(spectrum, (row, k) => COSINE[k * 8 + row] ?? 0);
      for (let i = 0; i < 64; i++) out[(top + (i >> 3)) * width + left + (i & 7)] = clamp((pixels[i] ?? 0) + 128);
    }
  }
  return { width, height, data: out };
}

/** M · block · Mᵀ for an 8 × 8 block. */
function twice(block: Float64Array, m: (row: number, k: number) => number): Float64Array {
  const half = new Float64Array(64);
  const full = new Float64Array(64);
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += m(y, k) * (block[k * 8 + x] ?? 0);
      half[y * 8 + x] = sum;
    }
  }
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += m(x, k) * (half[y * 8 + k] ?? 0);
      full[y * 8 + x] = sum;
    }
  }
  return full;
}

const clamp = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

/** A small generator with a seed; not for anything secret. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
