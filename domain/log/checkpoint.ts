// The log's signed head (C2SP tlog-checkpoint): whose log, how many leaves, which root.
import { equalBytes } from '../bytes.ts';
import { ok, refuse, type Result } from '../result.ts';
import { base64, fromBase64 } from './base64.ts';
import { HASH_BYTES, type AnySha256 } from './hash.ts';
import {
  openNote,
  signNote,
  type NoteFault,
  type NoteKey,
  type NoteSigner,
  type VerifyEd25519,
} from './signed-note.ts';

export interface Checkpoint {
  /** Who the log is: its address without scheme, the same for ever. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * checkpoint_form: a note that is no checkpoint; checkpoint_origin: of another log; besides what is wrong with a note.
 */
export type CheckpointFault = NoteFault | 'checkpoint_form' | 'checkpoint_origin';

/** The text that is signed. Throws RangeError for what could not be read again. */
export function encodeCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${base64(root)}\n`;
  if (parseCheckpoint(text) === null) throw new RangeError('not a checkpoint');
  return text;
}

/** Reads the text of a checkpoint; null when it is none. Lines behind the third are other logs' extensions: left alone. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', count = '', hash = '', ...rest] = text.split('\n');
  if (rest.pop() !== '' || rest.includes('') || origin === '' || !/^(?:0|[1-9]\d{0,15})$/.test(count)) return null;
  const root = fromBase64(hash);
  const size = Number(count);
  return root?.length === HASH_BYTES && Number.isSafeInteger(size) ? { origin, size, root } : null;
}

/** The checkpoint as it is served. The log's own key bears its origin as name. */
export const signCheckpoint = (
  checkpoint: Checkpoint,
  signers: readonly NoteSigner[],
  sha256: AnySha256,
): Promise<string> => signNote(encodeCheckpoint(checkpoint), signers, sha256);

/** Proves that the log of this origin has signed this checkpoint with one of its keys. */
export async function openCheckpoint(
  note: string,
  log: { readonly origin: string; readonly keys: readonly NoteKey[] },
  verify: VerifyEd25519,
): Promise<Result<Checkpoint, CheckpointFault>> {
  const opened = await openNote(note, log.keys, verify);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(opened.value.text);
  if (checkpoint === null) return refuse('checkpoint_form');
  return checkpoint.origin === log.origin ? ok(checkpoint) : refuse('checkpoint_origin');
}

/**
 * What a log asks itself before it signs: never a smaller tree, never a second one of the same size. That the larger
 * one goes on from the smaller is for verifyConsistency to prove.
 */
export function mayFollow(
  held: Checkpoint | null,
  next: Checkpoint,
): Result<'same' | 'grown', 'checkpoint_origin' | 'checkpoint_shrinks' | 'checkpoint_forks'> {
  if (held === null) return ok('grown');
  if (held.origin !== next.origin) return refuse('checkpoint_origin');
  if (next.size < held.size) return refuse('checkpoint_shrinks');
  if (next.size > held.size) return ok('grown');
  return equalBytes(held.root, next.root) ? ok('same') : refuse('checkpoint_forks');
}
