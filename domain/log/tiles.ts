// Where existing transparency tools look for the log: C2SP tlog-tiles. A tile is up to 256 neighbouring hashes of one
// level, eight levels of the tree apart; the entries themselves lie in bundles cut at the same places.
import { concat } from '../bytes.ts';
import { foldRight, type NodeId } from './edge.ts';
import { HASH_BYTES, type Sha256 } from './hash.ts';

export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
/** A tile of level 6 spans 2^56 leaves: no counter here goes further. */
const TOP_LEVEL = 6;
const ENTRY_BYTES_MAX = 0xffff;

export interface Tile {
  /** Level of hash tiles, 0 for the leaves' hashes; `entries` for a bundle of entries. */
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256; below 256 the tile is partial, and its address says so. */
  readonly width: number;
}

/** `tile/0/x001/x234/067`, a partial one with `.p/W` behind it; relative to the log's prefix. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** The tile of an address; null for any other text, the same tile in another spelling (leading zeros) included. */
export function parseTilePath(path: string): Tile | null {
  const parts = /^tile\/(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (parts === null) return null;
  const [, level = '', name = '', width] = parts;
  const tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(name.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  } as const;
  return Number.isSafeInteger(tile.index) && tilePath(tile) === path ? tile : null;
}

/** How many hashes, or entries, this tile holds in a tree of this size: 0 when there is none, 256 when it is full. */
export function widthAt(level: Tile['level'], index: number, size: number): number {
  const height = level === 'entries' ? 0 : level;
  if (height > TOP_LEVEL) return 0;
  const hashes = Math.floor(size / TILE_WIDTH ** height);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
}

/** Whether a tree of this size has the tile in full or at this very width (or wider: narrower ones were once right). */
export const existsAt = ({ level, index, width }: Tile, size: number): boolean => widthAt(level, index, size) >= width;

/**
 * The tiles and bundles that a tree has after growing from one size to the other and had not before, each at its
 * width now: what has to be there before the checkpoint for `to` is.
 */
export function tilesBetween(from: number, to: number): Tile[] {
  const tiles: Tile[] = [];
  for (const level of ['entries', 0, 1, 2, 3, 4, 5, TOP_LEVEL] as const) {
    const span = TILE_WIDTH ** (level === 'entries' ? 1 : level + 1);
    for (let index = Math.floor(from / span); widthAt(level, index, to) > 0; index++) {
      const width = widthAt(level, index, to);
      if (width !== widthAt(level, index, from)) tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** The tile, at its width in a tree of this size, in which a node is found or from which it is folded. */
export function tileOfNode({ level, index }: NodeId, size: number): Tile {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const tileIndex = Math.floor((index * 2 ** (level % TILE_HEIGHT)) / TILE_WIDTH);
  return { level: tileLevel, index: tileIndex, width: widthAt(tileLevel, tileIndex, size) };
}

/** A node from the bytes of its tile; null when the tile is too narrow for it or no whole number of hashes. */
export function nodeInTile({ level, index }: NodeId, tile: Uint8Array, sha256: Sha256): Uint8Array | null {
  const leaves = 2 ** (level % TILE_HEIGHT);
  const from = ((index * leaves) % TILE_WIDTH) * HASH_BYTES;
  const to = from + leaves * HASH_BYTES;
  if (tile.length % HASH_BYTES !== 0 || to > tile.length) return null;
  let hashes: Uint8Array[] = [];
  for (let at = from; at < to; at += HASH_BYTES) hashes.push(tile.slice(at, at + HASH_BYTES));
  while (hashes.length > 1) {
    hashes = hashes.flatMap((left, at) => {
      const right = hashes[at + 1];
      return at % 2 === 0 && right !== undefined ? [foldRight([left, right], sha256)] : [];
    });
  }
  return hashes[0] ?? null;
}

/** Up to 256 entries, each behind its length in two bytes. Throws RangeError for one that is longer than 65,535. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE_WIDTH) throw new RangeError('a bundle holds 256 entries');
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > ENTRY_BYTES_MAX) throw new RangeError('an entry has at most 65,535 bytes');
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** The entries of a bundle of this width; null when there are more or fewer, or the last is cut short. */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined || entries.length === width) return null;
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) return null;
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries.length === width ? entries : null;
}
