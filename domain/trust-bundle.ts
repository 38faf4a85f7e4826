// The trust bundle (D7): hosts, keys and status lists in one statement, signed by every root. A verifier keeps the last one
// it has proven, pins its roots, and goes back to nothing older.
import { fromUtf8, utf8 } from './bytes.ts';
import { ALGORITHMS, keyId, readJwk } from './crypto.ts';
import type { CryptoPort, Jwk, Signer } from './crypto.ts';
import { hasExactly, isSignedBy, readGeneral, readJson, signGeneral } from './jws.ts';
import type { Jws, VerificationKey } from './jws.ts';
import { ok, refuse } from './result.ts';
import type { Result } from './result.ts';
import type { TrustedKey } from './seal.ts';
import { isSecond, openStatusList } from './status-list.ts';
import type { StatusListFault } from './status-list.ts';

export const TRUST_BUNDLE_TYPE = 'trust-bundle+jws';

/** What the roots sign. Times in seconds since 1970. */
export interface TrustBundleContent {
  /** Only grows, by one at least with every change. */
  version: number;
  issuedAt: number;
  /** host[:port] that may stand in a seal's address; the first is the service's own. */
  hosts: string[];
  roots: Jwk[];
  keys: TrustedKey[];
  /** Status list tokens; the place in the list is the shard. */
  statusLists: string[];
}

/** A bundle in which every signature, list and key id has been proven. */
export interface TrustBundle {
  version: number;
  issuedAt: number;
  hosts: string[];
  roots: Jwk[];
  keys: TrustedKey[];
  /** Inflated lists by shard, two bits a seal. */
  statuses: Uint8Array[];
  /** When each list was signed (s). */
  listTimes: number[];
  /** When the oldest of the lists was signed (s); null without any list. */
  listsSignedAt: number | null;
  /** When the first of the lists expires (s); null without any list. */
  listsExpireAt: number | null;
}

/**
 * not_a_bundle: something else, say the page of a captive portal; bundle_too_large; bundle_form: members missing, added or of
 * the wrong type; bundle_key: a key that is not what its id says, or two of one id; bundle_untrusted: signed by no root that
 * is pinned here; bundle_signature: the signature of one of its roots is wrong or missing; bundle_older: older than the one held; list_…: a status list.
 */
export type TrustFaultCode =
  | 'not_a_bundle'
  | 'bundle_too_large'
  | 'bundle_form'
  | 'bundle_key'
  | 'bundle_untrusted'
  | 'bundle_signature'
  | 'bundle_older'
  | StatusListFault;
export interface TrustFault {
  code: TrustFaultCode;
}

const MAX_TEXT = 32 * 1024 * 1024;
const MAX_MEMBERS = { roots: 8, hosts: 32, keys: 1024, statusLists: 1024 };

/** The bytes that every root signs. */
export function trustBundlePayload(content: TrustBundleContent): Uint8Array {
  const { version, issuedAt, hosts, roots, keys, statusLists } = content;
  return utf8(JSON.stringify({ version, issuedAt, hosts, roots, keys, statusLists }));
}

/** The bundle as it is served. `roots` must hold a signer for every root in the content; old roots may sign besides, for verifiers that know no newer one. */
export function signTrustBundle(content: TrustBundleContent, roots: readonly Signer[]): Promise<string> {
  return signGeneral(TRUST_BUNDLE_TYPE, trustBundlePayload(content), roots);
}

/**
 * Proves a bundle. `pinnedRoots` are the roots of the bundle held so far; null on a first visit, when TLS is all there is.
 * Every root that the bundle names must have signed it, so that nobody can pin a root that does not exist; and one that is
 * pinned must have, so that nobody else can name roots.
 */
export async function openTrustBundle(
  text: string,
  pinnedRoots: readonly Jwk[] | null,
  crypto: CryptoPort,
): Promise<Result<TrustBundle, TrustFault>> {
  if (text.length > MAX_TEXT) return no('bundle_too_large');
  const jws = readGeneral(text, TRUST_BUNDLE_TYPE);
  if (!jws.ok) return no('not_a_bundle');

  const content = readContent(jws.value.payload);
  if (content === null) return no('bundle_form');

  const signed = await signedByRoots(jws.value, content.roots, pinnedRoots, crypto);
  if (signed !== null) return no(signed);
  if (!(await areKeysThemselves(content.keys, crypto))) return no('bundle_key');

  const lists = [];
  for (const [shard, token] of content.statusLists.entries()) {
    const list = await openStatusList(token, { shard, hosts: content.hosts, keys: content.keys }, crypto);
    if (!list.ok) return no(list.fault);
    lists.push(list.value);
  }
  const { version, issuedAt, hosts, roots, keys } = content;
  return ok({
    version,
    issuedAt,
    hosts,
    roots,
    keys,
    statuses: lists.map((list) => list.statuses),
    listTimes: lists.map((list) => list.issuedAt),
    listsSignedAt: earliest(lists.map((list) => list.issuedAt)),
    listsExpireAt: earliest(lists.map((list) => list.expiresAt)),
  });
}

