// Signs the audit log's checkpoints (D11): one line of versions however many processes sign, each proven to go on from
// the one before. A log that has once signed two histories can never be believed again.
import { sha256 } from '../db/audit-log.ts';
import { latestCheckpoint, publishCheckpoint, readHead, readTile, type CheckpointRow } from '../db/audit-reads.ts';
import type { Executor } from '../db/connect.ts';
import {
  mayFollow,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  type Checkpoint,
} from '../domain/log/checkpoint.ts';
import { rootOf, type NodeId } from '../domain/log/edge.ts';
import { assemble, planConsistency } from '../domain/log/prove.ts';
import { encodeNoteKey, noteKey, parseNote, type NoteKey, type NoteSigner } from '../domain/log/signed-note.ts';
import { existsAt, nodeInTile, tileOfNode, tilePath } from '../domain/log/tiles.ts';
import { verifyConsistency } from '../domain/log/verify.ts';
import type { Config, PublicLog } from './deps.ts';
import { verifyEd25519 } from './ed25519.ts';
import type { Keyring } from './keys.ts';

/** How long leaves may wait for their checkpoint, all processes together (ms). */
export const CHECKPOINT_EVERY_MS = 3000;
/** How long this process answers from memory (ms). */
const LOOK_EVERY_MS = 1000;

export interface LogPublisherDeps {
  db: Pick<Executor, 'query'>;
  keyring: Pick<Keyring, 'logSigners'>;
  config: Pick<Config, 'origin'>;
  now: () => number;
}

type Published = CheckpointRow & { checkpoint: Checkpoint };

/** The log's name: where it was first served, for ever (C2SP tlog-checkpoint). The address may change, the name may not. */
export const originOf = (latest: Checkpoint | null, { origin }: Pick<Config, 'origin'>): string =>
  latest?.origin ?? `${new URL(origin).host}/log`;

/** Keeps no promise that another request has made: on Workers it would never be fulfilled. */
export function openLogPublisher({ db, keyring, config, now }: LogPublisherDeps): PublicLog {
  let held: Published | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function current(): Promise<Published> {
    const at = now();
    if (held !== null && at >= lookedAt && at - lookedAt < LOOK_EVERY_MS) return held;
    // Whoever comes while this one looks is answered with what is held.
    const before = lookedAt;
    lookedAt = at;
    try {
      held = await look(at);
    } catch (error) {
      lookedAt = before;
      throw error;
    }
    return held;
  }

  async function look(at: number): Promise<Published> {
    for (let attempt = 0; attempt < 5; attempt++) {
      const row = await latestCheckpoint(db);
      const latest = row && (await opened(row, keyring));
      const signers = keyring.logSigners.map((key): NoteSigner => ({
        ...key,
        name: originOf(latest?.checkpoint ?? null, config),
      }));
      const signedByAll = latest !== null && (await namesKeys(latest.note, signers));
      if (latest !== null && signedByAll && Math.abs(at - latest.signedAt) < CHECKPOINT_EVERY_MS) return latest;
      const edge = await readHead(db);
      const next = {
        origin: originOf(latest?.checkpoint ?? null, config),
        size: edge.size,
        root: rootOf(edge, sha256),
      };
      const follows = mayFollow(latest?.checkpoint ?? null, next);
      if (!follows.ok) throw new Error(`the audit log must not be signed: ${follows.fault}`);
      if (latest !== null && signedByAll && follows.value === 'same') return latest;
      if (latest !== null) await requireConsistency(db, latest.checkpoint, next);
      const note = await signCheckpoint(next, signers, sha256);
      const signed = { version: (latest?.version ?? 0) + 1, size: next.size, signedAt: at, note };
      if (await publishCheckpoint(db, signed)) return { ...signed, checkpoint: next };
      // Another process was faster: take its checkpoint, or sign the one after it.
    }
    throw new Error('other processes keep publishing checkpoints');
  }

  return {
    async checkpoint() {
      const { note, size } = await current();
      return { note, size };
    },
    async tile(tile) {
      const { size } = await current();
      // Another process may have signed for more, and its client come here for the tiles.
      const exists = existsAt(tile, size) || existsAt(tile, (await latestCheckpoint(db))?.size ?? 0);
      return exists ? readTile(db, tile) : null;
    },
    async verifierKeys() {
      const { checkpoint } = await current();
      return (await noteKeys(keyring, checkpoint.origin)).map(encodeNoteKey);
    },
  };
}

/** A checkpoint that one of our own processes has signed: whoever cannot prove the last one must not sign the next. */
async function opened(row: CheckpointRow, keyring: Pick<Keyring, 'logSigners'>): Promise<Published> {
  const note = parseNote(row.note);
  const origin = (note.ok && parseCheckpoint(note.value.text)?.origin) || '-';
  const checkpoint = await openCheckpoint(row.note, { origin, keys: await noteKeys(keyring, origin) }, verifyEd25519);
  if (!checkpoint.ok) throw new Error(`the latest checkpoint in the database is none of ours: ${checkpoint.fault}`);
  return { ...row, checkpoint: checkpoint.value };
}

/** Whether the note has a line for each of these keys: after a change of keys it has not, and is signed anew. */
async function namesKeys(note: string, signers: readonly NoteSigner[]): Promise<boolean> {
  const parsed = parseNote(note);
  const named = new Set(parsed.ok ? parsed.value.signatures.map(({ name, keyId }) => `${name}+${keyId}`) : []);
  const keys = await Promise.all(signers.map(({ name: log, publicKey }) => noteKey(log, publicKey, sha256)));
  return keys.every(({ name, id }) => named.has(`${name}+${id}`));
}

/** The log's keys as a verifier holds them. */
export const noteKeys = ({ logSigners }: Pick<Keyring, 'logSigners'>, origin: string): Promise<NoteKey[]> =>
  Promise.all(logSigners.map(({ publicKey }) => noteKey(origin, publicKey, sha256)));

/** Throws unless the tree of `next` is that of `earlier` with leaves behind it, by the tiles that outsiders will see. */
async function requireConsistency(db: Pick<Executor, 'query'>, earlier: Checkpoint, next: Checkpoint): Promise<void> {
  const plan = earlier.size === 0 ? [] : planConsistency(earlier.size, next.size);
  const tiles = new Map<string, Uint8Array | null>();
  for (const node of plan.flat()) {
    const tile = tileOfNode(node, next.size);
    if (!tiles.has(tilePath(tile))) tiles.set(tilePath(tile), await readTile(db, tile));
  }
  const read = (node: NodeId): Uint8Array => {
    const tile = tiles.get(tilePath(tileOfNode(node, next.size))) ?? null;
    const hash = tile && nodeInTile(node, tile, sha256);
    if (hash === null) throw new Error('the audit log must not be signed: a tile is missing');
    return hash;
  };
  const proof = assemble(plan, read, sha256);
  const claim = { first: earlier.size, firstRoot: earlier.root, second: next.size, secondRoot: next.root, proof };
  const proven = await verifyConsistency(claim, sha256);
  if (!proven.ok) throw new Error(`the audit log must not be signed: ${proven.fault}`);
}
