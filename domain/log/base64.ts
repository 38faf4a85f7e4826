// Base 64 with padding (RFC 4648, section 4), as the note format asks for; exactly one spelling is read.
import { base64url, fromBase64url } from '../bytes.ts';

export const base64 = (bytes: Uint8Array): string => {
  const text = base64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
};

/** The bytes; null for the other alphabet, missing or stray padding, blanks and stray last bits. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return fromBase64url(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));
}
