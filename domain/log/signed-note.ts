// Signed notes (C2SP signed-note): a text and below it lines of signatures, each with the name and short id of its key.
// Ed25519 (type 0x01) only: it is what the public witnesses and their tools read; ES256, which seals have, is no type of
// this format. Nothing of a note is to be believed before `openNote` has let it through.
import { concat, fromHex, hex, utf8 } from '../bytes.ts';
import { ok, refuse, type Result } from '../result.ts';
import { base64, fromBase64 } from './base64.ts';
import type { AnySha256 } from './hash.ts';

const ED25519 = 1;
const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
const NOTE_LENGTH_MAX = 65_536;
/** The specification asks for 16 at least. */
const SIGNATURES_MAX = 64;

/** A public key as a verifier holds it. */
export interface NoteKey {
  readonly name: string;
  /** Eight hexadecimal digits; with the name it says which key a signature claims to be of. */
  readonly id: string;
  readonly publicKey: Uint8Array;
}

/** A private key that stays where it is (D9). `sign` answers with 64 bytes, or rejects when the vault is out of reach. */
export interface NoteSigner {
  readonly name: string;
  readonly publicKey: Uint8Array;
  sign(text: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** Ed25519 (RFC 8032); false for whatever is wrong with key or signature. */
export type VerifyEd25519 = (
  publicKey: Uint8Array,
  signature: Uint8Array,
  data: Uint8Array,
) => boolean | Promise<boolean>;

export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface Note {
  /** With its last newline; what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/**
 * note_too_large; note_form: not a note; note_unsigned: by none of the keys; note_signature: a line that names one of
 * the keys is not by it.
 */
export type NoteFault = 'note_too_large' | 'note_form' | 'note_unsigned' | 'note_signature';

const NAME = /^[^\s\u0085+\p{Cs}]+$/u;
const SIGNATURE_LINE = /^\u2014 (?<name>[^\s\u0085+]+) (?<value>[A-Za-z0-9+/]+=*)$/u;

/** ASCII control characters but the newline, and halves of characters, which have no UTF-8. */
const isForbidden = (char: string): boolean => (char < ' ' && char !== '\n') || /^\p{Cs}$/u.test(char);

/** Reads a note without proving anything. */
export function parseNote(note: string): Result<Note, NoteFault> {
  if (note.length > NOTE_LENGTH_MAX) return refuse('note_too_large');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || Array.from(note).some(isForbidden)) return refuse('note_form');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) return refuse('note_too_large');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const { name, value } = SIGNATURE_LINE.exec(line)?.groups ?? {};
    const bytes = value === undefined ? null : fromBase64(value);
    if (name === undefined || bytes === null || bytes.length <= KEY_ID_BYTES) return refuse('note_form');
    signatures.push({ name, keyId: hex(bytes.subarray(0, KEY_ID_BYTES)), signature: bytes.subarray(KEY_ID_BYTES) });
  }
  return ok({ text: note.slice(0, split + 1), signatures });
}

/** The text of a note with the signatures of these keys. Lines of others are left out of account, as the format asks. */
export async function openNote(
  note: string,
  keys: readonly NoteKey[],
  verify: VerifyEd25519,
): Promise<Result<{ text: string; signedBy: readonly NoteKey[] }, NoteFault>> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const signedBy = new Set<NoteKey>();
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((candidate) => candidate.name === name && candidate.id === keyId);
    if (key === undefined) continue;
    if (!(await verify(key.publicKey, signature, utf8(text)))) return refuse('note_signature');
    signedBy.add(key);
  }
  return signedBy.size > 0 ? ok({ text, signedBy: [...signedBy] }) : refuse('note_unsigned');
}

/** The note that these signers make of a text ending in a newline. Throws for a text or name that makes none. */
export async function signNote(text: string, signers: readonly NoteSigner[], sha256: AnySha256): Promise<string> {
  const lines: string[] = [];
  for (const signer of signers) {
    const { id } = await noteKey(signer.name, signer.publicKey, sha256);
    lines.push(`\u2014 ${signer.name} ${base64(concat(bytesOf(id), await signer.sign(utf8(text))))}\n`);
  }
  const note = `${text}\n${lines.join('')}`;
  const parsed = parseNote(note);
  if (!parsed.ok || parsed.value.text !== text) throw new RangeError('this text cannot be signed as a note');
  return note;
}

/** A key with its id: SHA-256(name ‖ newline ‖ 0x01 ‖ public key), the first four bytes. */
export async function noteKey(name: string, publicKey: Uint8Array, sha256: AnySha256): Promise<NoteKey> {
  if (!NAME.test(name) || publicKey.length !== PUBLIC_KEY_BYTES) throw new RangeError('not the name or key of a note');
  const digest = await sha256(concat(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey));
  return { name, id: hex(digest.subarray(0, KEY_ID_BYTES)), publicKey };
}

/** `name+id+base64(0x01 ‖ public key)`: how a verifier is told a key. */
export const encodeNoteKey = ({ name, id, publicKey }: NoteKey): string =>
  `${name}+${id}+${base64(concat(Uint8Array.of(ED25519), publicKey))}`;

/** The key of such a text; null when it is of another type or its id is not its own. */
export async function parseNoteKey(text: string, sha256: AnySha256): Promise<NoteKey | null> {
  const { name = '', id, value = '' } = /^(?<name>[^+]+)\+(?<id>[0-9a-f]{8})\+(?<value>\S+)$/u.exec(text)?.groups ?? {};
  const bytes = fromBase64(value);
  if (!NAME.test(name) || bytes?.length !== 1 + PUBLIC_KEY_BYTES || bytes[0] !== ED25519) return null;
  const key = await noteKey(name, bytes.subarray(1), sha256);
  return key.id === id ? key : null;
}

function bytesOf(id: string): Uint8Array {
  const bytes = fromHex(id);
  if (bytes === null) throw new RangeError('a key id is hexadecimal');
  return bytes;
}
