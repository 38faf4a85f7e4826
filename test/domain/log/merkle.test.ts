// D11: the audit log's Merkle tree (RFC 6962, RFC 9162).
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, hex, utf8 } from '../../../domain/bytes.ts';
import { webCrypto } from '../../../domain/crypto.ts';
import { append, decodeEdge, EMPTY_EDGE, encodeEdge, rootOf, type Edge } from '../../../domain/log/edge.ts';
import { leafHash, nodeHash } from '../../../domain/log/hash.ts';
import { assemble, planConsistency, planInclusion, proveByScan } from '../../../domain/log/prove.ts';
import { verifyConsistency, verifyInclusion } from '../../../domain/log/verify.ts';
import vectors from '../../vectors/merkle-tree.json' with { type: 'json' };
import { must } from '../must.ts';
import { sha256 } from './sha256.ts';

const bytes = (text: string): Uint8Array => must(fromHex(text));
const leaves = vectors.entries.map((entry) => leafHash(sha256, bytes(entry)));
const tree = (size: number, from: readonly Uint8Array[] = leaves): Edge =>
  append(EMPTY_EDGE, from.slice(0, size), sha256);
const someLeaves = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => leafHash(sha256, utf8(`entry ${i}`)));
const SHORT = utf8('short');
const LEAVES = someLeaves(300);
const ROOTS = Array.from({ length: LEAVES.length + 1 }, (_, size) => rootOf(tree(size, LEAVES), sha256));
const rootAt = (size: number): Uint8Array => must(ROOTS[size]);
const leafAt = (index: number): Uint8Array => must(LEAVES[index]);

/** The definition of RFC 6962, section 2.1, word for word: slow, and sharing nothing with the code under test. */
function definition(of: readonly Uint8Array[]): Uint8Array {
  if (of.length === 0) return sha256(new Uint8Array(0));
  const [only] = of;
  if (of.length === 1 && only !== undefined) return only;
  let k = 1;
  while (k * 2 < of.length) k *= 2;
  return nodeHash(sha256, definition(of.slice(0, k)), definition(of.slice(k)));
}

describe('a tree that grows (D11)', () => {
  test.each(vectors.roots.map((root, size) => ({ root, size })))(
    'has the published root at $size leaves',
    ({ root, size }) => {
      expect(hex(rootOf(tree(size), sha256))).toBe(root);
    },
  );

  test('has the root of the definition, in however many steps it grew, stored and read again between them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 6 }), (steps) => {
        let edge = EMPTY_EDGE;
        for (const step of steps) {
          edge = append(edge, LEAVES.slice(edge.size, edge.size + step), sha256);
          edge = must(decodeEdge(edge.size, encodeEdge(edge)));
        }
        expect(hex(rootOf(edge, sha256))).toBe(hex(definition(LEAVES.slice(0, edge.size))));
      }),
    );
  });

  test('tells a store every complete node once, children first, each with the root of its leaves', () => {
    const seen = new Map<string, string>();
    append(EMPTY_EDGE, LEAVES.slice(0, 21), sha256, (level, index, hash) => {
      const children = level > 0 ? [2 * index, 2 * index + 1] : [];
      for (const child of children) expect(seen.has(`${level - 1}/${child}`)).toBe(true);
      expect(seen.has(`${level}/${index}`)).toBe(false);
      expect(hex(hash)).toBe(hex(definition(LEAVES.slice(index * 2 ** level, (index + 1) * 2 ** level))));
      seen.set(`${level}/${index}`, hex(hash));
    });
    expect(seen.size).toBe(21 + 10 + 5 + 2 + 1);
  });

  test('leaves the edge it was given as it was', () => {
    const before = tree(5);
    const copy = hex(encodeEdge(before));
    append(before, leaves.slice(5), sha256);
    expect(hex(encodeEdge(before))).toBe(copy);
  });

  test('takes a stored edge for none when size and bytes do not belong together', () => {
    const stored = encodeEdge(tree(7));
    expect(decodeEdge(7, stored)).toStrictEqual({ size: 7, roots: [0, 32, 64].map((at) => stored.slice(at, at + 32)) });
    for (const size of [3, 6, 8, 15, -7, 7.5, Number.NaN]) expect(decodeEdge(size, stored)).toBeNull();
    expect(decodeEdge(7, stored.subarray(1))).toBeNull();
  });

  test('throws for an edge or a leaf hash that is none: both are bugs', () => {
    expect(() => append({ size: 3, roots: [] }, [], sha256)).toThrow(RangeError);
    expect(() => rootOf({ size: 1, roots: [utf8('short')] }, sha256)).toThrow(RangeError);
    expect(() => append(EMPTY_EDGE, [utf8('short')], sha256)).toThrow(RangeError);
  });
});

