import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromDecimal, toDecimal } from '../../domain/bytes.ts';
import type { Standing } from '../../domain/lifecycle.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import { issueSeal } from '../../domain/seal.ts';
import { statusListUri } from '../../domain/status-list.ts';
import type { TrustBundle } from '../../domain/trust-bundle.ts';
import { CHECKS, judge } from '../../domain/verdict.ts';
import type { JudgeOptions, Verdict } from '../../domain/verdict.ts';
import { CLAIMS, crypto } from '../harness/authority.ts';
import { hostileSeals } from './hostile-seals.ts';
import type { HostileSeal } from './hostile-seals.ts';
import { HOST, NOW, ORIGIN, list, opened, seals, status, statusesWith, stranger, trusted } from './trust-fixture.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const MINUTE = 60;
let text: string;
let trust: TrustBundle;
let hostile: HostileSeal[];
const byStanding = new Map<Standing, TrustBundle>();

beforeAll(async () => {
  text = sealUrl(ORIGIN, await issueSeal(CLAIMS, seals.signer));
  for (const standing of ['valid', 'withdrawn', 'suspended', 'superseded'] as const) {
    const statuses = statusesWith({ [CLAIMS.statusIndex]: standing });
    byStanding.set(standing, await opened({ statusLists: [await list({}, { statuses })] }));
  }
  trust = held('valid');
  hostile = await hostileSeals({ host: HOST, seals, status, stranger });
});

function held(standing: Standing): TrustBundle {
  const bundle = byStanding.get(standing);
  if (bundle === undefined) throw new TypeError('no such bundle');
  return bundle;
}

/** Judges with a clock so many seconds after the signing of bundle and lists; the floor is the time of signing. */
function after(seconds: number, changes: Partial<JudgeOptions> = {}, scanned = text): Promise<Verdict> {
  return judge(scanned, { trust, clock: { now: (NOW + seconds) * 1000, floor: NOW * 1000 }, crypto, ...changes });
}
const results = ({ checks }: Verdict): string => checks.map(({ result }) => result[0]).join('');

