import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../db/connect.ts';
import { TEST_ROLES, type PostgresForTests } from './global-setup.ts';

export interface FreshPostgres {
  /** Address of the new database for one of the roles of the test server. */
  url(role: keyof typeof TEST_ROLES): string;
  /** Opens it as the running service does; the owner's URL unless told. */
  open(): Promise<Database>;
  /** Ends whatever is connected to it and removes it. */
  drop: () => Promise<void>;
}

/**
 * A database of its own on the test run's PostgreSQL: a copy of the migrated template (about 0.05 s), or an empty one.
 * `owner` owns it; 'owner' unless told.
 */
export async function freshPostgres(
  options: { empty?: boolean; owner?: keyof typeof TEST_ROLES } = {},
): Promise<FreshPostgres> {
  const response = await fetch(`${inject('databases')}/postgres`);
  if (!response.ok) throw new Error(await response.text());
  const { port, password, template }: PostgresForTests = await response.json();
  const name = `t_${randomBytes(6).toString('hex')}`;
  const address = (user: string, database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const admin = async (statement: string): Promise<void> => {
    const client = postgres(address(TEST_ROLES.superuser, 'postgres'), { max: 1 });
    await client.unsafe(statement);
    await client.end();
  };

  const owner = TEST_ROLES[options.owner ?? 'owner'];
  const source = options.empty === true ? 'template0' : template;
  await admin(`create database ${name} template ${source} owner ${owner}`);
  const url: FreshPostgres['url'] = (role) => address(TEST_ROLES[role], name);
  return {
    url,
    open: () => openDatabase({ url: url('owner') }),
    drop: () => admin(`drop database ${name} with (force)`),
  };
}
