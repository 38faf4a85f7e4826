// Bytes and their texts. Every reader here takes exactly one spelling of a value: what two parties can spell in
// two ways can be changed on the way without breaking a signature.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 of a text. A lone surrogate becomes U+FFFD, as everywhere on the web. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes, a byte order mark kept; null when they are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The bytes of an even number of hexadecimal digits; null for anything else. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64url without padding (RFC 7515, section 2). */
export function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const triple = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(bytes.length - i, 3) + 1;
    for (let j = 0; j < letters; j++) text += BASE64URL[(triple >> (18 - 6 * j)) & 63];
  }
  return text;
}

/** The bytes of base64url text; null for padding, other letters, impossible lengths and stray last bits. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    const value = BASE64URL.indexOf(letter);
    if (value < 0) return null;
    bits = ((bits & 0xff) << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = bits >> held;
    }
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : null;
}

/** All parts in one array. */
export function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Equality that takes as long for a near miss as for a far one. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** ASCII letters to lower case and nothing else: toLowerCase() would fold U+212A (Kelvin) into k. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The number that big-endian bytes spell. */
export function toInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hex(bytes)}`);
}

/** The big-endian bytes of a number that fits them (the caller has made sure). */
export function fromInteger(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const bytes = fromHex(value.toString(16).padStart(2 * length, '0'));
  if (bytes?.length !== length) throw new RangeError('the number does not fit its bytes');
  return bytes;
}

const DIGITS_PER_BYTE = Math.log10(256);
const decimalLength = (bytes: number): number => Math.ceil(bytes * DIGITS_PER_BYTE);

/** Decimal form of D5: the bytes as one big-endian number, padded with zeros to ceil(n·log10 256) digits. */
export function toDecimal(bytes: Uint8Array): string {
  return toInteger(bytes).toString().padStart(decimalLength(bytes.length), '0');
}

export type DecimalFault = 'digits_form' | 'digits_length' | 'digits_range';

/**
 * The bytes of a decimal form, or which rule it breaks: other than ASCII digits, a length that no number of bytes
 * has (or more than maxBytes), a value that does not fit. The length alone decides the number of bytes, so that
 * no zero can be added to or taken from the front.
 */
export function fromDecimal(digits: string, maxBytes: number): Uint8Array<ArrayBuffer> | DecimalFault {
  if (digits.length > decimalLength(maxBytes)) return 'digits_length';
  if (!/^[0-9]+$/.test(digits)) return 'digits_form';
  const length = Math.floor(digits.length / DIGITS_PER_BYTE);
  if (decimalLength(length) !== digits.length) return 'digits_length';
  const value = BigInt(digits);
  return value >> BigInt(8 * length) === 0n ? fromInteger(value, length) : 'digits_range';
}
