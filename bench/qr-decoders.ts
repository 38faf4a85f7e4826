// Which decoder reads our own printed codes best: `qr` (JavaScript, 15 KB) or zxing-wasm (WebAssembly, 412 KB gzipped, and
// 'wasm-unsafe-eval' in the content security policy). Run: npx tsx bench/qr-decoders.ts
//
// What it showed, and why the scanner takes `qr`: of 405 pictures zxing-wasm read 351, `qr` at effort 8 read 340, and 364 when
// what it cannot read is tried again turned by 90° and, if small, enlarged, which is what web/scanner/frames.ts does. (Without
// the turn one code in twenty, held a little askew, was unreadable whatever its size.) Neither ever misread one, and the
// medians are alike.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { decodeQR } from 'qr/decode.js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { SealClaims } from '../domain/seal.ts';
import { newAuthority } from '../test/harness/authority.ts';
import { modulesOf, photograph } from '../test/harness/printed-page.ts';
import type { Grey, View } from '../test/harness/printed-page.ts';
import { median } from './statistics.ts';
import { progress, say, table } from './terminal.ts';

const SIZES = [
  [640, 480],
  [1280, 720],
  [1920, 1080],
] as const;
/** Modules of the printed code across the picture's height: close, at arm's length, too far. */
const SHARES = [0.7, 0.5, 0.33];

const CONDITIONS: Record<string, Partial<View>> = {
  'held well': { rotation: 2, noise: 2, jpeg: 90 },
  'turned by 30°': { rotation: 30, noise: 3 },
  'turned by 170°': { rotation: 170, noise: 3 },
  'at an angle': { tilt: 0.25, rotation: 8, noise: 3 },
  'at a steep angle': { tilt: 0.45, rotation: -12, noise: 3 },
  'out of focus': { blur: 1.6, noise: 3, rotation: 4 },
  'well out of focus': { blur: 2.6, noise: 3, rotation: 4 },
  'hand moved': { smear: 4, noise: 3, rotation: 3 },
  'dim, grainy': { light: 0.25, noise: 9, rotation: 5 },
  'in shadow': { shadow: 0.8, noise: 4, rotation: -5 },
  reflection: { glare: 0.2, noise: 3, rotation: 6 },
  'stain on 5 %': { stain: 0.05, noise: 3, rotation: 3 },
  'stain on 9 %': { stain: 0.09, noise: 3, rotation: 3 },
  'forwarded photo': { jpeg: 25, blur: 0.8, noise: 2, rotation: 2 },
  'everything a little': {
    tilt: 0.15,
    rotation: 11,
    blur: 1,
    light: 0.6,
    shadow: 0.4,
    noise: 5,
    jpeg: 60,
    stain: 0.03,
  },
};

type Decoder = (picture: Rgba) => Promise<string | null> | string | null;
type Rgba = { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> };

const DECODERS: Record<string, Decoder> = {
  'qr, one frame time': (picture) => withQr(picture, {}),
  'qr, effort 8': (picture) => withQr(picture, HARDER),
  '… then turned by 90°': (picture) => withQr(picture, HARDER) ?? withQr(turned(picture), HARDER),
  '… then enlarged': (picture) =>
    withQr(picture, HARDER) ?? withQr(turned(picture), HARDER) ?? withQr(enlarged(picture), HARDER),
  'zxing-wasm, fast': (picture) => withZxing(picture, false),
  'zxing-wasm, try harder': (picture) => withZxing(picture, true),
};
const HARDER = { timeLimit: 100, effort: 8 };

function withQr(picture: Rgba, options: { timeLimit?: number; effort?: number }): string | null {
  try {
    return decodeQR(picture, options);
  } catch {
    return null;
  }
}

async function withZxing(picture: Rgba, tryHarder: boolean): Promise<string | null> {
  const found = await readBarcodes(Object.assign(picture, { colorSpace: 'srgb' as const }), {
    formats: ['QRCode'],
    tryHarder,
    tryInvert: false,
    maxNumberOfSymbols: 1,
  });
  return found[0]?.text ?? null;
}

function toRgba({ width, height, data }: Grey): Rgba {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i++) rgba.fill(data[i] ?? 0, i * 4, i * 4 + 3).fill(255, i * 4 + 3, i * 4 + 4);
  return { width, height, data: rgba };
}

