// The CBOR (RFC 8949) of which seals are made: whole numbers, byte and text strings, arrays, maps with whole-number keys,
// null. A page of code instead of a library: 1 KB in the page instead of 8, and what it cannot read it cannot be made to
// misread. The tests hold it against cborg, item by item and byte by byte.
import { concat, equalBytes, fromUtf8, utf8 } from './bytes.ts';

export type CborItem = number | string | null | Uint8Array | CborItem[] | Map<number, CborItem>;

const UINT = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const MAP = 5;
const NULL = 0xf6;
const TWO_32 = 2 ** 32;

/** Deterministic encoding (RFC 8949, section 4.2.1). Throws on a number that is not a safe integer, and on half a surrogate pair. */
export function encodeCbor(item: CborItem): Uint8Array<ArrayBuffer> {
  if (item === null) return Uint8Array.of(NULL);
  if (typeof item === 'number') return item < 0 ? head(NEGATIVE, -1 - item) : head(UINT, item);
  if (typeof item === 'string') return text(item);
  if (item instanceof Uint8Array) return concat(head(BYTES, item.length), item);
  if (Array.isArray(item)) return concat(head(ARRAY, item.length), ...item.map(encodeCbor));
  const members = Array.from(item).toSorted(([a], [b]) => byKey(a, b));
  return concat(head(MAP, item.size), ...members.flatMap(([key, value]) => [encodeCbor(key), encodeCbor(value)]));
}

/** Encoded keys in bytewise order: 0, 1, 2 … and behind all of them -1, -2 … */
function byKey(a: number, b: number): number {
  return a < 0 === b < 0 ? Math.abs(a) - Math.abs(b) : b - a;
}

function text(value: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8(value);
  if (fromUtf8(bytes) !== value) throw new RangeError('CBOR: not a well-formed text');
  return concat(head(TEXT, bytes.length), bytes);
}

function head(major: number, argument: number): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(argument) || argument < 0) throw new RangeError('CBOR: not a safe integer');
  const type = major << 5;
  if (argument < 24) return Uint8Array.of(type | argument);
  const size = argument < 0x100 ? 0 : argument < 0x10000 ? 1 : argument < TWO_32 ? 2 : 3;
  const bytes = new Uint8Array(1 + 2 ** size);
  bytes[0] = type | (24 + size);
  for (let i = bytes.length - 1, rest = argument; i > 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  return bytes;
}

/**
 * The one item that these bytes are; null for anything else. Deterministic by construction: what is read is written again and has
 * to be the same, which leaves no room for longer numbers, unsorted or doubled keys, or broken UTF-8.
 */
export function decodeCbor(bytes: Uint8Array): { item: CborItem } | null {
  const cursor = { bytes, at: 0 };
  const item = readItem(cursor);
  return item !== undefined && equalBytes(encodeCbor(item), bytes) ? { item } : null;
}

interface Cursor {
  bytes: Uint8Array;
  at: number;
}

/** The next item, undefined when there is none that we know: indefinite lengths, floats, tags and simple values are not. */
function readItem(cursor: Cursor): CborItem | undefined {
  const first = cursor.bytes[cursor.at++];
  if (first === undefined) return undefined;
  if (first === NULL) return null;
  const argument = readArgument(cursor, first & 31);
  if (argument === undefined) return undefined;
  switch (first >> 5) {
    case UINT:
      return argument;
    case NEGATIVE:
      return Number.isSafeInteger(-1 - argument) ? -1 - argument : undefined;
    case BYTES:
      return readBytes(cursor, argument);
    case TEXT:
      return fromUtf8(readBytes(cursor, argument) ?? NOT_UTF8) ?? undefined;
    case ARRAY:
      return readArray(cursor, argument);
    case MAP:
      return readMap(cursor, argument);
    default:
      return undefined;
  }
}

const NOT_UTF8 = Uint8Array.of(0xff);

function readArgument(cursor: Cursor, short: number): number | undefined {
  if (short < 24) return short;
  if (short > 27) return undefined;
  const bytes = readBytes(cursor, 2 ** (short - 24));
  const value = bytes?.reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(value) ? value : undefined;
}

function readBytes(cursor: Cursor, length: number): Uint8Array | undefined {
  if (length > cursor.bytes.length - cursor.at) return undefined;
  cursor.at += length;
  return cursor.bytes.slice(cursor.at - length, cursor.at);
}

// A hostile length costs nothing: every entry needs at least a byte that is really there.
function readArray(cursor: Cursor, length: number): CborItem[] | undefined {
  const items: CborItem[] = [];
  while (items.length < length) {
    const item = readItem(cursor);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function readMap(cursor: Cursor, size: number): Map<number, CborItem> | undefined {
  const map = new Map<number, CborItem>();
  for (let i = 0; i < size; i++) {
    const key = readItem(cursor);
    const value = readItem(cursor);
    if (typeof key !== 'number' || value === undefined) return undefined;
    map.set(key, value);
  }
  return map;
}