describe('The verdict on a genuine seal (D8)', () => {
  test.for([
    [0, 'green', 'valid', 'fresh'],
    [DAY - 1, 'green', 'valid', 'fresh'],
    [DAY, 'amber', 'valid_as_of', 'ageing'],
    [7 * DAY, 'amber', 'valid_as_of', 'ageing'],
    [7 * DAY + 1, 'grey', 'standing_unconfirmed', 'stale'],
    [5000 * DAY, 'grey', 'standing_unconfirmed', 'stale'],
    [-5 * MINUTE, 'green', 'valid', 'fresh'],
    [-5 * MINUTE - 1, 'grey', 'clock_wrong', 'clock_wrong'],
    [-5000 * DAY, 'grey', 'clock_wrong', 'clock_wrong'],
  ] as const)('%d s after a list that says valid is %s', async ([seconds, colour, code, freshness]) => {
    expect(await after(seconds)).toMatchObject({ seal: 'genuine', standing: 'valid', colour, code, freshness });
  });

  test.for(['withdrawn', 'suspended', 'superseded'] as const)(
    'is red when the list says %s, whatever its age and the clock',
    async (standing) => {
      for (const seconds of [0, 2 * DAY, 30 * DAY, -30 * DAY]) {
        const verdict = await after(seconds, { trust: held(standing) });
        expect(verdict).toMatchObject({ seal: 'genuine', standing, colour: 'red', code: standing, claims: CLAIMS });
      }
    },
  );

  test('says when the standing was signed, and shows every proof as passed', async () => {
    const verdict = await after(HOUR);
    expect(verdict).toMatchObject({ asOf: '2026-11-20T04:00:00.000Z', claims: CLAIMS });
    expect(verdict.checks).toEqual(CHECKS.map((check) => ({ check, result: 'passed' })));
  });

  test('is never green on a list that has expired, however young', async () => {
    const short = await opened({ statusLists: [await list({ exp: NOW + HOUR })] });
    expect(await after(HOUR, { trust: short })).toMatchObject({ colour: 'green' });
    expect(await after(HOUR + 1, { trust: short })).toMatchObject({
      colour: 'grey',
      code: 'standing_unconfirmed',
      freshness: 'stale',
    });
  });

  test('is no more than genuine after seven days, however long the list says it may be used', async () => {
    const long = await opened({ statusLists: [await list({ exp: NOW + 365 * DAY })] });
    expect(await after(7 * DAY, { trust: long })).toMatchObject({ colour: 'amber' });
    expect(await after(7 * DAY + 1, { trust: long })).toMatchObject({ colour: 'grey', freshness: 'stale' });
  });

  test('is as old as the oldest list, whichever the seal is in', async () => {
    const second = await list({ sub: statusListUri(ORIGIN, 1), iat: NOW - 2 * DAY });
    const mixed = await opened({ statusLists: [await list(), second] });
    expect(await after(0, { trust: mixed })).toMatchObject({ colour: 'amber', asOf: '2026-11-18T04:00:00.000Z' });
  });

  test('without any list is grey: no list is no "valid"', async () => {
    const none = await opened({ statusLists: [] });
    const verdict = await after(0, { trust: none });
    expect(verdict).toMatchObject({
      standing: 'unknown',
      freshness: 'none',
      colour: 'grey',
      code: 'standing_unconfirmed',
      asOf: null,
    });
  });

  test.for([8192, 2 ** 20 + 5, 2 ** 30 - 1])('with index %d, which no list has, is grey', async (statusIndex) => {
    const scanned = sealUrl(ORIGIN, await issueSeal({ ...CLAIMS, statusIndex }, seals.signer));
    expect(await after(0, {}, scanned)).toMatchObject({
      seal: 'genuine',
      standing: 'unknown',
      colour: 'grey',
      code: 'standing_unlisted',
    });
  });

  test.for([
    ['the floor', { clock: { now: NOW * 1000, floor: (NOW + 3600) * 1000 } }],
    ['no number at all', { clock: { now: Number.NaN, floor: NOW * 1000 } }],
    ['a floor that is no number', { clock: { now: NOW * 1000, floor: Number.NaN } }],
  ] as const)('with a clock that is behind %s is grey', async ([, changes]) => {
    expect(await after(0, changes)).toMatchObject({ colour: 'grey', code: 'clock_wrong', freshness: 'clock_wrong' });
  });

  test('proves the clock wrong by itself: it cannot have been sealed tomorrow', async () => {
    const scanned = sealUrl(ORIGIN, await issueSeal({ ...CLAIMS, sealedAt: NOW + DAY }, seals.signer));
    expect(await after(0, {}, scanned)).toMatchObject({ seal: 'genuine', colour: 'grey', code: 'clock_wrong' });
    expect(await after(DAY - 1, {}, scanned)).toMatchObject({ colour: 'green' });
  });

  test('needs no floor to see that the clock is behind the bundle or the list', async () => {
    const clock = { now: (NOW - DAY) * 1000, floor: 0 };
    expect(await after(0, { clock })).toMatchObject({ code: 'clock_wrong' });
    const laterBundle = await opened({ issuedAt: NOW + DAY });
    expect(await after(0, { trust: laterBundle })).toMatchObject({ code: 'clock_wrong' });
  });

  test('at a host that only this page was told of is as good', async () => {
    const scanned = text.replace(HOST.toUpperCase(), 'OTHER.EXAMPLE:8443');
    expect(await after(0, {}, scanned)).toMatchObject({ seal: 'not_ours', code: 'foreign_address' });
    expect(await after(0, { hosts: ['other.example:8443'] }, scanned)).toMatchObject({ colour: 'green' });
  });
});

