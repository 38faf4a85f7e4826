// The audit log as an outsider reads it over HTTP (D11; C2SP tlog-tiles, tlog-checkpoint, signed-note).
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendLeaf } from '../../db/audit-log.ts';
import { proveRow } from '../../db/audit-proof.ts';
import { createApp } from '../../server/app.ts';
import { composeDeps } from '../../server/compose.ts';
import { readSettings } from '../../server/config.ts';
import { demoListing } from '../../server/demo/listing.ts';
import { createHttpServer } from '../../server/http-server.ts';
import { memoryLimitStore } from '../../server/limit-memory.ts';
import { openLogPublisher, CHECKPOINT_EVERY_MS } from '../../server/log-publisher.ts';
import { lineLog } from '../../server/log.ts';
import { openCertificateReader } from '../../db/lookups.ts';
import { openAuditedRegistry, type AuditedRegistry } from '../harness/audit-registry.ts';
import { DATABASES } from '../harness/databases.ts';
import { portOf } from '../harness/postgres-server.ts';
import { ORIGIN } from '../harness/service.ts';
import { leafHashOf, openNote, rootByProof, TlogClient } from '../harness/tlog-client.ts';

const MORE = 700;
const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

interface Entry {
  action: string;
  object: string;
  after: string | null;
}

const entryOf = (bytes: Buffer): Entry => JSON.parse(bytes.toString('utf8'));

