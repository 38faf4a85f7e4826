// Lookups through the whole service (limits, HMAC, read, decryption, disclosure) beside (a) a bare JSON answer of the same
// server and (b) the same route with a read of its own for each request; with few and with many certificates.
import { totalmem } from 'node:os';
import { newKeySet } from '../server/key-set.ts';
import { openKeySet } from '../server/keys.ts';
import { startPostgresServer } from '../test/harness/postgres-server.ts';
import { buildEntries, startClient, startServer, type MeasuredServer } from './lookup/children.ts';
import type { Measured } from './lookup/client.ts';
import { fillPglite, fillPostgres } from './lookup/fill.ts';
import type { Options } from './main.ts';
import type { Scratch } from './scratch.ts';
import { median, medianRatio } from './statistics.ts';
import { count, mb, ms, progress, ratio, say, table } from './terminal.ts';

const FEW = 100_000;
const CONNECTIONS = 32;
const ROUNDS = 7;
const SECONDS = 4;
const WARM_UP_SECONDS = 3;

interface Round extends Measured {
  /** Processor time of the server for one answer, µs: what neighbours on the machine change least. */
  cpu: number;
}

interface Subject {
  name: string;
  server: MeasuredServer;
  /** Rows that can be asked for. */
  rows: number;
  rounds: Round[];
  /** Bytes. */
  peakRss: number;
}

export async function benchLookup({ rows, scratch }: Options): Promise<void> {
  const subjects = await startSubjects(rows, scratch);
  const client = startClient(scratch.buildFolder('lookup'), scratch);
  const [bare, ...services] = subjects;
  if (!bare) return;
  const measure = async (subject: Subject, seed: number, seconds: number): Promise<Round> => {
    const { server, rows: known } = subject;
    const check = subject !== bare;
    const before = await server.usage();
    const measured = await client.run({
      port: server.port,
      rows: known,
      seed,
      connections: CONNECTIONS,
      seconds,
      check,
    });
    const { cpu, peakRss } = await server.usage();
    subject.peakRss = peakRss;
    return { ...measured, cpu: (cpu - before.cpu) / measured.answers };
  };
  for (const subject of subjects) await measure(subject, 0, WARM_UP_SECONDS);
  for (let round = 1; round <= ROUNDS; round++) {
    progress(`lookup: round ${round} of ${ROUNDS}`);
    // Each round begins with another one, so that nobody always runs behind the same neighbour.
    for (let i = 0; i < subjects.length; i++) {
      const subject = subjects[(i + round) % subjects.length];
      subject?.rounds.push(await measure(subject, round, SECONDS));
    }
  }
  for (const { server } of subjects) await server.stop();
  print(bare, services);
}

/** The bare server first, then each service; for every database coalesced reads and, on PostgreSQL, plain ones. */
async function startSubjects(rows: number, scratch: Scratch): Promise<Subject[]> {
  const folder = await buildEntries(scratch);
  const keys = await newKeySet(Date.now());
  const keyring = await openKeySet(keys, 'keys');
  if (!keyring.ok) throw new Error(keyring.fault);
  const env = { KEYS: keys, PUBLIC_ORIGIN: 'https://zhengyan.example', TRUSTED_PROXY_HOPS: '1' };
  const subjects: Subject[] = [];
  const add = async (name: string, known: number, own: Record<string, string> | null): Promise<void> => {
    const server = await startServer(folder, own ? 'service' : 'bare', scratch, own ? { ...env, ...own } : {});
    subjects.push({ name, server, rows: known, rounds: [], peakRss: 0 });
  };
  await add('(a) bare Hono JSON answer', FEW, null);

  const postgres = await startPostgresServer({ parent: scratch.folder('postgres'), settings: postgresSettings() });
  scratch.undo(() => postgres.stop());
  for (const known of new Set([FEW, rows])) {
    const url = `postgres://postgres:${postgres.password}@127.0.0.1:${postgres.port}/certificates_${known}`;
    await createDatabase(url);
    await fillPostgres({ url, keys, keyring: keyring.value, folder }, known);
    await add(`service, PostgreSQL, ${count(known)}`, known, { DATABASE_URL: url });
    await add(`(b) plain reads, PostgreSQL, ${count(known)}`, known, { DATABASE_URL: url, READER: 'plain' });
  }

  progress(`lookup: filling PGlite with ${count(FEW)} rows`);
  const dataDir = scratch.folder('pglite');
  await fillPglite(dataDir, keyring.value, FEW);
  await add(`service, PGlite, ${count(FEW)}`, FEW, { DATA_DIR: dataDir });
  return subjects;
}

async function createDatabase(url: string): Promise<void> {
  const { default: postgres } = await import('postgres');
  const address = new URL(url);
  const name = address.pathname.slice(1);
  address.pathname = '/postgres';
  const admin = postgres(address.href, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
}

/** As a small server of its own would be set: a quarter of the memory, at most 4 GB. `wal_level` only speeds filling up. */
function postgresSettings(): string[] {
  const shared = Math.min(4096, Math.floor(totalmem() / 4 / 2 ** 20));
  return [
    `shared_buffers=${shared}MB`,
    'maintenance_work_mem=512MB',
    'max_wal_size=8GB',
    'wal_level=minimal',
    'max_wal_senders=0',
    'jit=off',
  ];
}

function print(bare: Subject, services: readonly Subject[]): void {
  const of = (subject: Subject, figure: 'rate' | 'p50' | 'p99' | 'cpu'): number[] =>
    subject.rounds.map((round) => round[figure]);
  const plainOf = (subject: Subject): Subject | undefined =>
    services.find(({ name, rows }) => name.startsWith('(b)') && rows === subject.rows);
  const row = (subject: Subject): string[] => {
    const plain = subject.name.startsWith('service, PostgreSQL') ? plainOf(subject) : undefined;
    return [
      subject.name,
      count(median(of(subject, 'rate'))),
      ratio(medianRatio(of(subject, 'rate'), of(bare, 'rate'))),
      plain ? ratio(medianRatio(of(subject, 'rate'), of(plain, 'rate'))) : '',
      ms(median(of(subject, 'p50'))),
      ms(median(of(subject, 'p99'))),
      median(of(subject, 'cpu')).toFixed(0),
      mb(subject.peakRss),
    ];
  };
  table(
    `lookup: ${CONNECTIONS} connections, 9 of 10 match, all three pairs; medians of ${ROUNDS} interleaved rounds of ${SECONDS} s`,
    ['', 'per second', 'of (a)', 'of (b)', 'p50 ms', 'p99 ms', 'CPU µs', 'peak RSS'],
    [bare, ...services].map(row),
  );
  const [few, many] = services.filter(({ name }) => name.startsWith('service, PostgreSQL'));
  if (few && many) {
    const growth = (figure: 'p50' | 'p99'): string => ratio(medianRatio(of(many, figure), of(few, figure)));
    say(`From ${count(few.rows)} to ${count(many.rows)} certificates: p50 × ${growth('p50')}, p99 × ${growth('p99')}.`);
  }
  const rounds = services.flatMap((service) => service.rounds);
  const wrong = rounds.flatMap((round) => Object.entries(round.wrong).map(([reason, times]) => `${reason} × ${times}`));
  say(
    `${count(rounds.reduce((sum, { answers }) => sum + answers, 0))} answers, ` +
      `${count(rounds.reduce((sum, { checked }) => sum + checked, 0))} of them compared with what was asked: ` +
      (wrong.length === 0 ? 'all right.' : `WRONG: ${wrong.join(', ')}`),
  );
}
