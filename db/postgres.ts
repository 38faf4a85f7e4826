// A PostgreSQL server, by way of postgres.js. No Node module is needed here: Workers use this file as well.
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database, Executor, ServerOptions } from './connect.ts';
import { grantService, isRestricted, SERVICE_ROLE } from './grants.ts';
import { migrate, type Migration } from './migrate.ts';
import * as schema from './schema.ts';
import { DATE_AND_TIME_TYPES, forDriver, INT8, safeInteger, type Parameter } from './values.ts';

type Client = postgres.Sql<{ bigint: number }>;
type AnyClient = Client | postgres.TransactionSql<{ bigint: number }>;

/** A statement that takes longer is a bug or an attack; migrations are exempt. */
const STATEMENT_TIMEOUT_MS = 15_000;
const LOOKUP_TIMEOUT_MS = 3_000;
/** Its plans are made once and kept: one made while the table was empty must not read the whole table later. */
const LOOKUP_SETTINGS = { enable_seqscan: 'off' };
/** No answer at all, not even that the statement took too long: the connection is dead, whatever TCP thinks of it. */
const LOOKUP_DEADLINE_MS = 5_000;

/** See openDatabase. */
export async function openPostgres(options: ServerOptions, migrations?: Migration[]): Promise<Database> {
  let role: string | null = null;
  if (options.migrate !== false) {
    const all = migrations ?? (await (await import('./migration-files.ts')).readMigrations());
    await upgrade(options.ownerUrl ?? options.url, all);
    role = await chooseRole(options.url);
  }
  const opened = new Set<Client>();
  const open = (max: number, statementTimeout: number, settings: Record<string, string> = {}): Client => {
    const client = connect(options.url, {
      max,
      prepare: options.prepare ?? true,
      connection: {
        application_name: 'zhengyan',
        // Poolers refuse connections with settings of their own; there the user's role has to carry them.
        ...(options.migrate === false
          ? {}
          : {
              statement_timeout: statementTimeout,
              idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
              ...(role === null ? {} : { role }),
              ...settings,
            }),
      },
    });
    opened.add(client);
    return client;
  };

  const pool = open(options.poolSize ?? 8, STATEMENT_TIMEOUT_MS);
  const direct = executor(pool);
  return {
    ...direct,
    restricted: () => isRestricted(direct),
    transaction: (work) => begin(pool, work),
    dedicate: () => dedicated(() => open(1, LOOKUP_TIMEOUT_MS, LOOKUP_SETTINGS)),
    async close() {
      await Promise.all([...opened].map((client) => client.end({ timeout: 5 })));
    },
  };
}

function connect(url: string, options: postgres.Options<Record<string, postgres.PostgresType>>): Client {
  const client = postgres(url, {
    connect_timeout: 5,
    backoff: (attempts: number) => Math.min(0.05 * 2 ** attempts, 2), // seconds between attempts to connect
    fetch_types: false, // spares a query on every new connection; nothing here reads arrays
    onnotice: () => undefined,
    ...options,
    types: { bigint: { to: INT8, from: [INT8], serialize: String, parse: safeInteger } },
  });
  // As drizzle does to every client it is given; here for the clients that it never sees.
  for (const type of DATE_AND_TIME_TYPES) {
    client.options.parsers[type] = (text: string) => text;
    client.options.serializers[type] = String;
  }
  for (const json of [114, 3802]) client.options.serializers[json] = String;
  return client;
}

function executor(client: AnyClient): Executor {
  return {
    kind: 'postgres',
    get orm() {
      return ormOf(client);
    },
    async query<T extends object>(text: string, parameters: readonly Parameter[] = []) {
      return client.unsafe<(T & postgres.Row)[]>(text, forDriver(parameters), { prepare: true });
    },
    async script(text) {
      await client.unsafe(text).simple();
    },
  };
}

/** drizzle sets parsers on a client's options, which a transaction does not have; ours are set already (see connect). */
function ormOf(client: AnyClient): Executor['orm'] {
  if (!('options' in client)) Object.assign(client, { options: { parsers: {}, serializers: {} } });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- drizzle's type does not name transactions, its code takes them
  return drizzle(client as Client, { schema });
}

/** One connection that is replaced when it has not answered in time; all who wait for it are rejected. */
function dedicated(open: () => Client): Pick<Executor, 'query'> {
  let client = open();
  return {
    async query<T extends object>(text: string, parameters: readonly Parameter[] = []) {
      const asked = client;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          if (client === asked) client = open();
          void asked.end({ timeout: 0 });
          reject(new Error('the database has not answered in time'));
        }, LOOKUP_DEADLINE_MS);
      });
      try {
        return await Promise.race([executor(asked).query<T>(text, parameters), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function begin<T>(client: Client, work: (tx: Executor) => Promise<T>): Promise<T> {
  let result!: T; // set before begin() resolves
  await client.begin(async (tx) => {
    result = await work(executor(tx));
  });
  return result;
}

async function upgrade(url: string, migrations: Migration[]): Promise<void> {
  const client = connect(url, { max: 1, prepare: false });
  try {
    await client.begin(async (tx) => {
      await migrate(executor(tx), migrations);
      await grantService(executor(tx));
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** The role to go on as (D10): the service's, unless the user has no right to remove rows anyway or may not take it. */
async function chooseRole(url: string): Promise<string | null> {
  const client = connect(url, { max: 1, prepare: false });
  try {
    if (await isRestricted(executor(client))) return null;
    const member = await client.unsafe(
      `select from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'member')`,
      [SERVICE_ROLE],
    );
    return member.length > 0 ? SERVICE_ROLE : null;
  } finally {
    await client.end({ timeout: 5 });
  }
}