/** Twice as large, bilinear: what a canvas does when the page draws a frame larger than it is. */
function enlarged({ width, height, data }: Rgba): Rgba {
  const [wide, high] = [width * 2, height * 2];
  const grown = new Uint8ClampedArray(wide * high * 4).fill(255);
  const at = (x: number, y: number): number =>
    data[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 4] ?? 0;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [u, v] = [Math.max(0, x / 2 - 0.25), Math.max(0, y / 2 - 0.25)];
      const [left, top] = [Math.floor(u), Math.floor(v)];
      const upper = at(left, top) * (left + 1 - u) + at(left + 1, top) * (u - left);
      const lower = at(left, top + 1) * (left + 1 - u) + at(left + 1, top + 1) * (u - left);
      grown.fill(upper * (top + 1 - v) + lower * (v - top), (y * wide + x) * 4, (y * wide + x) * 4 + 3);
    }
  }
  return { width: wide, height: high, data: grown };
}

/** A quarter turn loses nothing, and meets the other copy of the code's version information and other alignment patterns. */
function turned({ width, height, data }: Rgba): Rgba {
  const out = new Uint8ClampedArray(data.length).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (x * height + height - 1 - y) * 4;
      out.fill(data[(y * width + x) * 4] ?? 0, at, at + 3);
    }
  }
  return { width: height, height: width, data: out };
}

interface Score {
  read: number;
  /** A text that is not the printed one: would be a false "altered". */
  misread: number;
  ms: number[];
}

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(await readFile(wasm)).buffer } });

const authority = await newAuthority();
/** Certificates of usual, short and long content; every picture has a code of its own, since some fail by their pattern. */
const CONTENTS: Partial<SealClaims>[] = [
  {},
  { job: null, holderName: '李测', institutionName: '示例职业培训学校' },
  { holderName: '阿卜杜热合曼·示例江·买买提', institutionName: '广东省示例高级技工学校职业技能评价中心' },
];
for (const content of CONTENTS) {
  const text = await authority.seal(content);
  say(`Code: version ${modulesOf(text, 'Q').version}-Q, ${text.length} characters`);
}

const byCondition = new Map<string, Map<string, Score>>();
const bySize = new Map<string, Map<string, Score>>();
const scoreOf = (where: Map<string, Map<string, Score>>, row: string, decoder: string): Score => {
  const scores = where.get(row) ?? new Map<string, Score>();
  where.set(row, scores);
  const score = scores.get(decoder) ?? { read: 0, misread: 0, ms: [] };
  scores.set(decoder, score);
  return score;
};

let frames = 0;
for (const [condition, settings] of Object.entries(CONDITIONS)) {
  progress(condition);
  for (const [width, height] of SIZES) {
    for (const share of SHARES) {
      for (const content of CONTENTS) {
        const text = await authority.seal({ ...content, statusIndex: ++frames });
        const picture = toRgba(
          photograph(text, 'Q', { width, height, qrPixels: height * share, seed: frames, ...settings }),
        );
        for (const [name, decode] of Object.entries(DECODERS)) {
          const start = performance.now();
          const read = await decode(picture);
          const ms = performance.now() - start;
          for (const score of [
            scoreOf(byCondition, condition, name),
            scoreOf(bySize, `${width} × ${height}`, name),
            scoreOf(bySize, 'all', name),
          ]) {
            score.ms.push(ms);
            if (read === text) score.read++;
            else if (read !== null) score.misread++;
          }
        }
      }
    }
  }
}

const names = Object.keys(DECODERS);
const cells = (scores: Map<string, Score>, show: (score: Score) => string) =>
  names.map((name) => show(scores.get(name) ?? { read: 0, misread: 0, ms: [] }));
table(
  `Read, of 27 pictures a row (3 sizes × 3 distances × 3 codes)`,
  ['condition', ...names],
  [...byCondition].map(([condition, scores]) => [condition].concat(cells(scores, (score) => String(score.read)))),
);
table(
  `Read of ${frames}, median and slowest milliseconds a picture (and texts read wrongly)`,
  ['picture', ...names],
  [...bySize].map(([size, scores]) =>
    [size].concat(
      cells(
        scores,
        ({ read, misread, ms }) => `${read}; ${median(ms).toFixed(1)}, ${Math.max(...ms).toFixed(0)} (${misread})`,
      ),
    ),
  ),
);