describe('a proof that a leaf is in the tree (D11)', () => {
  test.each(vectors.inclusion)('is the published one for leaf $index of $size', async ({ index, size, proof }) => {
    const made = proveByScan(leaves.slice(0, size), planInclusion(index, size), sha256);
    expect(made.proof.map(hex)).toStrictEqual(proof);
    const leaf = must(leaves[index]);
    const claim = { index, size, leaf, root: bytes(vectors.roots[size] ?? ''), proof: proof.map(bytes) };
    expect(await verifyInclusion(claim, sha256)).toStrictEqual({ ok: true, value: true });
    expect(await verifyInclusion(claim, (data) => webCrypto(globalThis).sha256(data))).toStrictEqual({
      ok: true,
      value: true,
    });
  });

  test('verifies for every leaf of every tree up to 40 leaves', async () => {
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const { proof } = proveByScan(LEAVES.slice(0, size), planInclusion(index, size), sha256);
        const claim = { index, size, leaf: leafAt(index), root: rootAt(size), proof };
        expect(await verifyInclusion(claim, sha256), `${index} of ${size}`).toStrictEqual({ ok: true, value: true });
      }
    }
  });

  test('fails as soon as anything about it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndIndex(), fc.nat(), fc.nat(), async ([size, index], which, bit) => {
        const { proof } = proveByScan(LEAVES.slice(0, size), planInclusion(index, size), sha256);
        const claim = { index, size, leaf: leafAt(index), root: rootAt(size), proof };
        const others = [
          { ...claim, leaf: flipped(claim.leaf, bit) },
          { ...claim, root: flipped(claim.root, bit) },
          { ...claim, proof: [...proof, claim.root] },
          { ...claim, proof: [claim.root, ...proof] },
          { ...claim, leaf: claim.leaf.subarray(1) },
          { ...claim, index: index + 1 },
          { ...claim, index: index - 1 },
          { ...claim, index: index + 0.5 },
          { ...claim, size: index },
        ];
        if (proof.length > 0) {
          const at = which % proof.length;
          others.push({ ...claim, proof: proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash)) });
          others.push({ ...claim, proof: proof.toSpliced(at, 1) });
          others.push({ ...claim, proof: proof.map((hash, i) => (i === at ? hash.subarray(0, 31) : hash)) });
        }
        for (const other of others) expect((await verifyInclusion(other, sha256)).ok).toBe(false);
      }),
    );
  });

  test('does not take two nodes side by side for an entry: the prefixes keep them apart', async () => {
    const [left, right] = [rootAt(2), definition(LEAVES.slice(2, 4))];
    const forged = new Uint8Array([...left, ...right]);
    const claim = { index: 0, size: 1, leaf: leafHash(sha256, forged), root: rootAt(4), proof: [] };
    expect(await verifyInclusion(claim, sha256)).toStrictEqual({ ok: false, fault: 'root_differs' });
  });
});

