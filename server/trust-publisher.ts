// Signs the trust bundle (D7, D9): hosts, keys and status lists as of now, in one line of versions however many processes
// sign. Stage, sign, compare-and-swap, publish; starting up is the same as going on.
import { deflateSync } from 'node:zlib';
import type { Database } from '../db/connect.ts';
import { readChanged, readShards, type ShardVersion } from '../db/seals.ts';
import { latestTrustBundle, publishTrustBundle, type TrustBundleRow } from '../db/trust-bundles.ts';
import { fromBase64url, fromUtf8 } from '../domain/bytes.ts';
import { isRecord, readJson } from '../domain/jws.ts';
import { standingOfCode } from '../domain/lifecycle.ts';
import { emptyStatuses, setStatus, signStatusList, STATUS_SHARD } from '../domain/status-list.ts';
import { signTrustBundle } from '../domain/trust-bundle.ts';
import type { Config, TrustPublisher } from './deps.ts';
import type { Keyring } from './keys.ts';

/** A bundle is signed anew when it is this old (s), changed or not: its age is what a verdict rests on (D8). */
export const BUNDLE_LIFE_S = 600;
/** How long a change of a standing may take to be looked for (ms). */
const LOOK_EVERY_MS = 1000;
/** When a list may no longer be used (s): D8 has no use for one older than this. */
const LIST_EXPIRES_S = 7 * 86_400;
const LIST_TTL_S = BUNDLE_LIFE_S;

type Published = Awaited<ReturnType<TrustPublisher['current']>>;

export interface TrustPublisherDeps {
  db: Database;
  keyring: Keyring;
  config: Pick<Config, 'origin' | 'sealHosts'>;
  now: () => number;
}

/**
 * The publisher. `current()` answers from memory for a second. While the database is out of reach it goes on answering
 * with the last bundle, which says how old it is; without one it rejects.
 */
export function openTrustPublisher({ db, keyring, config, now }: TrustPublisherDeps): TrustPublisher {
  const deflate = deflateByVersion(db);
  let held: Published | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<Published> | null = null;

  async function look(): Promise<Published> {
    for (let attempt = 0; attempt < 5; attempt++) {
      // Versions before contents: a change in between is in the list now and signed once more the next time.
      const shards = await readShards(db);
      const latest = await latestTrustBundle(db);
      const inputs = inputsOf(keyring, config, shards);
      const at = Math.floor(now() / 1000);
      if (latest !== null && latest.inputs === inputs && at - latest.issuedAt < BUNDLE_LIFE_S) {
        return held?.version === latest.version ? held : published(latest);
      }
      // Never earlier than the one before, even when this machine's clock is behind: verifiers go back to nothing older.
      const issuedAt = Math.max(at, latest?.issuedAt ?? 0);
      const next = await sign({ version: (latest?.version ?? 0) + 1, issuedAt, inputs, shards });
      if (await publishTrustBundle(db, next)) return published(next);
      // Another process has published this version meanwhile: take its bundle, or sign the one after it.
    }
    throw new Error('other processes keep publishing trust bundles');
  }

  async function sign(draft: Omit<TrustBundleRow, 'text'> & { shards: ShardVersion[] }): Promise<TrustBundleRow> {
    const { version, issuedAt, inputs, shards } = draft;
    const signer = keyring.signer('status', issuedAt);
    const statusLists: string[] = [];
    for (const { shard, ...seen } of shards) {
      const list = {
        origin: config.origin,
        shard,
        issuedAt,
        expiresAt: issuedAt + LIST_EXPIRES_S,
        ttl: LIST_TTL_S,
        statuses: new Uint8Array(), // deflated already, see below
      };
      const deflated = await deflate(shard, seen.version);
      statusLists.push(await signStatusList(list, signer, () => deflated));
    }
    const text = await signTrustBundle(
      {
        version,
        issuedAt,
        hosts: config.sealHosts,
        roots: keyring.roots.map(({ jwk }) => jwk),
        keys: keyring.trusted,
        statusLists,
      },
      keyring.roots.map(({ signer: root }) => root),
    );
    return { version, issuedAt, inputs, text };
  }

  return {
    async current() {
      if (held !== null && now() - lookedAt < LOOK_EVERY_MS && now() >= lookedAt) return held;
      looking ??= look().finally(() => {
        looking = null;
      });
      try {
        held = await looking;
        lookedAt = now();
      } catch (error) {
        if (held === null) throw error;
      }
      return held;
    },
    jwks() {
      const roots = keyring.roots.map(({ jwk, signer: { kid } }) => ({ ...jwk, kid, alg: 'ES256', use: 'sig' }));
      return { keys: [...roots, ...keyring.trusted.map(({ jwk, kid, alg }) => ({ ...jwk, kid, alg, use: 'sig' }))] };
    },
  };
}

/** Everything a bundle is made of but time and version: when this changes it is signed anew. */
function inputsOf(
  { roots, trusted }: Keyring,
  { origin, sealHosts }: Pick<Config, 'origin' | 'sealHosts'>,
  shards: ShardVersion[],
): string {
  return JSON.stringify([
    origin,
    sealHosts,
    roots.map(({ signer }) => signer.kid),
    trusted,
    shards.map(({ version }) => version),
  ]);
}

/** The deflated list of a shard, made again only when its version has grown: most shards of a year ago never change. */
function deflateByVersion(db: Database): (shard: number, version: number) => Promise<Uint8Array> {
  const made = new Map<number, { version: number; deflated: Uint8Array }>();
  return async (shard, version) => {
    const known = made.get(shard);
    if (known?.version === version) return known.deflated;
    const statuses = emptyStatuses();
    for (const { statusIndex, standing } of await readChanged(db, shard)) {
      const name = standingOfCode(standing);
      if (name === null) throw new Error('a seal stands at none of the four standings');
      setStatus(statuses, statusIndex - shard * STATUS_SHARD, name);
    }
    const deflated = deflateSync(statuses, { level: 9 });
    made.set(shard, { version, deflated });
    return deflated;
  };
}

function published({ text, version, issuedAt }: TrustBundleRow): Published {
  return { bundle: text, version, issuedAt, statusLists: statusListsIn(text) };
}

/** The lists in a bundle that one of our own processes has signed. */
function statusListsIn(bundle: string): string[] {
  const jws = readJson(bundle);
  const payload = isRecord(jws) && typeof jws['payload'] === 'string' ? fromBase64url(jws['payload']) : null;
  const content = payload === null ? null : readJson(fromUtf8(payload) ?? '');
  const lists = isRecord(content) ? content['statusLists'] : null;
  if (!Array.isArray(lists) || !lists.every((list) => typeof list === 'string')) {
    throw new Error('the latest trust bundle in the database is none of ours');
  }
  return lists;
}
