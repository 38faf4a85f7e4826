// R46, D2, D4: what the holder's question reads, and what it cannot read.
import { beforeAll, describe, expect, test } from 'vitest';
import { openProgressReader, recordStep } from '../../db/progress.ts';
import { openCertificateReader } from '../../db/lookups.ts';
import { chinaDate } from '../../domain/calendar-date.ts';
import { normaliseName } from '../../domain/holder-name.ts';
import { progressOf } from '../../domain/progress.ts';
import { demoListing } from '../../server/demo/listing.ts';
import { draftDemo, seedDemo } from '../../server/demo/seed.ts';
import type { DemoListing, ProgressRow } from '../../server/deps.ts';
import { DATABASES, useDatabase } from '../harness/databases.ts';
import { openService, ORIGIN, type TestService } from '../harness/service.ts';

const drafts = draftDemo();
const NOON = Date.parse('2026-11-20T04:00:00Z');

describe.each(DATABASES)('progress on $kind', ({ kind }) => {
  const database = useDatabase(kind);
  let service: TestService;
  let listing: DemoListing;
  beforeAll(async () => {
    service = await openService(database.get(), NOON);
    await seedDemo(service, () => drafts);
    listing = await demoListing(service.db, service.vault, ORIGIN);
  });

  type Person = DemoListing['people'][number];
  const reader = () => openProgressReader(service.db);
  const byNumber = (person: Person, number: string): Promise<ProgressRow[]> =>
    reader().find('number_id', service.vault.blindIndex('number_id', number, person.idNumber));
  const byName = (person: Person): Promise<ProgressRow[]> => {
    const name = normaliseName(person.name);
    if (!name.ok) throw new Error(name.fault.code);
    return reader().find('name_id', service.vault.blindIndex('name_id', name.value, person.idNumber));
  };

  test('every certificate of the demo, public or not, is found by its holder by both pairs', async () => {
    for (const person of listing.people) {
      const numbers = new Set(person.certificates.map(({ certificateNumber }) => certificateNumber));
      for (const number of numbers) {
        const [row, ...others] = await byNumber(person, number);
        expect(others).toEqual([]);
        expect(row?.stage).toBe(person.certificates.find((one) => one.certificateNumber === number)?.stage);
      }
      const found = await byName(person);
      expect(new Set(found.map(({ certificateNumber }) => certificateNumber))).toEqual(numbers);
      const dates = found.map(({ issueDate }) => issueDate);
      expect(dates).toEqual(dates.toSorted().toReversed());
    }
  });

  test('nobody is found by the facts of two people, nor by a key of the other pair', async () => {
    const [first, second] = listing.people.filter(({ certificates }) => certificates[0]?.stage !== 'published');
    if (!first || !second) throw new Error('the demo has two people on their way');
    expect(await byNumber(first, second.certificates[0]?.certificateNumber ?? '')).toEqual([]);
    const key = service.vault.blindIndex('number_id', first.certificates[0]?.certificateNumber ?? '', first.idNumber);
    expect(await reader().find('number_id', key)).toHaveLength(1);
    expect(await reader().find('name_id', key)).toEqual([]);
  });

  test('the public read does not find through it what is not public (R40)', async () => {
    const person = listing.people.find(({ certificates }) => certificates[0]?.stage === 'ministry_review');
    const number = person?.certificates[0]?.certificateNumber ?? '';
    const keys = service.vault.blindIndex('number_id', number, person?.idNumber ?? '');
    expect(await reader().find('number_id', keys)).toHaveLength(1);
    expect(await openCertificateReader(service.db).find('number_id', keys)).toEqual([]);
  });

  test('no column of a name or an ID number is behind its door (D4)', async () => {
    const columns = await service.db.query<{ name: string }>(
      `select column_name::text as name from information_schema.columns where table_name = 'certificate_progress'`,
    );
    expect(columns.map(({ name }) => name).toSorted()).toEqual(
      [
        'id',
        'number',
        'number_id_key',
        'name_id_key',
        'occupation',
        'level',
        'issue_date',
        'institution_id',
        'stage',
        'standing',
        'stage_since',
      ].toSorted(),
    );
  });

  test('no index finds a certificate by its name or its ID number alone (D2)', async () => {
    const indexed = await service.db.query<{ definition: string }>(
      `select indexdef as definition from pg_indexes where tablename = 'certificate'`,
    );
    expect(indexed.length).toBeGreaterThan(5);
    for (const { definition } of indexed) expect(definition).not.toMatch(/\((?:.*\W)?(?:name|id)_(?:key|sealed)\b/);
  });

  test('both halves of the question are read by an index, however many rows there are', async () => {
    const plan = await service.db.transaction(async (tx) => {
      await tx.script('set local enable_seqscan = off');
      return tx.query<Record<string, string>>(
        `explain select id from certificate_progress where stage <> 'published' and name_id_key = any ('{}'::bytea[])`,
      );
    });
    expect(JSON.stringify(plan)).toContain('certificate_hidden_name_id');
  });

  test('the steps of every demo certificate lead to its stage, and none is in the future', async () => {
    for (const person of listing.people) {
      for (const row of await byName(person)) {
        expect(row.events.length).toBeGreaterThan(0);
        expect(row.events.at(-1)?.at).toBe(row.stageSince);
        expect(row.events.every(({ at }) => (at ?? Infinity) <= NOON)).toBe(true);
        const { steps } = progressOf(row, NOON);
        expect(steps.filter(({ doneAt }) => doneAt !== null)).toHaveLength(row.events.length);
        expect(steps[0]).toMatchObject({ step: 'report', doneAt: chinaDate(row.events[0]?.at ?? 0) });
      }
    }
  });

  test('the demo shows what is on time, what is late and with whom, and a return that is being corrected', async () => {
    const rows = (await Promise.all(listing.people.map(byName))).flat().filter(({ stage }) => stage !== 'published');
    const open = rows.map((row) => progressOf(row, NOON).steps.find(({ state }) => state === 'under_way'));
    expect(open.map((step) => `${step?.step} ${step?.overdue ? 'late' : 'in time'}`).toSorted()).toEqual([
      'city_review in time',
      'city_review in time',
      'ministry_review late',
      'provincial_review late',
      'rereport_province in time',
    ]);
  });

  test('many certificates are moved in one statement, none is a step, and none of it is ever rewritten (D10)', async () => {
    const ids = await service.db.query<{ id: number }>('select id from certificate order by id limit 5');
    const count = async () => {
      const [row] = await service.db.query<{ n: number }>('select count(*)::int as n from certificate_step');
      return row?.n ?? 0;
    };
    const before = await count();
    await expect(
      service.db.transaction(async (tx) => {
        await recordStep(
          tx,
          ids.map(({ id }) => id),
          'returned',
          NOON,
        );
        await recordStep(tx, [], 'returned', NOON);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await count()).toBe(before);
    await service.db.transaction((tx) =>
      recordStep(
        tx,
        ids.map(({ id }) => id),
        'returned',
        NOON,
      ),
    );
    expect(await count()).toBe(before + 5);
    await expect(service.db.query(`update certificate_step set step = 'published'`)).rejects.toThrow(
      /never changed or removed|permission denied/,
    );
    await expect(service.db.query('delete from certificate_step')).rejects.toThrow(
      /never changed or removed|permission denied/,
    );
  });
});
