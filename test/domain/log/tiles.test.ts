// D11: the log's addresses and contents as C2SP tlog-tiles has them.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, hex, utf8 } from '../../../domain/bytes.ts';
import { append, EMPTY_EDGE, rootOf } from '../../../domain/log/edge.ts';
import { leafHash } from '../../../domain/log/hash.ts';
import { assemble, planConsistency, planInclusion } from '../../../domain/log/prove.ts';
import * as tiles from '../../../domain/log/tiles.ts';
import { verifyConsistency, verifyInclusion } from '../../../domain/log/verify.ts';
import vectors from '../../vectors/tlog-tiles.json' with { type: 'json' };
import { must } from '../must.ts';
import { sha256 } from './sha256.ts';

const asTile = (tile: { level: string | number; index: number; width: number }): tiles.Tile => ({
  ...tile,
  level: typeof tile.level === 'number' ? tile.level : 'entries',
});

describe('the address of a tile', () => {
  test.each(vectors.paths)('is $path', ({ path, ...tile }) => {
    expect(tiles.tilePath(asTile(tile))).toBe(path);
    expect(tiles.parseTilePath(path)).toStrictEqual(asTile(tile));
  });

  test.each(vectors.notPaths)('is never spelt %j', (path) => {
    expect(tiles.parseTilePath(path)).toBeNull();
  });

  test('is read back for every tile', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.nat(63));
    const tile = fc.record({ level, index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) });
    fc.assert(
      fc.property(tile, (value) => {
        expect(tiles.parseTilePath(tiles.tilePath(value))).toEqual(value);
      }),
    );
  });
});