describe('The verdict on anything else (D8)', () => {
  test('is never green, never amber, shows no claims, and goes by what the text is', async () => {
    const colours = { altered: 'red', unknown_key: 'red', not_ours: 'grey' } as const;
    const wrong = [];
    for (const { name, text: scanned, seal, code } of hostile) {
      const verdict = await after(0, {}, scanned);
      const { colour, claims, standing } = verdict;
      const right = verdict.seal === seal && verdict.code === code && colour === colours[seal];
      if (!right || claims !== null || standing !== 'unknown') wrong.push({ name, verdict });
    }
    expect(wrong).toEqual([]);
  });

  test('calls an unknown key red only while the bundle is fresh: an old one may not know a new key', async () => {
    const forged = hostile.find(({ code }) => code === 'unknown_key')?.text;
    expect(await after(HOUR, {}, forged)).toMatchObject({ seal: 'unknown_key', colour: 'red', code: 'unknown_key' });
    expect(await after(2 * DAY, {}, forged)).toMatchObject({ colour: 'grey', code: 'unknown_key' });
    expect(await after(30 * DAY, {}, forged)).toMatchObject({ colour: 'grey', code: 'unknown_key' });
    expect(await after(-30 * DAY, {}, forged)).toMatchObject({ colour: 'grey', code: 'unknown_key' });
  });

  test.for([
    ['key_not_yet', { notBefore: CLAIMS.sealedAt + 1 }, 'grey'],
    ['key_expired', { notAfter: CLAIMS.sealedAt - 1 }, 'grey'],
    ['key_revoked', { revokedAt: NOW }, 'red'],
  ] as const)('%s is red, with an old bundle too if it is final', async ([code, times, whenOld]) => {
    const keys = [trusted(seals, 'seal', times), trusted(status, 'status')];
    const other = await opened({ keys, statusLists: [await list()] });
    expect(await after(0, { trust: other })).toMatchObject({ seal: 'unknown_key', colour: 'red', code, claims: null });
    expect(await after(3 * DAY, { trust: other })).toMatchObject({ colour: whenOld, code, claims: null });
  });

  test('without any bundle is grey: nothing has been checked, and nothing is claimed', async () => {
    const verdict = await after(0, { trust: null, hosts: [HOST] });
    expect(verdict).toMatchObject({
      seal: 'unknown_key',
      standing: 'unknown',
      freshness: 'none',
      colour: 'grey',
      code: 'no_trust',
      asOf: null,
      claims: null,
    });
    expect(results(verdict)).toBe('pppnnnnnnn');
    expect(await after(0, { trust: null })).toMatchObject({
      seal: 'not_ours',
      colour: 'grey',
      code: 'foreign_address',
    });
  });

  test('sees what is broken without any bundle too', async () => {
    expect(await after(0, { trust: null, hosts: [HOST] }, `${text}0`)).toMatchObject({
      seal: 'altered',
      colour: 'red',
      code: 'digits_length',
    });
  });

  test('shows the proofs up to the one that failed, and none as passed that was not made', async () => {
    const expected = {
      foreign_address: 'fnnnnnnnnn',
      digits_length: 'pfnnnnnnnn',
      not_sign1: 'ppfnnnnnnn',
      unknown_key: 'pppfnnnnnn',
      signature_wrong: 'ppppfnnnnn',
      claims_level: 'pppppfnnnn',
    };
    const found: Record<string, string> = {};
    for (const code of Object.keys(expected)) {
      found[code] = results(await after(0, {}, hostile.find((each) => each.code === code)?.text));
    }
    expect(found).toEqual(expected);
    expect(results(await after(0, { trust: held('withdrawn') }))).toBe('pppppppppf');
    expect(results(await after(30 * DAY))).toBe('ppppppppfp');
    expect(results(await after(-DAY))).toBe('pppppppfnp');
    expect(results(await after(0, { trust: await opened({ statusLists: [] }) }))).toBe('ppppppppnn');
  });
});

test('no text, no clock and no age of a bundle gives green but the one genuine seal on a fresh list', async () => {
  const genuine = fromDecimal(text.slice(text.indexOf('#') + 1), 1024);
  if (typeof genuine === 'string') throw new TypeError(genuine);
  const bent = fc
    .tuple(fc.nat(genuine.length - 1), fc.nat(255))
    .map(([at, byte]) => sealUrl(ORIGIN, toDecimal(genuine.with(at, byte))));
  const scanned = fc.oneof(
    fc.constant(text),
    bent,
    fc.string({ unit: 'binary' }).map((end) => text + end),
    fc.webUrl(),
  );
  const bundle = fc.constantFrom<Standing | null>('valid', 'withdrawn', 'suspended', 'superseded', null);
  const time = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -20 * DAY, max: 20 * DAY }));
  await fc.assert(
    fc.asyncProperty(scanned, bundle, time, time, async (candidate, standing, now, floor) => {
      const verdict = await judge(candidate, {
        trust: standing === null ? null : held(standing),
        hosts: [HOST],
        clock: { now: (NOW + now) * 1000, floor: (NOW + floor) * 1000 },
        crypto,
      });
      const fresh = now < DAY && now >= -5 * MINUTE && now >= floor - 5 * MINUTE;
      const earned = candidate.trimEnd() === text && standing === 'valid' && fresh;
      expect(verdict.colour === 'green').toBe(earned);
      expect(verdict.claims === null).toBe(verdict.seal !== 'genuine');
    }),
    { numRuns: 1500 },
  );
});