const earliest = (times: number[]): number | null => (times.length === 0 ? null : Math.min(...times));

/**
 * Which of two proven bundles to hold from now on. A candidate that is older in its version, in its own time or in the time
 * of any list, or that has lost a list, is refused: neither a replay nor a broken server takes a withdrawal back.
 */
export function acceptBundle(held: TrustBundle | null, candidate: TrustBundle): Result<TrustBundle, TrustFault> {
  if (held === null) return ok(candidate);
  const older =
    candidate.version < held.version ||
    candidate.issuedAt < held.issuedAt ||
    held.listTimes.some((time, shard) => (candidate.listTimes[shard] ?? 0) < time);
  return older ? no('bundle_older') : ok(candidate);
}

async function signedByRoots(
  { signatures }: Jws,
  named: readonly Jwk[],
  pinned: readonly Jwk[] | null,
  crypto: CryptoPort,
): Promise<'bundle_untrusted' | 'bundle_signature' | null> {
  const signers = new Set<string>();
  for (const jwk of [...named, ...(pinned ?? [])]) {
    const root: VerificationKey = { kid: await keyId(jwk, crypto), alg: 'ES256', jwk };
    for (const signature of signatures) if (await isSignedBy(signature, root, crypto)) signers.add(pointOf(jwk));
  }
  if (pinned !== null && !pinned.some((jwk) => signers.has(pointOf(jwk)))) return 'bundle_untrusted';
  return named.every((jwk) => signers.has(pointOf(jwk))) ? null : 'bundle_signature';
}

const pointOf = (jwk: Jwk): string => `${jwk.x}.${jwk.y}`;

async function areKeysThemselves(keys: readonly TrustedKey[], crypto: CryptoPort): Promise<boolean> {
  const ids = await Promise.all(keys.map((key) => keyId(key.jwk, crypto)));
  return new Set(ids).size === ids.length && keys.every((key, i) => key.kid === ids[i]);
}

/** The content with nothing missing, nothing of another type, and nothing we do not know: that might be a restriction. */
function readContent(payload: Uint8Array): TrustBundleContent | null {
  const content = readJson(fromUtf8(payload) ?? '');
  if (!hasExactly(content, ['version', 'issuedAt', 'hosts', 'roots', 'keys', 'statusLists'])) return null;
  const { version, issuedAt } = content;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1 || !isSecond(issuedAt)) return null;
  const hosts = readAll(content['hosts'], MAX_MEMBERS.hosts, readHost);
  const roots = readAll(content['roots'], MAX_MEMBERS.roots, readJwk);
  const keys = readAll(content['keys'], MAX_MEMBERS.keys, readKey);
  const statusLists = readAll(content['statusLists'], MAX_MEMBERS.statusLists, (list) =>
    typeof list === 'string' ? list : null,
  );
  if (hosts === null || roots === null || keys === null || statusLists === null) return null;
  return hosts.length === 0 || roots.length === 0 ? null : { version, issuedAt, hosts, roots, keys, statusLists };
}

function readAll<T>(value: unknown, most: number, read: (item: unknown) => T | null): T[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const items: T[] = [];
  for (const entry of value) {
    const item = read(entry);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

function readHost(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z0-9.-]+(:[0-9]{1,5})?$/i.test(value) ? value : null;
}

function readKey(value: unknown): TrustedKey | null {
  if (!hasExactly(value, ['kid', 'use', 'alg', 'jwk', 'notBefore', 'notAfter'], ['revokedAt'])) return null;
  const { kid, use, alg, notBefore, notAfter, revokedAt } = value;
  const jwk = readJwk(value['jwk']);
  if (jwk === null || typeof kid !== 'string' || (use !== 'seal' && use !== 'status')) return null;
  if (typeof alg !== 'string' || !isAlgorithm(alg)) return null;
  if (!isSecond(notBefore) || !(notAfter === null || isSecond(notAfter))) return null;
  if (!('revokedAt' in value)) return { kid, use, alg, jwk, notBefore, notAfter };
  return isSecond(revokedAt) ? { kid, use, alg, jwk, notBefore, notAfter, revokedAt } : null;
}

function isAlgorithm(name: string): name is keyof typeof ALGORITHMS {
  return Object.hasOwn(ALGORITHMS, name);
}

function no(code: TrustFaultCode): { readonly ok: false; readonly fault: TrustFault } {
  return refuse({ code });
}