describe('the tiles of a tree', () => {
  test.each(vectors.trees)('of $size leaves are those of the specification', ({ size, full, partial }) => {
    const found: { full: Record<string, number>; partial: Record<string, number> } = { full: {}, partial: {} };
    for (const { level, width } of tiles.tilesBetween(0, size)) {
      if (width === 256) found.full[level] = (found.full[level] ?? 0) + 1;
      else found.partial[level] = width;
    }
    expect(found).toStrictEqual({ full, partial });
  });

  test('after growing are exactly those that are new or wider than before', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(70_000), (from, more) => {
        const before = new Set(tiles.tilesBetween(0, from).map(tiles.tilePath));
        const after = tiles.tilesBetween(0, from + more).map(tiles.tilePath);
        expect(tiles.tilesBetween(from, from + more).map(tiles.tilePath)).toStrictEqual(
          after.filter((tile) => !before.has(tile)),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('exist at the width they had, or at a narrower one, and no wider', () => {
    expect(tiles.existsAt({ level: 0, index: 273, width: 112 }, 70_000)).toBe(true);
    expect(tiles.existsAt({ level: 0, index: 273, width: 50 }, 70_000)).toBe(true);
    expect(tiles.existsAt({ level: 0, index: 273, width: 113 }, 70_000)).toBe(false);
    expect(tiles.existsAt({ level: 0, index: 274, width: 1 }, 70_000)).toBe(false);
    expect(tiles.existsAt({ level: 63, index: 0, width: 1 }, 70_000)).toBe(false);
  });
});

describe('a client that has nothing but tiles', () => {
  const SIZE = 700;
  const entries = Array.from({ length: SIZE }, (_, i) => utf8(`entry ${i}`));
  const store = new Map<string, Uint8Array[]>();
  const leaves = entries.map((entry) => leafHash(sha256, entry));
  const edge = append(EMPTY_EDGE, leaves, sha256, (level, index, hash) => {
    if (level % 8 !== 0) return;
    const name = `${level / 8}/${Math.floor(index / 256)}`;
    store.set(name, [...(store.get(name) ?? []), hash]);
  });
  /** The bytes that the address of the tile stands for. */
  const fetchTile = ({ level, index, width }: tiles.Tile): Uint8Array =>
    concat(...(store.get(`${level}/${index}`) ?? []).slice(0, width));
  const read = (size: number) => (node: { level: number; index: number }) =>
    must(tiles.nodeInTile(node, fetchTile(tiles.tileOfNode(node, size)), sha256));
  const rootAt = (size: number): Uint8Array => rootOf(append(EMPTY_EDGE, leaves.slice(0, size), sha256), sha256);

  test('can prove that a leaf is in the tree', async () => {
    for (const index of [0, 255, 256, 511, 512, 699]) {
      const proof = assemble(planInclusion(index, SIZE), read(SIZE), sha256);
      const claim = { index, size: SIZE, leaf: must(leaves[index]), root: rootOf(edge, sha256), proof };
      expect(await verifyInclusion(claim, sha256)).toStrictEqual({ ok: true, value: true });
    }
  });

  test('can prove that the tree has only grown', async () => {
    for (const first of [1, 255, 256, 257, 512, 699, 700]) {
      const proof = assemble(planConsistency(first, SIZE), read(SIZE), sha256);
      const claim = { first, firstRoot: rootAt(first), second: SIZE, secondRoot: rootAt(SIZE), proof };
      expect(await verifyConsistency(claim, sha256)).toStrictEqual({ ok: true, value: true });
    }
  });

  test('gets null from a tile that is too narrow or cut', () => {
    const tile = fetchTile({ level: 0, index: 2, width: 188 });
    expect(tiles.nodeInTile({ level: 3, index: 86 }, tile, sha256)).not.toBeNull();
    expect(tiles.nodeInTile({ level: 3, index: 87 }, tile, sha256)).toBeNull();
    expect(tiles.nodeInTile({ level: 0, index: 512 }, tile.subarray(1), sha256)).toBeNull();
  });

  test('hashes every entry of a bundle to the leaf in the tile beside it', () => {
    const bundle = tiles.encodeBundle(entries.slice(256, 512));
    const read256 = must(tiles.decodeBundle(bundle, 256));
    expect(hex(concat(...read256.map((entry) => leafHash(sha256, entry))))).toBe(
      hex(fetchTile({ level: 0, index: 1, width: 256 })),
    );
  });
});

describe('a bundle of entries', () => {
  const entry = fc.uint8Array({ maxLength: 300 });

  test('puts the length of each in two bytes before it, the higher one first', () => {
    expect(hex(tiles.encodeBundle([utf8('ab'), utf8('')]))).toBe('000261620000');
    expect(hex(tiles.encodeBundle([new Uint8Array(258)]).subarray(0, 2))).toBe('0102');
  });

  test('is read back', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        expect(tiles.decodeBundle(tiles.encodeBundle(entries), entries.length)).toStrictEqual(entries);
      }),
    );
  });

  test('is none when it is cut, longer, or of another width', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), fc.nat(), (entries, at) => {
        const bundle = tiles.encodeBundle(entries);
        expect(tiles.decodeBundle(bundle.subarray(0, at % bundle.length), entries.length)).toBeNull();
        expect(tiles.decodeBundle(concat(bundle, Uint8Array.of(0)), entries.length)).toBeNull();
        expect(tiles.decodeBundle(concat(bundle, Uint8Array.of(0, 0)), entries.length)).toBeNull();
        expect(tiles.decodeBundle(bundle, entries.length + 1)).toBeNull();
        expect(tiles.decodeBundle(bundle, entries.length - 1)).toBeNull();
      }),
    );
  });

  test('holds an entry of 65,535 bytes and none that is longer', () => {
    const longest = new Uint8Array(65_535).fill(7);
    expect(tiles.decodeBundle(tiles.encodeBundle([longest]), 1)).toStrictEqual([longest]);
    expect(() => tiles.encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError);
    expect(() => tiles.encodeBundle(Array.from({ length: 257 }, () => longest.subarray(0, 1)))).toThrow(RangeError);
  });
});
