// What one leaf of the audit log says (D11): who did what to which object and when, and commitments to what the object
// was and what it became. The log is public and for ever: nothing personal may be in a leaf, or be guessed from it.
import { base64url, concat, fromBase64url, fromUtf8, utf8 } from '../bytes.ts';
import { HASH_BYTES, type Sha256 } from './hash.ts';

export interface Leaf {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A pseudonym: the same for all acts of one account. */
  readonly actor: string;
  /** A stable word, such as `batch.report`. */
  readonly action: string;
  /** Kind and opaque id, such as `batch:17`. */
  readonly object: string;
  /** Commitments, 32 bytes; null where there was, or is, nothing. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

const ACTION = /^[a-z][a-z_]*(?:\.[a-z][a-z_]*)+$/;
const OBJECT = /^[a-z][a-z_]*:[A-Za-z0-9_-]{1,64}$/;
const ACTOR = /^[A-Za-z][A-Za-z0-9_:.-]{0,63}$/;
/** Longer than any row id; certificate numbers have 21 digits, ID numbers 17, telephone numbers 11. */
const TOO_MANY_DIGITS = /\d{11}/;

/**
 * The entry that is hashed into the tree: JSON with these members in this order and no blanks, commitments in base64url.
 * Throws RangeError for words of another form and for anything that could be a number of a person or a certificate.
 */
export function encodeLeaf({ at, actor, action, object, before, after }: Leaf): Uint8Array {
  const plain = ACTION.test(action) && OBJECT.test(object) && ACTOR.test(actor);
  if (!plain || TOO_MANY_DIGITS.test(`${actor} ${action} ${object}`)) throw new RangeError('not the words of a leaf');
  if (!Number.isSafeInteger(at) || at < 0) throw new RangeError('not the time of a leaf');
  if ([before, after].some((hash) => hash !== null && hash.length !== HASH_BYTES))
    throw new RangeError('not a commitment');
  return utf8(JSON.stringify({ v: 1, at, actor, action, object, before: hashText(before), after: hashText(after) }));
}

/** Reads an entry; null for anything that encodeLeaf would not have written, byte for byte. */
export function parseLeaf(entry: Uint8Array): Leaf | null {
  const text = fromUtf8(entry);
  const [, at = '', actor = '', action = '', object = '', before = '', after = ''] = FORM.exec(text ?? '') ?? [];
  if (at === '') return null;
  const leaf: Leaf = { at: Number(at), actor, action, object, before: readHash(before), after: readHash(after) };
  try {
    return fromUtf8(encodeLeaf(leaf)) === text ? leaf : null;
  } catch {
    return null;
  }
}

const hashText = (hash: Uint8Array | null) => (hash === null ? null : base64url(hash));
const readHash = (member: string) => (member === 'null' ? null : fromBase64url(member.slice(1, -1)));

const HASH = String.raw`null|"[A-Za-z0-9_-]{43}"`;
const FORM = new RegExp(
  `^\\{"v":1,"at":(\\d{1,16}),"actor":"([^"]+)","action":"([^"]+)","object":"([^"]+)","before":(${HASH}),"after":(${HASH})\\}$`,
);

/** SHA-256(salt ‖ bytes), by a salt of 32 bytes that is used for nothing else. */
export const commitment = (sha256: Sha256, salt: Uint8Array, bytes: Uint8Array): Uint8Array =>
  sha256(concat(salt, bytes));

/**
 * The salt of one row of a leaf, or of the leaf itself, derived from the one that is stored: SHA-256(salt ‖ place as 8
 * bytes). Showing it opens nothing but its own commitment, so that one row can be proven and the others stay closed.
 */
export function saltOf(sha256: Sha256, salt: Uint8Array, place: number | 'leaf'): Uint8Array {
  return sha256(concat(salt, place === 'leaf' ? new Uint8Array(8).fill(0xff) : eightBytes(place)));
}

/** What a leaf commits to when it is about rows: the root of the Merkle tree of their commitments, and their count. */
export const rowsSummary = (root: Uint8Array, count: number): Uint8Array => concat(root, eightBytes(count));

/** A whole number as 8 bytes, the highest first. */
export function eightBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  let rest = value;
  for (let at = 7; at >= 0; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}
