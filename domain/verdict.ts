// The one verdict function (D8): used by the page offline, the page online and the API. What is proven (seal, standing,
// freshness) is kept apart from what is decided (colour, code).
import type { CryptoPort } from './crypto.ts';
import type { Standing } from './lifecycle.ts';
import { SEAL_CHECKS, SEAL_FAULTS, inspectSeal } from './seal.ts';
import type { SealCheck, SealClaims, SealFaultCode, SealFinding } from './seal.ts';
import { standingAt } from './status-list.ts';
import type { TrustBundle } from './trust-bundle.ts';

/** How old the status lists are: under 24 h, up to 7 days, older or expired, none held; or the device's clock is behind signed time. */
export type Freshness = 'fresh' | 'ageing' | 'stale' | 'none' | 'clock_wrong';
export type Colour = 'green' | 'amber' | 'grey' | 'red';

export const CHECKS = [...SEAL_CHECKS, 'clock', 'list', 'standing'] as const;
export type CheckName = SealCheck | 'clock' | 'list' | 'standing';
export interface Check {
  check: CheckName;
  result: 'passed' | 'failed' | 'not_done';
}

/** Why, in one stable word; the sentences are in verdict-words.ts. */
export type VerdictCode =
  | SealFaultCode
  | Exclude<Standing, 'valid'>
  | 'valid'
  | 'valid_as_of'
  | 'standing_unconfirmed'
  | 'standing_unlisted'
  | 'clock_wrong'
  | 'no_trust';

export interface Verdict {
  seal: SealFinding['seal'];
  standing: Standing | 'unknown';
  freshness: Freshness;
  colour: Colour;
  code: VerdictCode;
  /** When the standing was last signed, ISO 8601 in UTC; null when no list is held. */
  asOf: string | null;
  checks: Check[];
  /** Only of a genuine seal: nobody shows what is not proven. */
  claims: SealClaims | null;
}

export interface JudgeOptions {
  /** The bundle held; null before the first one. */
  trust: TrustBundle | null;
  /** Further accepted host[:port], such as the one this page came from. */
  hosts?: readonly string[];
  /** `now` in ms; `floor` in ms: the latest time that is known to have been, see D7. */
  clock: { now: number; floor: number };
  crypto: CryptoPort;
}

const HOUR = 3_600_000;
const FRESH = 24 * HOUR;
const AGEING = 7 * 24 * HOUR;
const CLOCK_TOLERANCE = 5 * 60_000;

/** The verdict on a text from a QR code. Never throws on any text. */
export async function judge(text: string, { trust, hosts = [], clock, crypto }: JudgeOptions): Promise<Verdict> {
  const finding = await inspectSeal(text, {
    hosts: [...(trust?.hosts ?? []), ...hosts],
    keys: trust?.keys ?? [],
    crypto,
  });
  const claims = finding.seal === 'genuine' ? finding.claims : null;
  const freshness = freshnessOf(trust, clock, claims);
  const standing = trust === null || claims === null ? 'unknown' : standingAt(trust.statuses, claims.statusIndex);
  return {
    seal: finding.seal,
    standing,
    freshness,
    ...decide(finding, standing, freshness, trust !== null),
    asOf: isoOf(trust?.listsSignedAt ?? null),
    checks: checksOf(finding, standing, freshness, trust !== null),
    claims,
  };
}

/** Everything that was signed at some time proves that the clock is past that time. */
function freshnessOf(trust: TrustBundle | null, clock: JudgeOptions['clock'], claims: SealClaims | null): Freshness {
  const signed = [trust?.issuedAt ?? 0, trust?.listsSignedAt ?? 0, claims?.sealedAt ?? 0].map(
    (seconds) => seconds * 1000,
  );
  // Asked this way round, a clock that is no number is wrong.
  if (!(clock.now >= Math.max(clock.floor, ...signed) - CLOCK_TOLERANCE)) return 'clock_wrong';
  if (trust === null || trust.listsSignedAt === null || trust.listsExpireAt === null) return 'none';
  const age = clock.now - trust.listsSignedAt * 1000;
  if (age > AGEING || clock.now > trust.listsExpireAt * 1000) return 'stale';
  return age < FRESH ? 'fresh' : 'ageing';
}

/** The table of D8. Green stands in one place only, behind every proof. */
function decide(
  finding: SealFinding,
  standing: Verdict['standing'],
  freshness: Freshness,
  trusted: boolean,
): { colour: Colour; code: VerdictCode } {
  if (finding.seal !== 'genuine') return decideRefused(finding, freshness, trusted);
  if (standing === 'withdrawn' || standing === 'suspended' || standing === 'superseded') {
    return { colour: 'red', code: standing }; // bad news does not go stale
  }
  if (freshness === 'clock_wrong') return { colour: 'grey', code: 'clock_wrong' };
  if (freshness === 'none' || freshness === 'stale') return { colour: 'grey', code: 'standing_unconfirmed' };
  if (standing === 'unknown') return { colour: 'grey', code: 'standing_unlisted' };
  return freshness === 'fresh' ? { colour: 'green', code: 'valid' } : { colour: 'amber', code: 'valid_as_of' };
}

function decideRefused(
  { seal, code }: Exclude<SealFinding, { seal: 'genuine' }>,
  freshness: Freshness,
  trusted: boolean,
): { colour: Colour; code: VerdictCode } {
  if (seal === 'not_ours') return { colour: 'grey', code };
  if (seal === 'altered' || code === 'key_revoked') return { colour: 'red', code };
  if (!trusted) return { colour: 'grey', code: 'no_trust' };
  // A key that an old bundle does not know may simply be newer.
  return { colour: freshness === 'fresh' ? 'red' : 'grey', code };
}

function checksOf(
  finding: SealFinding,
  standing: Verdict['standing'],
  freshness: Freshness,
  trusted: boolean,
): Check[] {
  const failedAt =
    finding.seal === 'genuine' ? SEAL_CHECKS.length : SEAL_CHECKS.indexOf(SEAL_FAULTS[finding.code].check);
  const ofSeal = SEAL_CHECKS.map((check, i): Check => {
    if (i === failedAt) return { check, result: trusted || i < SEAL_CHECKS.indexOf('key') ? 'failed' : 'not_done' };
    return { check, result: i < failedAt ? 'passed' : 'not_done' };
  });
  if (finding.seal !== 'genuine') {
    return [
      ...ofSeal,
      ...(['clock', 'list', 'standing'] as const).map((check): Check => ({ check, result: 'not_done' })),
    ];
  }
  const standingKnown = standing === 'valid' ? 'passed' : 'failed';
  return [
    ...ofSeal,
    { check: 'clock', result: freshness === 'clock_wrong' ? 'failed' : 'passed' },
    { check: 'list', result: LIST_RESULTS[freshness] },
    { check: 'standing', result: standing === 'unknown' ? 'not_done' : standingKnown },
  ];
}

const LIST_RESULTS = {
  fresh: 'passed',
  ageing: 'passed',
  stale: 'failed',
  none: 'not_done',
  clock_wrong: 'not_done',
} as const satisfies Record<Freshness, Check['result']>;

function isoOf(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}
