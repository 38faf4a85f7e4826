// A small sealing authority of its own for tests and benchmarks: keys made on the spot, seals and trust bundles with any
// version, time and standing. What it signs, it signs with the rules' own functions.
import { deflateSync } from 'node:zlib';
import { keyId, publicJwk, webCrypto } from '../../domain/crypto.ts';
import type { Jwk, Signer } from '../../domain/crypto.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import { issueSeal } from '../../domain/seal.ts';
import type { SealClaims, TrustedKey } from '../../domain/seal.ts';
import { emptyStatuses, setStatus, signStatusList } from '../../domain/status-list.ts';
import type { Standing } from '../../domain/lifecycle.ts';
import { signTrustBundle } from '../../domain/trust-bundle.ts';

export const crypto = webCrypto(globalThis);

export interface KeyPair {
  signer: Signer;
  jwk: Jwk;
}

export async function newKey(): Promise<KeyPair> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const jwk = publicJwk(await subtle.exportKey('jwk', pair.publicKey));
  const sign = async (data: Uint8Array) =>
    new Uint8Array(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, Uint8Array.from(data)));
  return { jwk, signer: { kid: await keyId(jwk, crypto), alg: 'ES256', sign } };
}

/** A person who does not exist, with a name, an occupation and an institution of usual length (D5: about 205 bytes). */
export const CLAIMS: SealClaims = {
  number: 'S000044032001263000001',
  holderName: '欧阳测试',
  occupation: '电工',
  job: '维修电工',
  level: 3,
  issueDate: '2026-03-16',
  institutionName: '深圳市示例职业技能培训评价中心',
  statusIndex: 4711,
  idCommitment: Uint8Array.from({ length: 16 }, (_, i) => i * 7),
  sealedAt: Date.UTC(2026, 2, 16, 2) / 1000,
};

export interface BundleOptions {
  version: number;
  /** Seconds since 1970, of the bundle and its one status list. */
  issuedAt: number;
  standings?: Record<number, Standing>;
  /** Who signs, and is named as root; the authority's own root by default. */
  root?: KeyPair;
  /** Roots that sign besides without being named: how a root is replaced. */
  alsoSignedBy?: KeyPair[];
}

export interface Authority {
  origin: string;
  root: KeyPair;
  /** The text of a printed code. */
  seal(changes?: Partial<SealClaims>): Promise<string>;
  bundle(options: BundleOptions): Promise<string>;
}

export async function newAuthority(origin = 'https://zhengyan.example'): Promise<Authority> {
  const [root, seals, lists] = await Promise.all([newKey(), newKey(), newKey()]);
  const keys = [trusted(seals, 'seal'), trusted(lists, 'status')];
  return {
    origin,
    root,
    seal: async (changes = {}) => sealUrl(origin, await issueSeal({ ...CLAIMS, ...changes }, seals.signer)),
    async bundle({ version, issuedAt, standings = {}, root: signing = root, alsoSignedBy = [] }) {
      const statuses = emptyStatuses(65_536);
      for (const [index, standing] of Object.entries(standings)) setStatus(statuses, Number(index), standing);
      const list = { origin, shard: 0, issuedAt, expiresAt: issuedAt + 7 * 86_400, ttl: 600, statuses };
      const token = await signStatusList(list, lists.signer, (data) => deflateSync(data, { level: 9 }));
      const content = {
        version,
        issuedAt,
        hosts: [new URL(origin).host],
        roots: [signing.jwk],
        keys,
        statusLists: [token],
      };
      return signTrustBundle(
        content,
        [signing, ...alsoSignedBy].map(({ signer }) => signer),
      );
    },
  };
}

function trusted({ jwk, signer }: KeyPair, use: TrustedKey['use']): TrustedKey {
  return { kid: signer.kid, use, alg: 'ES256', jwk, notBefore: 0, notAfter: null };
}
