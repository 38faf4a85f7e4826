// Token Status List (draft-ietf-oauth-status-list, JWT form, bits: 2): where a sealed certificate stands now (D7).
import { base64url, fromBase64url, fromUtf8, utf8 } from './bytes.ts';
import type { CryptoPort, Signer } from './crypto.ts';
import { isRecord, isSignedBy, readCompact, readJson, signCompact } from './jws.ts';
import { STANDINGS, standingOfCode } from './lifecycle.ts';
import type { Standing } from './lifecycle.ts';
import { ok, refuse } from './result.ts';
import type { Result } from './result.ts';
import type { TrustedKey } from './seal.ts';

/** Seals in one list. A verifier holds all lists, since fetching one would tell what was scanned. */
export const STATUS_SHARD = 2 ** 20;
export const STATUS_BITS = 2;
export const STATUS_LIST_TYPE = 'statuslist+jwt';

const PER_BYTE = 8 / STATUS_BITS;
const MAX_LIST_BYTES = STATUS_SHARD / PER_BYTE;
const LAST_SECOND = 253_402_300_799; // 9999-12-31T23:59:59Z

/** A list whose signature and form have been checked; its age has not. Times in seconds since 1970. */
export interface StatusList {
  statuses: Uint8Array;
  issuedAt: number;
  expiresAt: number;
}
/**
 * list_form: no status list; list_key: signed by no status key that is in use; list_signature: wrong; list_shard: the list of
 * another host or shard; list_data: broken, cut or too large when inflated.
 */
export type StatusListFault = 'list_form' | 'list_key' | 'list_signature' | 'list_shard' | 'list_data';

/** Room for `count` seals, all of them valid. */
export function emptyStatuses(count: number = STATUS_SHARD): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Math.ceil(count / PER_BYTE));
}

/** Writes one standing into packed statuses, lowest bits first (section 4.1 of the draft). */
export function setStatus(statuses: Uint8Array, index: number, standing: Standing): void {
  const at = Math.floor(index / PER_BYTE);
  const byte = statuses[at];
  if (byte === undefined) throw new RangeError('the status list has no such index');
  const shift = (index % PER_BYTE) * STATUS_BITS;
  statuses[at] = (byte & ~(3 << shift)) | (STANDINGS[standing].code << shift);
}

/** The status value 0 to 3 at an index of one list; null outside of it. */
export function statusAt(statuses: Uint8Array, index: number): number | null {
  if (!Number.isSafeInteger(index) || index < 0) return null;
  const byte = statuses[Math.floor(index / PER_BYTE)];
  return byte === undefined ? null : (byte >> ((index % PER_BYTE) * STATUS_BITS)) & 3;
}

/** The standing at a global index (shard · 2^20 + place); unknown when no list says. */
export function standingAt(lists: readonly Uint8Array[], index: number): Standing | 'unknown' {
  const statuses = lists[Math.floor(index / STATUS_SHARD)];
  const code = statuses === undefined ? null : statusAt(statuses, index % STATUS_SHARD);
  return (code === null ? null : standingOfCode(code)) ?? 'unknown';
}

/** The status_list claim. `deflate` makes a zlib stream (RFC 1950), best at its highest level. */
export async function encodeStatusList(
  statuses: Uint8Array,
  deflate: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<{ bits: 2; lst: string }> {
  return { bits: STATUS_BITS, lst: base64url(await deflate(statuses)) };
}

/** Where a list is served, and its `sub`. */
export function statusListUri(origin: string, shard: number): string {
  return `${origin}/api/status-lists/${shard}`;
}

/** The signed list of one shard. Times and ttl in seconds. */
export async function signStatusList(
  list: { origin: string; shard: number; issuedAt: number; expiresAt: number; ttl: number; statuses: Uint8Array },
  signer: Signer,
  deflate: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<string> {
  const claims = {
    sub: statusListUri(list.origin, list.shard),
    iat: list.issuedAt,
    exp: list.expiresAt,
    ttl: list.ttl,
    status_list: await encodeStatusList(list.statuses, deflate),
  };
  return signCompact(STATUS_LIST_TYPE, utf8(JSON.stringify(claims)), signer);
}

/**
 * Proves a status list token: purpose, key, signature, claims, whose list it is, data. `hosts` are the host[:port] it may
 * come from. Further claims are left alone, as RFC 7519 has it. Whether it has expired is asked when it is used.
 */
export async function openStatusList(
  token: string,
  expected: { shard: number; hosts: readonly string[]; keys: readonly TrustedKey[] },
  crypto: CryptoPort,
): Promise<Result<StatusList, StatusListFault>> {
  const jws = readCompact(token, STATUS_LIST_TYPE);
  if (!jws.ok) return refuse('list_form');
  const { payload, signatures } = jws.value;
  const signature = signatures[0];
  const key = expected.keys.find(({ kid, use }) => kid === signature?.kid && use === 'status');
  if (signature === undefined || key === undefined || key.revokedAt !== undefined) return refuse('list_key');
  if (!(await isSignedBy(signature, key, crypto))) return refuse('list_signature');

  const claims = readClaims(payload);
  if (claims === null) return refuse('list_form');
  const { sub, iat, exp, lst } = claims;
  if (iat < key.notBefore || (key.notAfter !== null && iat > key.notAfter)) return refuse('list_key');
  if (!isListOf(sub, expected.shard, expected.hosts)) return refuse('list_shard');

  const data = fromBase64url(lst);
  const statuses = data === null ? null : await crypto.inflate(data, MAX_LIST_BYTES);
  if (statuses === null) return refuse('list_data');
  return ok({ statuses, issuedAt: iat, expiresAt: exp });
}

function readClaims(payload: Uint8Array): { sub: string; iat: number; exp: number; lst: string } | null {
  const claims = readJson(fromUtf8(payload) ?? '');
  if (!isRecord(claims)) return null;
  const { sub, iat, exp, status_list: list } = claims;
  if (!isRecord(list)) return null;
  const { bits, lst } = list;
  if (typeof sub !== 'string' || typeof lst !== 'string' || bits !== STATUS_BITS) return null;
  return isSecond(iat) && isSecond(exp) && exp > iat ? { sub, iat, exp, lst } : null;
}

function isListOf(sub: string, shard: number, hosts: readonly string[]): boolean {
  return hosts.some((host) => ['https', 'http'].some((scheme) => sub === statusListUri(`${scheme}://${host}`, shard)));
}

/** A point in time as this product writes it: whole seconds since 1970, up to the year 9999. */
export function isSecond(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= LAST_SECOND;
}