describe('a proof that the log has only grown (D11)', () => {
  test.each(vectors.consistency)('is the published one from $first to $second', async ({ first, second, proof }) => {
    const made = proveByScan(leaves.slice(0, second), planConsistency(first, second), sha256);
    expect(made.proof.map(hex)).toStrictEqual(proof);
    const claim = {
      first,
      firstRoot: bytes(vectors.roots[first] ?? ''),
      second,
      secondRoot: bytes(vectors.roots[second] ?? ''),
      proof: proof.map(bytes),
    };
    expect(await verifyConsistency(claim, sha256)).toStrictEqual({ ok: true, value: true });
  });

  test('verifies between any two sizes up to 40', async () => {
    for (let second = 1; second <= 40; second++) {
      for (let first = 1; first <= second; first++) {
        const claim = consistencyClaim(first, second);
        expect(await verifyConsistency(claim, sha256), `${first} to ${second}`).toStrictEqual({
          ok: true,
          value: true,
        });
      }
    }
  });

  test('fails as soon as anything about it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndIndex(), fc.nat(), fc.nat(), async ([second, smaller], which, bit) => {
        const first = Math.max(1, smaller);
        const claim = consistencyClaim(first, second);
        const { proof } = claim;
        const others = [
          { ...claim, firstRoot: flipped(claim.firstRoot, bit) },
          { ...claim, secondRoot: flipped(claim.secondRoot, bit) },
          { ...claim, proof: [...proof, claim.secondRoot] },
          { ...claim, first: second + 1 },
          { ...claim, first: -1 },
        ];
        if (proof.length > 0) {
          const at = which % proof.length;
          others.push({ ...claim, proof: proof.map((hash, i) => (i === at ? flipped(hash, bit) : hash)) });
          others.push({ ...claim, proof: proof.toSpliced(at, 1) });
          others.push({ ...claim, proof: [] });
          others.push({ ...claim, firstRoot: claim.secondRoot, secondRoot: claim.firstRoot });
        }
        for (const other of others) expect((await verifyConsistency(other, sha256)).ok).toBe(false);
      }),
    );
  });

  test('fails for a log in which one old leaf was changed, whatever proof it brings', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndIndex(), fc.nat(), async ([second, smaller], which) => {
        const first = Math.max(1, smaller);
        const changed = LEAVES.map((leaf, i) => (i === which % first ? flipped(leaf, 0) : leaf)).slice(0, second);
        const { edge, proof } = proveByScan(changed, planConsistency(first, second), sha256);
        const claim = { first, firstRoot: rootAt(first), second, secondRoot: rootOf(edge, sha256), proof };
        expect((await verifyConsistency(claim, sha256)).ok).toBe(false);
      }),
    );
  });

  test('is empty from the empty log, whose root must be that of nothing', async () => {
    const claim = { first: 0, firstRoot: rootAt(0), second: 9, secondRoot: rootAt(9), proof: [] };
    expect(await verifyConsistency(claim, sha256)).toStrictEqual({ ok: true, value: true });
    expect(await verifyConsistency({ ...claim, firstRoot: rootAt(3) }, sha256)).toStrictEqual({
      ok: false,
      fault: 'root_differs',
    });
    expect(await verifyConsistency({ ...claim, proof: [rootAt(9)] }, sha256)).toStrictEqual({
      ok: false,
      fault: 'proof_length',
    });
  });

  test('says which of the four faults it is', async () => {
    const claim = consistencyClaim(3, 7);
    const faultOf = async (change: Partial<typeof claim>): Promise<unknown> => {
      const result = await verifyConsistency({ ...claim, ...change }, sha256);
      return result.ok ? null : result.fault;
    };
    expect(await faultOf({ first: 8 })).toBe('proof_sizes');
    expect(await faultOf({ proof: claim.proof.slice(1) })).toBe('proof_length');
    expect(await faultOf({ proof: [utf8('x')] })).toBe('proof_hash');
    expect(await faultOf({ secondRoot: rootAt(6) })).toBe('root_differs');
  });
});

describe('a plan of a proof', () => {
  test('is arithmetic beyond 32 bits: a tree of 2^40 leaves and a few', () => {
    const size = 2 ** 40 + 3;
    const plan = planInclusion(2 ** 40 + 2, size);
    expect(plan).toStrictEqual([[{ level: 1, index: 2 ** 39 }], [{ level: 40, index: 0 }]]);
    expect(planInclusion(0, size)).toHaveLength(41);
  });

  test('throws for a leaf outside the tree and for a tree that shrinks: both are bugs', () => {
    for (const [index, size] of [
      [3, 3],
      [-1, 3],
      [0.5, 3],
      [0, 2 ** 60],
    ] as const) {
      expect(() => planInclusion(index, size)).toThrow(RangeError);
    }
    for (const [first, second] of [
      [0, 3],
      [4, 3],
      [1.5, 3],
    ] as const) {
      expect(() => planConsistency(first, second)).toThrow(RangeError);
    }
  });

  test('throws when fewer leaves come than it was made for, or no hashes', () => {
    expect(() => proveByScan(leaves.slice(0, 3), planInclusion(1, 8), sha256)).toThrow(RangeError);
    expect(() => assemble(planInclusion(0, 7), () => SHORT, sha256)).toThrow(RangeError);
  });
});

function consistencyClaim(first: number, second: number) {
  const { proof } = proveByScan(LEAVES.slice(0, second), planConsistency(first, second), sha256);
  return { first, firstRoot: rootAt(first), second, secondRoot: rootAt(second), proof };
}

/** A tree of 1 to 300 leaves, and one of its leaves. */
function sizeAndIndex(): fc.Arbitrary<[number, number]> {
  return fc.integer({ min: 1, max: LEAVES.length }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));
}

function flipped(hash: Uint8Array, bit: number): Uint8Array {
  const other = Uint8Array.from(hash);
  const at = Math.floor(bit / 8) % hash.length;
  other[at] = (other[at] ?? 0) ^ (1 << (bit % 8));
  return other;
}
