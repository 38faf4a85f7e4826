// Everything the routes may touch that is not plain data: clock, randomness, keys and storage enter here and
// nowhere else, so that the same createApp() runs on Node with PGlite, on Node with PostgreSQL and on Workers.
import type { FactPair } from '../domain/disclosure.ts';
import type { LevelCode } from '../domain/level.ts';
import type { Limit } from '../domain/gcra.ts';
import type { CertificateStanding, Stage, Tier } from '../domain/lifecycle.ts';
import type { Tile } from '../domain/log/tiles.ts';
import type { Recorded } from '../domain/progress.ts';

/** A published certificate as the public read returns it: the name still sealed, the ID number not read at all (D4). */
export interface PublishedRow {
  id: string;
  certificateNumber: string;
  nameSealed: Uint8Array;
  keyVersion: number;
  occupation: string;
  job: string | null;
  level: LevelCode;
  issueDate: string;
  institutionCode: string;
  institutionName: string;
  standing: 'valid' | 'withdrawn' | 'suspended';
}

/** One indexed read on one of the three blind indexes; published rows only (R39, D2). Rejects when the database is gone. */
export interface CertificateReader {
  find(pair: FactPair, keys: Uint8Array[]): Promise<PublishedRow[]>;
}

/** A certificate on its way or public, for its holder (R46): no name and no ID number, not even sealed (D4). */
export interface ProgressRow {
  certificateNumber: string;
  occupation: string;
  level: LevelCode;
  issueDate: string;
  stage: Stage;
  standing: CertificateStanding;
  stageSince: number; // milliseconds
  institutionCode: string;
  institutionName: string;
  tier: Tier;
  status: 'active' | 'ceased';
  phone: string;
  authority: string;
  events: Recorded[];
}

/** Rows of every stage, by the ID number and one more fact; the latest first. Rejects when the database is gone. */
export interface ProgressReader {
  find(pair: 'number_id' | 'name_id', keys: Uint8Array[]): Promise<ProgressRow[]>;
}

export interface Institution {
  code: string; // the filed 13-character prefix of its certificate numbers (R10)
  name: string;
  tier: 'city' | 'province';
  place: string; // R5 place code, two digits
  status: 'active' | 'ceased';
  address: string;
  contact: string;
  phone: string;
  authority: string; // who supervises it, and takes over when it has ceased (R37)
  scope: { occupation: string; jobs: string[]; levels: LevelCode[] }[];
}

export interface InstitutionDirectory {
  /** Substring search in name or code, filtered by place; at most `limit` rows after the opaque cursor. */
  search(query: {
    q?: string;
    place?: string;
    cursor?: string;
    limit: number;
  }): Promise<{ items: Institution[]; nextCursor: string | null }>;
  byCode(code: string): Promise<Institution | null>;
}

/** The keyed operations on personal data; the keys themselves stay inside (D2, D9). */
export interface Vault {
  /** Blind index values of a normalised pair, one for each readable key version, the current one first (16 bytes each). */
  blindIndex(pair: FactPair, first: string, second: string): Uint8Array[];
  openName(row: PublishedRow): Promise<string> | string;
  /** Rate-limit subject: an HMAC under a key of its own, so that the limiter's store holds no personal data (D12). */
  subject(kind: 'number' | 'id' | 'name', value: string): string;
}

export interface TrustPublisher {
  /** The signed trust bundle as served, signed anew when it is older than ten minutes or a standing has changed (D7). */
  current(): Promise<{ bundle: string; version: number; issuedAt: number; statusLists: string[] }>;
  /** Public keys, JWK Set (RFC 7517). */
  jwks(): { keys: Record<string, unknown>[] };
}

/** The audit log as outsiders read it (D11; C2SP tlog-tiles). Both reads reject when the database is out of reach. */
export interface PublicLog {
  /** The latest signed checkpoint; signed anew when leaves have come since and the last one is a few seconds old. */
  checkpoint(): Promise<{ note: string; size: number }>;
  /** A tile, or bundle of entries, of the tree that the latest checkpoint signs; null when it has none such. */
  tile(tile: Tile): Promise<Uint8Array | null>;
  /** The keys that checkpoints are verified with, as C2SP signed-note spells them. */
  verifierKeys(): Promise<string[]>;
}

export interface LimitCharge {
  key: string;
  limit: Limit;
  cost: number; // units; 0 peeks, a negative cost gives back what an earlier charge took
}
export interface LimitDecision {
  allowed: boolean;
  remaining: number;
  retryAfterMs: number;
  resetMs: number;
}
/**
 * Stores GCRA times. `charge` is atomic per key under concurrency; a refused charge changes nothing; decisions come back in
 * the order of the charges. Rejects when the store is out of reach: the caller answers 503, never "unlimited" (D12).
 */
export interface LimitStore {
  charge(charges: LimitCharge[], now: number): LimitDecision[] | Promise<LimitDecision[]>;
  /** True the first time only: a solved proof of work buys one request. Kept until `expiresAt` (ms). */
  useOnce(nonce: string, expiresAt: number): boolean | Promise<boolean>;
}

export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export interface DemoCertificate {
  certificateNumber: string;
  stage: string;
  standing: string | null;
  qrText: string | null;
  checkCode: string | null;
}
export interface DemoListing {
  people: { name: string; idType: string; idNumber: string; certificates: DemoCertificate[] }[];
  staff: { role: string; login: string; password: string; totpSecret: string }[];
  institutions: string[];
}

export interface Config {
  origin: string; // public origin, e.g. https://zhengyan.example.gov.cn
  sealHosts: string[]; // host[:port] accepted in a scanned QR; the origin's own host is the first
  demo: boolean;
  trustedProxyHops: number;
  metricsToken: string | null;
}

export interface Deps {
  config: Config;
  now(): number;
  random(bytes: number): Uint8Array;
  certificates: CertificateReader;
  progress: ProgressReader;
  institutions: InstitutionDirectory;
  vault: Vault;
  trust: TrustPublisher;
  auditLog: PublicLog;
  limits: LimitStore;
  demo: (() => Promise<DemoListing>) | null;
  log: Log;
  /** Resolves when the database answers and the trust bundle can be signed; rejects with the reason otherwise. */
  ready(): Promise<void>;
  challengeSecret: string;
}
