// Reads the JSON object of a POST, strictly: what two parsers could read differently is refused, so that nothing behind
// this line has to wonder what was meant (RFC 8259 leaves duplicate members and byte order marks to the parser).
import { ok, refuse, type Result } from '../domain/result.ts';

export type BodyFault = {
  code:
    | 'unsupported_media_type'
    | 'body_too_large'
    | 'body_unreadable'
    | 'invalid_utf8'
    | 'malformed_json'
    | 'not_an_object'
    | 'duplicate_member';
};

const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?$/i;

// `ignoreBOM` keeps a byte order mark in the text, where JSON.parse refuses it.
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The top-level object of a JSON body of at most `maxBytes` bytes, with no member named twice at any depth.
 * Which members are allowed is the schema's business.
 */
export async function readJsonObject(
  request: Request,
  maxBytes: number,
): Promise<Result<Record<string, unknown>, BodyFault>> {
  // A compressed body is refused with the type: it could be a thousand times what it says.
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '') || request.headers.get('content-encoding') !== null) {
    return refuse({ code: 'unsupported_media_type' });
  }
  const bytes = await readBytes(request, maxBytes);
  if (!bytes.ok) return bytes;
  let text: string;
  try {
    text = UTF8.decode(bytes.value);
  } catch {
    return refuse({ code: 'invalid_utf8' });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse({ code: 'malformed_json' });
  }
  if (!isObject(value)) return refuse({ code: 'not_an_object' });
  if (hasDuplicateMember(text)) return refuse({ code: 'duplicate_member' });
  return ok(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readBytes(request: Request, maxBytes: number): Promise<Result<Uint8Array, BodyFault>> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > maxBytes) return refuse({ code: 'body_too_large' });
  try {
    // With a length, the HTTP parser hands on no more than that; without one (chunked), count while reading.
    if (declared !== null) return ok(new Uint8Array(await request.arrayBuffer()));
    return await readCounted(request, maxBytes);
  } catch {
    return refuse({ code: 'body_unreadable' });
  }
}

/** What comes after the limit is read and thrown away for a while: a client that is still sending would not hear our answer. */
const PATIENCE = 128 * 1024;

async function readCounted(request: Request, maxBytes: number): Promise<Result<Uint8Array, BodyFault>> {
  if (request.body === null) return ok(new Uint8Array());
  const reader = request.body.getReader();
  const kept = new Uint8Array(maxBytes);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length + value.length <= maxBytes) kept.set(value, length);
    length += value.length;
    if (length > maxBytes + PATIENCE) {
      await reader.cancel();
      break;
    }
  }
  return length > maxBytes ? refuse({ code: 'body_too_large' }) : ok(kept.subarray(0, length));
}

/**
 * Does any object of this valid JSON text name a member twice? Names are compared as they are meant, so `"a"` and
 * `"\u0061"` are one. `text` must have passed JSON.parse: the scan trusts its form. One pass, a stack for the depth.
 */
export function hasDuplicateMember(text: string): boolean {
  const open: (Set<unknown> | null)[] = []; // the names of each object we are in, null for an array
  let nameNext = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x7b: // {
        open.push(new Set());
        nameNext = true;
        break;
      case 0x5b: // [
        open.push(null);
        nameNext = false;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        nameNext = false;
        break;
      case 0x2c: // ,
        nameNext = open.at(-1) !== null;
        break;
      case 0x22: {
        const end = closingQuote(text, at);
        const names = nameNext ? open.at(-1) : null;
        if (names) {
          const name: unknown = JSON.parse(text.slice(at, end + 1));
          if (names.has(name)) return true;
          names.add(name);
          nameNext = false;
        }
        at = end;
        break;
      }
      default: // white space, colons, numbers, true, false, null
    }
  }
  return false;
}

function closingQuote(text: string, openingQuote: number): number {
  let at = openingQuote + 1;
  while (text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}
