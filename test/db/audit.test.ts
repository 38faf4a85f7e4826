// `npm run audit` (D11, R27): what is done behind the service's back is found, and the first of it is named.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestCheckpoint } from '../../db/audit-reads.ts';
import { adoptRegistry } from '../../db/audit-rows.ts';
import { moveStanding } from '../../db/certificates.ts';
import { audit } from '../../server/audit/audit.ts';
import { sentence } from '../../server/audit/findings.ts';
import { openLogPublisher } from '../../server/log-publisher.ts';
import { rotateKeys } from '../../server/rotation.ts';
import { issueSealFor } from '../../server/seal-issue.ts';
import { openAuditedRegistry, type AuditedRegistry } from '../harness/audit-registry.ts';
import { DATABASES } from '../harness/databases.ts';
import { ORIGIN } from '../harness/service.ts';

describe.each(DATABASES)('the audit on $kind', ({ kind }) => {
  let registry: AuditedRegistry;
  let kept: string;
  const publisher = () => {
    const { db, keyring, now } = registry.service;
    return openLogPublisher({ db, keyring, config: { origin: ORIGIN }, now });
  };
  const report = async (checkpoints: string[] = []) => {
    const { db, keyring } = registry.service;
    const found = await audit({ db, keyring, origin: ORIGIN }, checkpoints);
    if (!found.ok) throw new Error(found.fault);
    return found.value;
  };
  const faults = async () => (await report()).faults.map(sentence);
  const only = async (sql: string): Promise<number> => (await registry.db.query<{ n: number }>(sql))[0]?.n ?? 0;

  beforeAll(async () => {
    registry = await openAuditedRegistry(kind);
    kept = (await publisher().checkpoint()).note;
  });
  afterAll(() => registry.close());

  test('finds nothing in what the service has done: filing, publication, seals, correction, withdrawal, suspension', async () => {
    const first = await report();
    expect(first).toMatchObject({ origin: 'zhengyan.example/log', count: 0, faults: [], checkpoints: 1 });
    const institutions = await only('select count(*)::int as n from institution');
    const seals = await only('select count(*)::int as n from seal');
    expect(first.rows).toBe(institutions + 6 + seals);
    const actions = await registry.db.query<{ action: string }>(
      `select convert_from(leaf, 'UTF8')::jsonb->>'action' as action from log_leaf order by seq`,
    );
    expect([...new Set(actions.map(({ action }) => action))]).toEqual([
      'institution.file',
      'batch.report',
      'batch.publish',
      'seal.issue',
      'certificate.correct',
      'certificate.withdraw',
      'certificate.suspend',
    ]);
  });

  test('goes on finding nothing while the service goes on, and a checkpoint kept elsewhere still holds', async () => {
    const { service } = registry;
    const id = await only(`select min(id)::int as n from certificate where stage = 'published' and standing = 'valid'`);
    const by = { at: service.now(), actor: 'tester' };
    const move = (from: 'valid' | 'suspended', to: 'valid' | 'suspended') =>
      service.db.transaction((tx) => moveStanding(tx, id, from, to, by));
    expect(await move('valid', 'suspended')).toBe(true);
    expect(await move('valid', 'suspended')).toBe(false);
    expect(await move('suspended', 'valid')).toBe(true);
    const [row] = await service.db.query<{ number: string }>('select number from certificate where id = $1', [id]);
    expect(await issueSealFor(service, row?.number ?? '')).toMatchObject({ ok: true });
    service.clock.now += 10_000;
    await publisher().checkpoint();
    expect(await report([kept])).toMatchObject({ count: 0, checkpoints: 3 });
  });

  test('finds nothing when many change the same certificate at once, and when its keys are rotated', async () => {
    const { service } = registry;
    const { db, vault, keyring, now } = service;
    const id = await only(`select max(id)::int as n from certificate where stage = 'published' and standing = 'valid'`);
    const by = { at: now(), actor: 'tester' };
    const leaves = () => only('select size::int as n from log_head');
    const before = await leaves();
    const moves = ['suspended', 'withdrawn', 'suspended', 'withdrawn', 'suspended'] as const;
    const moved = await Promise.all(moves.map((to) => db.transaction((tx) => moveStanding(tx, id, 'valid', to, by))));
    expect(moved.filter(Boolean)).toHaveLength(1);
    expect(await leaves()).toBe(before + 1);
    const back = moves.map((from) => db.transaction((tx) => moveStanding(tx, id, from, 'valid', by)));
    expect((await Promise.all(back)).filter(Boolean)).toHaveLength(1);
    const { rows } = await rotateKeys({ db, vault, keyring, settle: () => vault.refresh(), now, batch: 3 });
    expect(rows).toBeGreaterThan(6);
    expect(await report([kept])).toMatchObject({ count: 0 });
  });

  // Each is undone after it was found: the rows it is about are put back as they were.
  const CERTIFICATE = `id = (select min(id) from certificate)`;
  const changes: [what: string, table: string, rows: string, sql: string, found: RegExp][] = [
    [
      'another standing of a certificate',
      'certificate',
      CERTIFICATE,
      `update certificate set standing = 'withdrawn' where ${CERTIFICATE}`,
      /^certificate \d+: the row is not what the last leaf about it says.*\(leaf \d+\)$/,
    ],
    [
      'another holder, sealed and keyed as if by the service',
      'certificate',
      CERTIFICATE,
      `update certificate c set name_sealed = o.name_sealed, number_name_key = o.name_id_key
       from certificate o where c.${CERTIFICATE} and o.id = (select max(id) from certificate)`,
      /^certificate \d+: the row is not what/,
    ],
    [
      'a removed certificate',
      'certificate',
      'id = (select max(id) from certificate)',
      'delete from certificate where id = (select max(id) from certificate)',
      /^certificate \d+: a leaf says that there is such a row/,
    ],
    [
      'a row that hides from screening (R36)',
      'id_screening',
      'certificate_id = (select min(certificate_id) from id_screening)',
      'delete from id_screening where certificate_id = (select min(certificate_id) from id_screening)',
      /^certificate \d+: the row is not what/,
    ],
    [
      'a seal that is valid again',
      'seal',
      'standing = 1',
      'update seal set standing = 0 where standing = 1',
      /^seal \d+: the row is not what/,
    ],
    [
      'a wider scope of an institution (R14)',
      'institution',
      'id = (select min(id) from institution)',
      `update institution set scope = scope || '[{"occupation":"电工","jobs":[],"levels":[1]}]'
       where id = (select min(id) from institution)`,
      /^institution \d+: the row is not what/,
    ],
    [
      'another time in a leaf',
      'log_leaf',
      'seq = 3',
      `update log_leaf set leaf = convert_to(regexp_replace(convert_from(leaf, 'UTF8'), '"at":.', '"at":9'), 'UTF8') where seq = 3`,
      /^leaf 3: the leaf is not the one whose hash is in the tree/,
    ],
    [
      'another leaf with its own right hash',
      'log_leaf',
      'seq = 3',
      `update log_leaf set leaf = o.leaf, hash = o.hash from log_leaf o where log_leaf.seq = 3 and o.seq = 4`,
      /^checkpoint 1: a checkpoint signs another tree/,
    ],
    ['a removed leaf', 'log_leaf', 'seq = 5', 'delete from log_leaf where seq = 5', /^leaf 5: a leaf was removed/],
    [
      'removed last leaves',
      'log_leaf',
      'seq > 3',
      'delete from log_leaf where seq > 3',
      /^head: the head of the log is not that of its leaves/,
    ],
    [
      'another commitment of a row, fitting a changed row or not',
      'log_rows',
      'leaf = 1',
      `update log_rows set afters = set_byte(afters, 0, 255 - get_byte(afters, 0)) where leaf = 1`,
      /^leaf 1: the commitments kept for the rows/,
    ],
    [
      'a removed checkpoint',
      'log_checkpoint',
      'version = 1',
      'delete from log_checkpoint where version = 1',
      /^checkpoint 2: a checkpoint was removed/,
    ],
    [
      'a checkpoint that nobody has signed',
      'log_checkpoint',
      'version = 2',
      `update log_checkpoint set note = replace(note, 'zhengyan', 'zhengyen') where version = 2`,
      /^checkpoint 2: a checkpoint is not signed by the keys of this log/,
    ],
    [
      'removed salts',
      'log_salt',
      'leaf = 2',
      'delete from log_salt where leaf = 2',
      /^leaf 2: the salts that open the leaf were removed/,
    ],
  ];
  test.each(changes)('names %s', async (_, table, rows, sql, found) => {
    await registry.behindTheBack(`create table undo as select * from ${table} where ${rows}; ${sql}`);
    const named = await faults();
    const key = table === 'log_leaf' ? 'seq' : table === 'id_screening' ? 'certificate_id' : null;
    const own = key ?? (table === 'log_checkpoint' ? 'version' : table.startsWith('log_') ? 'leaf' : 'id');
    await registry.behindTheBack(
      `delete from ${table} where ${own} in (select ${own} from undo);
       insert into ${table} select * from undo; drop table undo`,
    );
    expect(named[0]).toMatch(found);
    expect(await faults()).toEqual([]);
  });

  test('names a certificate that no leaf is about, whatever its id', async () => {
    const columns = await registry.db.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_name = 'certificate' and column_name not in ('id', 'number', 'number_name_key', 'number_id_key')`,
    );
    const others = columns.map(({ name }) => name).join(', ');
    await registry.behindTheBack(
      `insert into certificate (id, number, number_name_key, number_id_key, ${others})
       select 900, 'S000044990099999999999', sha256('a')::bytea, sha256('b')::bytea, ${others}
       from certificate where ${CERTIFICATE}`.replaceAll(/sha256\('(.)'\)::bytea/g, `substring(sha256('$1') for 16)`),
    );
    expect(await faults()).toEqual([expect.stringMatching(/^certificate 900: no leaf is about this row/)]);
    await registry.behindTheBack('update certificate set id = -5 where id = 900');
    expect(await faults()).toEqual([expect.stringMatching(/^certificate -5: no leaf is about this row/)]);
    await registry.behindTheBack('delete from certificate where id = -5');
    expect(await faults()).toEqual([]);
  });

  test('proves a forged history by a checkpoint that was kept elsewhere, and such a history is never signed', async () => {
    const held = await latestCheckpoint(registry.db);
    const { service } = registry;
    // Whoever owns the machine rewrites leaves, head and checkpoints as one consistent whole: the empty log.
    await registry.behindTheBack(
      `create table undo_leaf as table log_leaf; create table undo_head as table log_head;
       create table undo_checkpoint as table log_checkpoint;
       delete from log_leaf where seq >= 2; delete from log_checkpoint;
       update log_head set size = 2, edge = (select string_agg(hash, '' order by seq) from log_leaf)`.replace(
        `(select string_agg(hash, '' order by seq) from log_leaf)`,
        `sha256('\\x01'::bytea || (select string_agg(hash, ''::bytea order by seq) from log_leaf))`,
      ),
    );
    const named = (await report([kept])).faults.map(sentence);
    expect(named).toContainEqual(expect.stringMatching(/^the checkpoint given: .*the end of the log was removed/));
    await registry.behindTheBack('insert into log_checkpoint select * from undo_checkpoint');
    service.clock.now += 10_000;
    await expect(publisher().checkpoint()).rejects.toThrow('the audit log must not be signed: checkpoint_shrinks');
    await registry.behindTheBack(
      `delete from log_leaf; delete from log_head; insert into log_leaf select * from undo_leaf;
       insert into log_head select * from undo_head; drop table undo_leaf, undo_head, undo_checkpoint`,
    );
    expect(await latestCheckpoint(registry.db)).toEqual(held);
    expect(await faults()).toEqual([]);
  });

  test('begins a log once, and only for a database that has none', async () => {
    const by = { at: registry.service.now(), actor: 'administrator' };
    expect(await registry.db.transaction((tx) => adoptRegistry(tx, by))).toBe(false);
    await registry.behindTheBack(
      `delete from log_rows; delete from log_salt; delete from log_node; delete from log_leaf; delete from log_checkpoint;
       update log_head set size = 0, edge = ''`,
    );
    expect((await faults()).length).toBeGreaterThan(0);
    expect(await registry.db.transaction((tx) => adoptRegistry(tx, by))).toBe(true);
    expect(await report()).toMatchObject({ leaves: 1, count: 0 });
  });

  test('names a row that was changed by hand even after the service has changed it again', async () => {
    const { service } = registry;
    const id = await only(`select min(id)::int as n from certificate where stage = 'published' and standing = 'valid'`);
    await registry.behindTheBack(`update certificate set occupation = '焊工' where id = ${id}`);
    const by = { at: service.now(), actor: 'tester' };
    expect(await service.db.transaction((tx) => moveStanding(tx, id, 'valid', 'withdrawn', by))).toBe(true);
    expect(await faults()).toEqual([
      `certificate ${id}: the row was changed behind the service’s back before this leaf, which changed it again (leaf 1)`,
    ]);
  });
});
