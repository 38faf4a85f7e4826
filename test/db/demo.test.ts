import { beforeAll, describe, expect, test } from 'vitest';
import { openCertificateReader } from '../../db/lookups.ts';
import { openInstitutionDirectory } from '../../db/institutions.ts';
import { parseCertificateNumber } from '../../domain/certificate-number.ts';
import { checkId } from '../../domain/check-code.ts';
import { normaliseName } from '../../domain/holder-name.ts';
import { ID_TYPE_NAMES, isIdType, parseIdNumber } from '../../domain/id-document.ts';
import { STAGE_NAMES, STANDINGS } from '../../domain/lifecycle.ts';
import { openTrustBundle } from '../../domain/trust-bundle.ts';
import { judge } from '../../domain/verdict.ts';
import { demoListing } from '../../server/demo/listing.ts';
import { draftDemo, seedDemo } from '../../server/demo/seed.ts';
import type { DemoListing } from '../../server/deps.ts';
import { platformCrypto } from '../../server/keys.ts';
import { DATABASES, useDatabase } from '../harness/databases.ts';
import { openService, ORIGIN, type TestService } from '../harness/service.ts';

const drafts = draftDemo(); // once for both databases: it is what takes the time

describe.each(DATABASES)('the demo on $kind', ({ kind }) => {
  const database = useDatabase(kind);
  let service: TestService;
  let listing: DemoListing;
  let seeded: boolean[];
  beforeAll(async () => {
    service = await openService(database.get());
    // Two processes start on an empty database at once.
    seeded = await Promise.all([seedDemo(service, () => drafts), seedDemo(service, () => drafts)]);
    listing = await demoListing(service.db, service.vault, ORIGIN);
  });
  const entries = () => listing.people.flatMap((person) => person.certificates.map((entry) => ({ person, entry })));

  test('is seeded once, however often and by however many processes it is asked for', async () => {
    expect(seeded.filter(Boolean)).toHaveLength(1);
    expect(await seedDemo(service)).toBe(false);
    expect(await demoListing(service.db, service.vault, ORIGIN)).toEqual(listing);
  });

  test('has people of every ID type, stage and standing, and long, rare and equal names', () => {
    expect(listing.people.length).toBeGreaterThanOrEqual(40);
    expect(new Set(listing.people.map(({ idType }) => idType))).toEqual(new Set(ID_TYPE_NAMES));
    expect(new Set(entries().map(({ entry }) => entry.stage))).toEqual(new Set(STAGE_NAMES));
    expect(new Set(entries().map(({ entry }) => entry.standing))).toEqual(new Set([null, ...Object.keys(STANDINGS)]));
    const names = listing.people.map(({ name }) => name);
    expect(names.some((name) => Array.from(name).length >= 25 && name.includes('·'))).toBe(true);
    expect(names.some((name) => /[\u{20000}-\u{3ffff}]/u.test(name))).toBe(true);
    expect(new Set(names).size).toBeLessThan(names.length);
    expect(listing.institutions.length).toBeGreaterThanOrEqual(8);
  });

  test('has nobody who could exist, and no ID number or name that the rules refuse (D3)', () => {
    for (const { name, idType, idNumber } of listing.people) {
      expect(normaliseName(name)).toMatchObject({ ok: true });
      expect(isIdType(idType) && parseIdNumber(idNumber, idType)).toEqual({ ok: true, value: idNumber });
    }
    const residents = listing.people.filter(({ idType }) => idType === 'resident_id');
    expect(residents.filter(({ idNumber }) => !idNumber.startsWith('4499'))).toEqual([]);
  });

  test('numbers certificates by their institution, year and level, without gaps (R7 to R10)', async () => {
    const rows = await service.db.query<{ number: string; year: number; level: number; code: string }>(
      `select c.number, extract(year from c.issue_date)::int as year, c.level, i.code
       from certificate c join institution i on i.id = c.institution_id order by c.number`,
    );
    const series = new Map<string, number[]>();
    for (const row of rows) {
      const number = parseCertificateNumber(row.number);
      if (!number.ok) throw new Error(number.fault.code);
      expect(number.value).toMatchObject({ prefix: row.code, year: row.year % 100, level: row.level });
      const key = row.number.slice(0, 16);
      series.set(key, [...(series.get(key) ?? []), number.value.sequence]);
    }
    for (const sequence of series.values()) expect(sequence).toEqual(sequence.map((_, at) => at + 1));
  });

  test('keeps every certificate inside what its institution has filed (R14)', async () => {
    const outside = await service.db.query(
      `select c.number from certificate c join institution i on i.id = c.institution_id
       where not exists (select from jsonb_array_elements(i.scope) s where s->>'occupation' = c.occupation
         and s->'levels' @> to_jsonb(c.level::int) and (c.job is null or s->'jobs' ? c.job))`,
    );
    expect(outside).toEqual([]);
  });

  test('everybody published is found by each pair of facts, and nobody else is (R39, D4)', async () => {
    const reader = openCertificateReader(service.db);
    for (const { person, entry } of entries()) {
      const name = normaliseName(person.name);
      if (!name.ok) throw new Error(name.fault.code);
      const { certificateNumber: number } = entry;
      const pairs = [
        ['number_name', number, name.value],
        ['number_id', number, person.idNumber],
        ['name_id', name.value, person.idNumber],
      ] as const;
      for (const [pair, first, second] of pairs) {
        const found = await reader.find(pair, service.vault.blindIndex(pair, first, second));
        const names = found.filter((row) => row.certificateNumber === number).map((row) => service.vault.openName(row));
        expect(names).toEqual(entry.stage === 'published' ? [person.name] : []);
      }
    }
  });

  test('every seal is judged as the listing says, by the bundle as published (D5, D7, D8)', async () => {
    const { bundle } = await service.trust.current();
    const trust = await openTrustBundle(bundle, null, platformCrypto);
    if (!trust.ok) throw new Error(trust.fault.code);
    const clock = { now: service.clock.now, floor: 0 };
    const sealed = entries().filter(({ entry }) => entry.stage === 'published');
    expect(entries().filter(({ entry }) => entry.qrText !== null)).toEqual(sealed);
    for (const { person, entry } of sealed) {
      const verdict = await judge(entry.qrText ?? '', { trust: trust.value, clock, crypto: platformCrypto });
      expect(verdict).toMatchObject({ seal: 'genuine', standing: entry.standing, freshness: 'fresh' });
      expect(verdict.colour).toBe(entry.standing === 'valid' ? 'green' : 'red');
      expect(verdict.claims?.number).toBe(entry.certificateNumber);
      expect(verdict.claims?.holderName === person.name).toBe(entry.standing !== 'superseded');
    }
  });

  test('the check code beside a seal proves its holder and nobody else (D6)', async () => {
    const { bundle } = await service.trust.current();
    const trust = await openTrustBundle(bundle, null, platformCrypto);
    if (!trust.ok) throw new Error(trust.fault.code);
    const [first, second] = listing.people;
    const entry = first?.certificates[0];
    if (!first || !second || !entry?.qrText || !entry.checkCode) throw new Error('the demo begins with two holders');
    const clock = { now: service.clock.now, floor: 0 };
    const { claims } = await judge(entry.qrText, { trust: trust.value, clock, crypto: platformCrypto });
    if (claims === null || !isIdType(first.idType)) throw new Error('not a genuine seal');
    expect(await checkId(claims, entry.checkCode, first.idType, first.idNumber, platformCrypto)).toBe('match');
    expect(await checkId(claims, entry.checkCode, first.idType, second.idNumber, platformCrypto)).toBe('no_match');
  });

  test('the directory names the institution of every certificate, the ceased one included (R37, R43)', async () => {
    const directory = openInstitutionDirectory(service.db);
    for (const { entry } of entries()) {
      const found = await directory.byCode(entry.certificateNumber.slice(0, 13));
      expect(found?.phone).toMatch(/^\d{3,4}-5550-\d{4}$/);
    }
    const { items } = await directory.search({ limit: 100 });
    expect(items.map(({ code }) => code)).toEqual(listing.institutions);
    expect(items.some(({ status }) => status === 'ceased')).toBe(true);
    expect(new Set(items.map(({ tier }) => tier))).toEqual(new Set(['city', 'province']));
  });
});
