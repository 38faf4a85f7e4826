// The printed code (D5): alphanumeric, one byte `#`, digits; no compression; quiet zone 4; vector, or a picture that knows
// how large it is.
import QRCode, { type QRCodeErrorCorrectionLevel, type QRCodeSegment } from 'qrcode';

/** Millimetres, quiet zone included. */
export const DEFAULT_SIZE_MM = 35;
export const SMALLEST_MM = 30;
export const LARGEST_MM = 60;

const QUIET = 4;
/** What a telephone at arm's length still tells apart. Level Q bears twice the stains of M, but needs more modules. */
const LEAST_MODULE_MM = 0.4;
const PIXELS_PER_INCH = 1200;
const MM_PER_INCH = 25.4;

export interface SealQr {
  version: number;
  level: 'Q' | 'M';
  /** Modules on a side, without the quiet zone. */
  modules: number;
  moduleMm: number;
  sizeMm: number;
  svg: string;
  png(): Promise<Uint8Array>;
}

/** The code for a sealed address (see sealUrl) at a printed size: level Q wherever its modules stay large enough, else M. */
export function sealQr(text: string, sizeMm: number = DEFAULT_SIZE_MM): SealQr {
  const robust = encode(text, 'Q', sizeMm);
  const { level, code, moduleMm } = robust.moduleMm >= LEAST_MODULE_MM ? robust : encode(text, 'M', sizeMm);
  const { size: modules, data } = code.modules;
  const scale = Math.max(1, Math.round((moduleMm / MM_PER_INCH) * PIXELS_PER_INCH));
  return {
    version: code.version,
    level,
    modules,
    moduleMm,
    sizeMm,
    svg: toSvg(modules, (x, y) => data[y * modules + x] === 1, sizeMm),
    async png() {
      const png = await QRCode.toBuffer(segmentsOf(text), { errorCorrectionLevel: level, margin: QUIET, scale });
      return withPhysicalSize(png, ((modules + 2 * QUIET) * scale) / (sizeMm / 1000));
    },
  };
}

function encode(text: string, level: 'Q' | 'M', sizeMm: number) {
  const code = QRCode.create(segmentsOf(text), { errorCorrectionLevel: level satisfies QRCodeErrorCorrectionLevel });
  return { level, code, moduleMm: sizeMm / (code.modules.size + 2 * QUIET) };
}

/** Chosen by hand: left to itself the encoder would take the `#` and the digits for one segment of bytes. */
function segmentsOf(text: string): QRCodeSegment[] {
  const hash = text.indexOf('#');
  const [address, digits] = [text.slice(0, hash), text.slice(hash + 1)];
  if (!/^[A-Z0-9 $%*+./:-]+$/.test(address) || !/^[0-9]+$/.test(digits)) throw new TypeError('not a sealed address');
  return [
    { data: address, mode: 'alphanumeric' },
    { data: Buffer.from('#'), mode: 'byte' },
    { data: digits, mode: 'numeric' },
  ];
}

function toSvg(modules: number, dark: (x: number, y: number) => boolean, sizeMm: number): string {
  const side = modules + 2 * QUIET;
  let path = '';
  for (let y = 0; y < modules; y++) {
    for (let x = 0; x < modules; x++) {
      let run = 0;
      while (x + run < modules && dark(x + run, y)) run++;
      if (run > 0) path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sizeMm}mm" height="${sizeMm}mm" viewBox="0 0 ${side} ${side}" ` +
    `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>\n`
  );
}

const AFTER_HEADER = 33; // signature (8) and IHDR chunk (25)

/** A PNG with a pHYs chunk, so that it is printed in its size and not in some pixels per inch. */
function withPhysicalSize(png: Uint8Array, pixelsPerMetre: number): Uint8Array {
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9, 0);
  chunk.write('pHYs', 4, 'latin1');
  chunk.writeUInt32BE(Math.round(pixelsPerMetre), 8);
  chunk.writeUInt32BE(Math.round(pixelsPerMetre), 12);
  chunk.writeUInt8(1, 16); // per metre
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17);
  return Buffer.concat([png.subarray(0, AFTER_HEADER), chunk, png.subarray(AFTER_HEADER)]);
}

/** As PNG wants it (annex D of its specification); node:zlib has it from Node 22 on. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
