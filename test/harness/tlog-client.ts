// A reader of the audit log as an outsider would write one, from C2SP tlog-tiles, tlog-checkpoint and signed-note, and from
// RFC 6962: nothing of domain/ or server/ is used here, so that one mistake cannot be made on both sides.
import { createHash, createPublicKey, verify } from 'node:crypto';

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
export const leafHashOf = (entry: Uint8Array): Buffer => sha256(Buffer.of(0), entry);
const pairHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

export interface Head {
  origin: string;
  size: number;
  root: Buffer;
}

/** Reads a checkpoint and throws unless the key, `name+id+base64`, has signed it. */
export function openNote(note: string, verifierKey: string): Head {
  const [name = '', id = '', ...rest] = verifierKey.split('+');
  const key = Buffer.from(rest.join('+'), 'base64');
  if (key[0] !== 1 || key.length !== 33) throw new Error('not an Ed25519 verifier key');
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  const lines = note.slice(text.length + 1).split('\n');
  const mine = lines.map((line) => line.split(' ')).filter(([dash, by]) => dash === '—' && by === name);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.subarray(1)]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const signed = mine.some(([, , value = '']) => {
    const bytes = Buffer.from(value, 'base64');
    return bytes.subarray(0, 4).toString('hex') === id && verify(null, Buffer.from(text), publicKey, bytes.subarray(4));
  });
  if (!signed) throw new Error('the checkpoint is not signed by this key');
  const [origin = '', size = '', root = ''] = text.split('\n');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

export class TlogClient {
  readonly fetched: { path: string; type: string | null; caching: string | null }[] = [];
  readonly #prefix: string;
  readonly #held = new Map<string, Buffer>();
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  async get(path: string): Promise<Buffer> {
    const known = this.#held.get(path);
    if (known) return known;
    const response = await fetch(`${this.#prefix}/${path}`);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    const { headers } = response;
    this.fetched.push({ path, type: headers.get('content-type'), caching: headers.get('cache-control') });
    const body = Buffer.from(await response.arrayBuffer());
    if (path.startsWith('tile/')) this.#held.set(path, body);
    return body;
  }

  checkpoint = async (): Promise<string> => (await this.get('checkpoint')).toString('utf8');

  /** A tile or bundle at its width in a tree of this size. */
  #tile(level: number | 'entries', index: number, size: number): Promise<Buffer> {
    const width = Math.min(256, Math.floor(size / 256 ** (level === 'entries' ? 0 : level)) - index * 256);
    const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
    const groups = digits.match(/.{3}/g) ?? [];
    const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
    return this.get(`tile/${level}/${name}${width === 256 ? '' : `.p/${width}`}`);
  }

  async entries(size: number): Promise<Buffer[]> {
    const entries: Buffer[] = [];
    for (let index = 0; index * 256 < size; index++) {
      const bundle = await this.#tile('entries', index, size);
      for (let at = 0; at < bundle.length;) {
        const length = bundle.readUInt16BE(at);
        entries.push(bundle.subarray(at + 2, at + 2 + length));
        at += 2 + length;
      }
    }
    return entries;
  }

  /** MTH(D[from:to]) of RFC 6962, from the tiles of a tree of this size. */
  async rootOf(from: number, to: number, size: number): Promise<Buffer> {
    const count = to - from;
    const height = Math.log2(count);
    if (Number.isInteger(height) && from % count === 0) {
      const level = Math.floor(height / 8);
      const unit = 256 ** level;
      const tile = await this.#tile(level, Math.floor(from / unit / 256), size);
      const start = (from / unit) % 256;
      let hashes = Array.from({ length: count / unit }, (_, at) =>
        tile.subarray((start + at) * 32, (start + at + 1) * 32),
      );
      while (hashes.length > 1) hashes = halves(hashes);
      return hashes[0] ?? Buffer.alloc(0);
    }
    const middle = from + splitOf(count);
    return pairHash(await this.rootOf(from, middle, size), await this.rootOf(middle, to, size));
  }

  /** PATH(index, D[from:to]) of RFC 6962. */
  async inclusion(index: number, size: number, from = 0, to = size): Promise<Buffer[]> {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle
      ? [...(await this.inclusion(index, size, from, middle)), await this.rootOf(middle, to, size)]
      : [...(await this.inclusion(index, size, middle, to)), await this.rootOf(from, middle, size)];
  }
}

/** The root that an inclusion proof leads to, by RFC 9162, section 2.1.3.2. Null for a proof of another length. */
export function rootByProof(index: number, size: number, leaf: Buffer, proof: readonly Uint8Array[]): Buffer | null {
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      hash = pairHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else {
      hash = pairHash(hash, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? hash : null;
}

function halves(hashes: readonly Buffer[]): Buffer[] {
  return Array.from({ length: hashes.length / 2 }, (_, at) =>
    pairHash(hashes[2 * at] ?? Buffer.alloc(0), hashes[2 * at + 1] ?? Buffer.alloc(0)),
  );
}

function splitOf(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
