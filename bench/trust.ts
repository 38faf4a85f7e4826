// How much standing weighs (D7): status lists and trust bundle at 1, 10 and 100 million certificates, and what a day's
// changes cost, against what no code can go below.
import { deflateSync, gzipSync } from 'node:zlib';
import type { TrustedKey } from '../domain/seal.ts';
import { emptyStatuses, setStatus, signStatusList, STATUS_SHARD } from '../domain/status-list.ts';
import { openTrustBundle, signTrustBundle } from '../domain/trust-bundle.ts';
import { crypto, newKey } from '../test/harness/authority.ts';
import type { KeyPair } from '../test/harness/authority.ts';
import { seeded } from './random.ts';
import { count, kb, ms, progress, ratio, say, table } from './terminal.ts';
import { boundBytes, golombRiceBytes } from './trust/bound.ts';

const SIZES = [1_000_000, 10_000_000, 100_000_000];
const CHANGED_SHARE = 0.0006;
const CHANGES_A_DAY = 200;
/** Assumed shares of the changed, the commonest first: corrections outnumber withdrawals. */
const KINDS = [
  ['superseded', 0.7],
  ['withdrawn', 0.25],
  ['suspended', 0.05],
] as const;

const ORIGIN = 'https://zhengyan.example.gov.cn';

export async function benchTrust(): Promise<void> {
  const lists: string[][] = [];
  const bundles: string[][] = [];
  const days: string[][] = [];
  for (const certificates of SIZES) {
    progress(`trust: ${count(certificates)} certificates`);
    const { positions, kinds, shards } = simulate(certificates);
    const bound = boundBytes(shards.length * STATUS_SHARD, kinds);
    const against = (bytes: number): string => `${kb(bytes)} (${ratio(bytes / bound)})`;
    const zlib = ([1, 6, 9] as const).map((level) =>
      shards.reduce((sum, shard) => sum + deflateSync(shard, { level }).length, 0),
    );
    lists.push([
      count(certificates),
      count(positions.length),
      kb(bound),
      against(golombRiceBytes(positions, kinds)),
      ...zlib.map(against),
    ]);

    const { bundle, tokens } = await publish(shards);
    const sent = gzipSync(bundle).length;
    const started = performance.now();
    const opened = await openTrustBundle(bundle, null, crypto);
    if (!opened.ok) throw new Error(`the bundle does not open: ${opened.fault.code}`);
    const openedIn = performance.now() - started;
    bundles.push([
      count(certificates),
      count(shards.length),
      kb(bound),
      against(tokens.reduce((sum, token) => sum + token.length, 0)),
      against(bundle.length),
      against(sent),
      `${ms(openedIn)} ms`,
    ]);

    const dayBound = boundBytes(shards.length * STATUS_SHARD, shares(CHANGES_A_DAY));
    const day = positions.filter((_, i) => i % Math.ceil(positions.length / CHANGES_A_DAY) === 0);
    const dayCode = golombRiceBytes(day, shares(day.length));
    days.push([
      count(certificates),
      kb(dayBound),
      `${kb(dayCode)} (${ratio(dayCode / dayBound)})`,
      `${kb(sent)} (${ratio(sent / dayBound)})`,
    ]);
  }
  table(
    `trust: status lists, 0.06 % changed (in brackets: times the bound)`,
    ['certificates', 'changed', 'bound', 'Golomb-Rice', 'zlib 1', 'zlib 6', 'zlib 9'],
    lists,
  );
  table(
    'trust: the signed bundle with all lists inside, zlib 9 (in brackets: times the bound)',
    ['certificates', 'shards', 'bound', 'list tokens', 'bundle', 'gzip, as sent', 'opened in Node'],
    bundles,
  );
  table(
    `trust: a day's ${CHANGES_A_DAY} changes (in brackets: times the bound)`,
    ['certificates', 'bound', 'Golomb-Rice', 'sent today: the whole bundle'],
    days,
  );
  say('There is no delta: a verifier that asks again gets 304 while nothing was signed anew, else the whole bundle.');
}

const shares = (changed: number): number[] => KINDS.map(([, share]) => Math.round(changed * share));

/** Changed seals strewn evenly, since indices are given at random; the last shard is as long as the others. */
function simulate(certificates: number): { positions: number[]; kinds: number[]; shards: Uint8Array[] } {
  const random = seeded(certificates);
  const places = Math.ceil(certificates / STATUS_SHARD) * STATUS_SHARD;
  const chosen = new Set<number>();
  while (chosen.size < certificates * CHANGED_SHARE) chosen.add(Math.floor(random() * places));
  const positions = [...chosen].toSorted((a, b) => a - b);
  const shards = Array.from({ length: places / STATUS_SHARD }, () => emptyStatuses());
  const kinds = [0, 0, 0];
  for (const position of positions) {
    const drawn = random();
    const kind = drawn < KINDS[0][1] ? 0 : drawn < KINDS[0][1] + KINDS[1][1] ? 1 : 2;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    const shard = shards[Math.floor(position / STATUS_SHARD)];
    if (shard) setStatus(shard, position % STATUS_SHARD, KINDS[kind][0]);
  }
  return { positions, kinds, shards };
}

async function publish(shards: readonly Uint8Array[]): Promise<{ bundle: string; tokens: string[] }> {
  const root = await newKey();
  const status = await newKey();
  const seal = await newKey();
  const now = Math.floor(Date.now() / 1000);
  const tokens: string[] = [];
  for (const [shard, statuses] of shards.entries()) {
    const list = { origin: ORIGIN, shard, issuedAt: now, expiresAt: now + 7 * 86_400, ttl: 3600, statuses };
    tokens.push(await signStatusList(list, status.signer, (data) => deflateSync(data, { level: 9 })));
  }
  const keys = [trusted(seal, 'seal', now), trusted(status, 'status', now)];
  const hosts = [new URL(ORIGIN).host];
  const content = { version: 1, issuedAt: now, hosts, roots: [root.jwk], keys, statusLists: tokens };
  return { bundle: await signTrustBundle(content, [root.signer]), tokens };
}

const trusted = ({ jwk, signer }: KeyPair, use: TrustedKey['use'], now: number): TrustedKey => ({
  kid: signer.kid,
  use,
  alg: 'ES256',
  jwk,
  notBefore: now - 86_400,
  notAfter: null,
});