describe.each(DATABASES)('the audit log over HTTP on $kind', ({ kind }) => {
  let registry: AuditedRegistry;
  let server: Server;
  let prefix: string;
  let client: TlogClient;
  let key: string;
  const append = async (count: number): Promise<void> => {
    await registry.db.transaction(async (tx) => {
      for (let n = 0; n < count; n++) {
        const draft = { at: n, actor: 'tester', action: 'test.append', object: `test:${n}`, before: null };
        await appendLeaf(tx, { ...draft, after: Buffer.from(String(n)) });
      }
    });
  };
  const publisher = () => {
    const { db, keyring, now } = registry.service;
    return openLogPublisher({ db, keyring, config: { origin: ORIGIN }, now });
  };
  beforeAll(async () => {
    registry = await openAuditedRegistry(kind);
    const { db, vault, keyring, trust, now } = registry.service;
    await append(MORE);
    const settings = readSettings({ PUBLIC_ORIGIN: ORIGIN });
    if (!settings.ok) throw new Error(settings.fault);
    const parts = {
      settings: settings.value,
      keyring,
      db,
      vault,
      trust,
      certificates: openCertificateReader(db),
      limits: memoryLimitStore(),
      log: lineLog('silent', () => undefined, now),
    };
    const deps = { ...composeDeps(parts), now, auditLog: publisher() };
    server = createHttpServer(createApp(deps), settings.value.config);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    prefix = `http://127.0.0.1:${portOf(server)}/log`;
    client = new TlogClient(prefix);
    key = (await client.get('keys')).toString('utf8').trim();
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await registry.close();
  });
  const head = async () => openNote(await client.checkpoint(), key);

  test('a client that knows nothing but the specifications proves that a leaf is in the signed tree', async () => {
    const { origin, size, root } = await head();
    expect(origin).toBe('zhengyan.example/log');
    expect(size).toBeGreaterThan(MORE);
    const entries = await client.entries(size);
    expect(entries).toHaveLength(size);
    const published = entries.findIndex((entry) => entryOf(entry).action === 'batch.publish');
    for (const index of [0, published, 255, 256, 511, 512, size - 1]) {
      const proof = await client.inclusion(index, size);
      const leaf = leafHashOf(entries[index] ?? Buffer.alloc(0));
      expect(rootByProof(index, size, leaf, proof)?.toString('hex')).toBe(root.toString('hex'));
      expect(rootByProof(index, size, leafHashOf(Buffer.from('{}')), proof)?.equals(root)).toBe(false);
    }
    expect(client.fetched.some(({ path }) => path.startsWith('tile/1/'))).toBe(true);
  });

  test('of a batch each certificate can be proven by its leaf, and no other one is opened by it', async () => {
    const { size } = await head();
    const entries = await client.entries(size);
    const [row] = await registry.db.query<{ id: number }>(
      `select id from certificate where stage = 'published' and standing = 'valid' order by id limit 1`,
    );
    const proven = await proveRow(registry.db, 'certificate', row?.id ?? 0);
    if (proven === null) throw new Error('no proof');
    const { leaf, row: bytes, rowSalt, position, count, proof, leafSalt } = proven;
    expect(Buffer.from(bytes).toString('utf8')).toMatch(/^certificate\.1:\d+\n\["S\d{21}"/);
    const own = leafHashOf(sha256(rowSalt, bytes));
    const root = rootByProof(position, count, own, proof);
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(count));
    const entry = entryOf(entries[leaf] ?? Buffer.alloc(0));
    expect(entry).toMatchObject({ action: 'batch.publish', object: 'batch:demo' });
    expect(sha256(leafSalt, root ?? Buffer.alloc(0), length).toString('base64url')).toBe(entry.after);
    const other = rootByProof(position, count, leafHashOf(sha256(rowSalt, Buffer.from('another row'))), proof);
    expect(other?.equals(root ?? Buffer.alloc(0))).toBe(false);
    const salts = await registry.db.query<{ salt: Uint8Array }>('select after_salt as salt from log_salt');
    const secret = salts.map(({ salt }) => Buffer.from(salt).toString('hex'));
    expect(secret).not.toContain(Buffer.from(rowSalt).toString('hex'));
    expect(secret).not.toContain(Buffer.from(leafSalt).toString('hex'));
    expect(await proveRow(registry.db, 'certificate', 9999)).toBeNull();
  });

  test('a later checkpoint is proven to go on from an earlier one, and is signed only when due', async () => {
    const earlier = await head();
    await append(30);
    registry.service.clock.now += CHECKPOINT_EVERY_MS - 1;
    expect((await head()).size).toBe(earlier.size);
    registry.service.clock.now += 1001;
    const later = await head();
    expect(later.size).toBe(earlier.size + 30);
    expect((await client.rootOf(0, earlier.size, later.size)).equals(earlier.root)).toBe(true);
    expect((await client.rootOf(0, later.size, later.size)).equals(later.root)).toBe(true);
  });

  test('says what may be kept and for how long, and what it is', async () => {
    const { size } = await head();
    await client.entries(size);
    const checkpoint = client.fetched.filter(({ path }) => path === 'checkpoint');
    expect(new Set(checkpoint.map(({ type, caching }) => `${type} ${caching}`))).toEqual(
      new Set(['text/plain; charset=utf-8 no-cache']),
    );
    const tiles = client.fetched.filter(({ path }) => path.startsWith('tile/'));
    expect(new Set(tiles.map(({ type, caching }) => `${type} ${caching}`))).toEqual(
      new Set(['application/octet-stream public, max-age=31536000, immutable']),
    );
    const full = await fetch(`${prefix}/tile/entries/000`, { headers: { 'accept-encoding': 'gzip' } });
    expect(full.headers.get('content-encoding')).toBe('gzip');
    expect((await fetch(`${prefix}/tile/0/000`, { method: 'HEAD' })).headers.get('content-type')).toBe(
      'application/octet-stream',
    );
  });

  test.each([
    'tile/0/999',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/0',
    'tile/00/000',
    'tile/2/000.p/1',
    'tile/64/000',
    'tile/entries/x001/000',
    'tile/0/000/',
    'tile/0/../keys',
    'tile/0/%30%30%30x',
    'tile/',
    'nothing',
  ])('has nothing at %s', async (path) => {
    await head();
    const response = await fetch(`${prefix}/${path}`, { redirect: 'manual' });
    const wanted = path === 'tile/0/../keys' ? 'tile/keys' : path;
    expect([wanted, response.status]).toEqual([wanted, 404]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).not.toContain('immutable');
  });

  test('shows no name, no ID number and no certificate number, nor a hash of one (R40)', async () => {
    const { size } = await head();
    const text = (await client.entries(size)).map((entry) => entry.toString('utf8')).join('\n');
    const listing = await demoListing(registry.db, registry.service.vault, ORIGIN);
    const facts = listing.people.flatMap(({ name, idNumber, certificates }) =>
      [name, idNumber].concat(
        certificates.map(({ certificateNumber }) => certificateNumber),
        certificates.flatMap(({ checkCode }) => checkCode ?? []),
      ),
    );
    expect(facts.length).toBeGreaterThan(12);
    const digests = facts.map((fact) => sha256(Buffer.from(fact)));
    const hashed = digests.flatMap((digest) => [digest.toString('base64url'), digest.toString('hex')]);
    expect([...facts, ...hashed].filter((fact) => text.includes(fact))).toEqual([]);
    expect(text).not.toMatch(/[^\x20-\x7e\n]/);
    expect(text).not.toMatch(/\d{14}/); // times have 13 digits
  });

  test('many processes that sign at once make one line of checkpoints, and every client gets the same', async () => {
    await append(5);
    registry.service.clock.now += 10_000;
    const before = await registry.db.query('select from log_checkpoint');
    const notes = await Promise.all(Array.from({ length: 8 }, async () => (await publisher().checkpoint()).note));
    expect(new Set(notes).size).toBe(1);
    expect(await registry.db.query('select from log_checkpoint')).toHaveLength(before.length + 1);
    // Nothing new: nothing to sign, however much later.
    registry.service.clock.now += 3_600_000;
    expect((await publisher().checkpoint()).note).toBe(notes[0]);
  });

  test('a checkpoint whose tree is not in the tiles any more is never followed by another', async () => {
    await registry.behindTheBack(
      `create table undo as select * from log_leaf where seq = 700;
       update log_leaf set hash = sha256('another'::bytea) where seq = 700`,
    );
    await append(1);
    registry.service.clock.now += 10_000;
    await expect(publisher().checkpoint()).rejects.toThrow('the audit log must not be signed: root_differs');
    await registry.behindTheBack(
      'update log_leaf set hash = undo.hash from undo where log_leaf.seq = undo.seq; drop table undo',
    );
    expect((await publisher().checkpoint()).size).toBeGreaterThan(MORE);
  });
});
