// The public read (D2, R39, R40): one indexed read on one of the three blind indexes, through the view that holds
// published rows only. The ID number is not among its columns.
import type { FactPair } from '../domain/disclosure.ts';
import type { CertificateReader, PublishedRow } from '../server/deps.ts';
import type { Database, Executor } from './connect.ts';
import { openInstitutionNames } from './institution-names.ts';

const INDEX = {
  number_name: 'number_name_key',
  number_id: 'number_id_key',
  name_id: 'name_id_key',
} as const satisfies Record<FactPair, string>;

const COLUMNS = `c.id::text as id, c.number as "certificateNumber", c.name_sealed as "nameSealed",
  c.key_version as "keyVersion", c.occupation, c.job, c.level, c.issue_date::text as "issueDate", c.standing`;

const readOf = (pair: FactPair): string =>
  `select ${COLUMNS}, i.code as "institutionCode", i.name as "institutionName"
   from published_certificate c join institution i on i.id = c.institution_id
   where c.${INDEX[pair]} = any ($1::bytea[])`;

const batchOf = (pair: FactPair): string =>
  `select ${COLUMNS}, encode(c.${INDEX[pair]}, 'hex') as key, c.institution_id as "institutionId",
     null as "institutionCode", null as "institutionName"
   from published_certificate c where c.${INDEX[pair]} = any ($1::bytea[])`;

const READ = table(readOf);
const BATCH = table(batchOf);

function table(sql: (pair: FactPair) => string): Record<FactPair, string> {
  return { number_name: sql('number_name'), number_id: sql('number_id'), name_id: sql('name_id') };
}

/** A read for every call: for Workers, where no connection may be shared between requests. */
export function plainCertificateReader(db: Pick<Executor, 'query'>): CertificateReader {
  return { find: async (pair, keys) => newestFirst(await db.query<PublishedRow>(READ[pair], [keys])) };
}

type BatchRow = PublishedRow & { key: string; institutionId: number };

interface Waiter {
  keys: string[];
  answer(rows: PublishedRow[]): void;
  fail(error: unknown): void;
}

/** Lookups with more keys than these go out in a second statement. */
const MOST_KEYS = 256;

/**
 * All lookups of one turn of the event loop in one statement for each pair, on a connection of their own: what a point
 * read costs is not the read. A caller gets its own rows and nobody else's. When the connection is lost, those who wait
 * are rejected and the next call opens a new one. Institutions' names come from memory, see openInstitutionNames().
 */
export function openCertificateReader(db: Database): CertificateReader {
  const connection = db.dedicate();
  const names = openInstitutionNames(connection);
  const waiting = new Map<FactPair, Waiter[]>();

  async function answer(pair: FactPair, waiters: readonly Waiter[]): Promise<void> {
    try {
      const asked = new Set(waiters.flatMap((waiter) => waiter.keys));
      const rows = await connection.query<BatchRow>(BATCH[pair], [byteaArray(asked)]);
      const institutions = await names.forIds(rows.map(({ institutionId }) => institutionId));
      const found = new Map<string, PublishedRow[]>();
      for (const row of rows) {
        const institution = institutions.get(row.institutionId);
        if (institution === undefined) throw new Error('a certificate names an institution that is not there');
        row.institutionCode = institution.code;
        row.institutionName = institution.name;
        const same = found.get(row.key);
        if (same === undefined) found.set(row.key, [row]);
        else same.push(row);
      }
      for (const waiter of waiters) {
        const [only = '', ...others] = waiter.keys; // one key version, but for the hours of a rotation
        const own = found.get(only) ?? [];
        waiter.answer(
          newestFirst(others.length === 0 ? own : [own, ...others.map((key) => found.get(key) ?? [])].flat()),
        );
      }
    } catch (error) {
      for (const waiter of waiters) waiter.fail(error);
    }
  }

  function flush(): void {
    const turn = [...waiting];
    waiting.clear();
    for (const [pair, waiters] of turn) for (const batch of inBatches(waiters)) void answer(pair, batch);
  }

  return {
    find: (pair, keys) =>
      new Promise((resolve, reject) => {
        if (waiting.size === 0) setImmediate(flush);
        const waiter = { keys: keys.map(hexOf), answer: resolve, fail: reject };
        const others = waiting.get(pair);
        if (others === undefined) waiting.set(pair, [waiter]);
        else others.push(waiter);
      }),
  };
}

function* inBatches(waiters: readonly Waiter[]): Generator<Waiter[]> {
  let batch: Waiter[] = [];
  let keys = 0;
  for (const waiter of waiters) {
    if (keys + waiter.keys.length > MOST_KEYS && batch.length > 0) {
      yield batch;
      batch = [];
      keys = 0;
    }
    batch.push(waiter);
    keys += waiter.keys.length;
  }
  yield batch;
}

function newestFirst(rows: PublishedRow[]): PublishedRow[] {
  if (rows.length < 2) return rows;
  return rows.toSorted((a, b) => (a.issueDate + a.certificateNumber < b.issueDate + b.certificateNumber ? 1 : -1));
}

function hexOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('hex');
}

/** The array literal of keys in hexadecimal: a text parameter, so that no driver takes the keys apart again. */
function byteaArray(keys: Iterable<string>): string {
  const elements: string[] = [];
  for (const key of keys) elements.push(`"\\\\x${key}"`);
  return `{${elements.join(',')}}`;
}
