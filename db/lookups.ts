// The public read (D2, R39, R40): one indexed read on one of the three blind indexes, through the view that holds
// published rows only. The ID number is not among its columns.
import type { FactPair } from '../domain/disclosure.ts';
import type { CertificateReader, PublishedRow } from '../server/deps.ts';
import type { Database, Executor } from './connect.ts';

const INDEX = {
  number_name: 'number_name_key',
  number_id: 'number_id_key',
  name_id: 'name_id_key',
} as const satisfies Record<FactPair, string>;

/** The institution's name by a subquery: row by row from its primary key, however many rows there are in a batch. */
const readBy = (pair: FactPair): string =>
  `select c.${INDEX[pair]} as key, c.id::text as id, c.number as "certificateNumber", c.name_sealed as "nameSealed",
     c.key_version as "keyVersion", c.occupation, c.job, c.level, c.issue_date::text as "issueDate", c.standing,
     i.code as "institutionCode", i.name as "institutionName"
   from published_certificate c
   cross join lateral (select code, name from institution where id = c.institution_id offset 0) i
   where c.${INDEX[pair]} = any ($1::bytea[])
   order by c.issue_date desc, c.number`;

const SQL = {
  number_name: readBy('number_name'),
  number_id: readBy('number_id'),
  name_id: readBy('name_id'),
} as const satisfies Record<FactPair, string>;

interface KeyedRow extends PublishedRow {
  key: Uint8Array;
}

/** A read for every call: for Workers, where no connection may be shared between requests. */
export function plainCertificateReader(db: Pick<Executor, 'query'>): CertificateReader {
  return {
    find: async (pair, keys) => (await db.query<KeyedRow>(SQL[pair], [keys])).map(withoutKey),
  };
}

interface Waiter {
  keys: string[];
  answer(rows: PublishedRow[]): void;
  fail(error: unknown): void;
}

/** More keys than these go out in a second statement. */
const MOST_KEYS = 256;

/**
 * All lookups of one turn of the event loop in one statement for each pair, on a connection of their own: what makes
 * a point read cheap is not the read. A caller gets its own rows and nobody else's. When the connection is lost those
 * who wait are rejected, and the next call opens a new one.
 */
export function openCertificateReader(db: Database): CertificateReader {
  const connection = db.dedicate();
  const waiting = new Map<FactPair, Waiter[]>();

  function flush(): void {
    const turn = [...waiting];
    waiting.clear();
    for (const [pair, waiters] of turn) {
      for (const batch of inBatches(waiters)) void answer(connection, pair, batch);
    }
  }

  return {
    find: (pair, keys) =>
      new Promise((resolve, reject) => {
        if (waiting.size === 0) setImmediate(flush);
        const waiter = { keys: keys.map(nameOf), answer: resolve, fail: reject };
        const others = waiting.get(pair);
        if (others === undefined) waiting.set(pair, [waiter]);
        else others.push(waiter);
      }),
  };
}

async function answer(connection: Pick<Executor, 'query'>, pair: FactPair, waiters: readonly Waiter[]): Promise<void> {
  try {
    const keys = [...new Set(waiters.flatMap((waiter) => waiter.keys))].map((key) => Buffer.from(key, 'latin1'));
    const found = new Map<string, PublishedRow[]>();
    for (const row of await connection.query<KeyedRow>(SQL[pair], [keys])) {
      const name = nameOf(row.key);
      const same = found.get(name);
      if (same === undefined) found.set(name, [withoutKey(row)]);
      else same.push(withoutKey(row));
    }
    for (const waiter of waiters) waiter.answer(waiter.keys.flatMap((key) => found.get(key) ?? []));
  } catch (error) {
    for (const waiter of waiters) waiter.fail(error);
  }
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

/** Bytes as the key of a map. */
function nameOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}

function withoutKey({ key, ...row }: KeyedRow): PublishedRow {
  void key;
  return row;
}
