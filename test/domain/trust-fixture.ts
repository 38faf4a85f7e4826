// A trust bundle with every part in the tester's hand. What the rules' own writers refuse to write is signed here by hand.
import { deflateSync } from 'node:zlib';
import { base64url, utf8 } from '../../domain/bytes.ts';
import type { Jwk } from '../../domain/crypto.ts';
import { signCompact, signGeneral } from '../../domain/jws.ts';
import type { Standing } from '../../domain/lifecycle.ts';
import type { TrustedKey } from '../../domain/seal.ts';
import { STATUS_LIST_TYPE, emptyStatuses, setStatus, statusListUri } from '../../domain/status-list.ts';
import { TRUST_BUNDLE_TYPE, openTrustBundle } from '../../domain/trust-bundle.ts';
import type { TrustBundle, TrustBundleContent } from '../../domain/trust-bundle.ts';
import { crypto, newKey } from '../harness/authority.ts';
import type { KeyPair } from '../harness/authority.ts';

/** With a k in it, which has a look-alike that lower-cases to it. */
export const HOST = 'zhengyan.skills.example';
export const ORIGIN = `https://${HOST}`;
/** The moment at which everything here is signed unless said otherwise, in seconds. */
export const NOW = Date.UTC(2026, 10, 20, 4) / 1000;
const DAY = 86_400;

export const root = await newKey();
export const otherRoot = await newKey();
export const seals = await newKey();
export const status = await newKey();
export const stranger = await newKey();

export function trusted(pair: KeyPair, use: TrustedKey['use'], changes: Partial<TrustedKey> = {}): TrustedKey {
  return { kid: pair.signer.kid, use, alg: 'ES256', jwk: pair.jwk, notBefore: 0, notAfter: null, ...changes };
}

export function statusesWith(standings: Record<number, Standing> = {}, count = 8192): Uint8Array {
  const statuses = emptyStatuses(count);
  for (const [index, standing] of Object.entries(standings)) setStatus(statuses, Number(index), standing);
  return statuses;
}

/** A status list token; claims given as undefined are left out. */
export function list(
  claims: Record<string, unknown> = {},
  {
    by = status,
    typ = STATUS_LIST_TYPE,
    statuses = statusesWith(),
  }: { by?: KeyPair; typ?: string; statuses?: Uint8Array } = {},
): Promise<string> {
  const whole = {
    sub: statusListUri(ORIGIN, 0),
    iat: NOW,
    exp: NOW + 7 * DAY,
    ttl: 600,
    status_list: { bits: 2, lst: base64url(deflateSync(statuses)) },
    ...claims,
  };
  return signCompact(typ, utf8(JSON.stringify(whole)), by.signer);
}

export type Content = { [Member in keyof TrustBundleContent]: unknown } & Record<string, unknown>;

export async function content(changes: Record<string, unknown> = {}): Promise<Content> {
  return {
    version: 1,
    issuedAt: NOW,
    hosts: [HOST],
    roots: [root.jwk],
    keys: [trusted(seals, 'seal'), trusted(status, 'status')],
    statusLists: 'statusLists' in changes ? [] : [await list()],
    ...changes,
  };
}

/** The bundle as it would be served, with any content. */
export async function bundle(
  changes: Record<string, unknown> = {},
  { by = [root], typ = TRUST_BUNDLE_TYPE }: { by?: KeyPair[]; typ?: string } = {},
): Promise<string> {
  return signGeneral(
    typ,
    utf8(JSON.stringify(await content(changes))),
    by.map(({ signer }) => signer),
  );
}

/** The code of the refusal, or 'ok'. */
export async function openingOf(text: string, pins: Jwk[] | null = [root.jwk]): Promise<string> {
  const result = await openTrustBundle(text, pins, crypto);
  return result.ok ? 'ok' : result.fault.code;
}

export async function opened(changes: Record<string, unknown> = {}): Promise<TrustBundle> {
  const result = await openTrustBundle(await bundle(changes), [root.jwk], crypto);
  if (!result.ok) throw new TypeError(result.fault.code);
  return result.value;
}
