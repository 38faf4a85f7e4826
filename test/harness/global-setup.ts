// Databases for the tests of one run. Each is made when the first test asks for it, so that tests of pure rules start at
// once; the workers ask over HTTP, since vitest can hand them nothing but text.
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../db/connect.ts';
import { portOf, startPostgresServer, type PostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server below; see postgres.ts and pglite.ts. */
    databases: string;
  }
}

/** What GET /postgres answers: a migrated database to copy, and who may do what on the server. */
export interface PostgresForTests {
  port: number;
  password: string;
  template: string;
}

/** Roles of the test server; all have the superuser's password. Nobody but `postgres` is a superuser. */
export const TEST_ROLES = {
  superuser: 'postgres',
  /** Owns the tables and is in the service role: DATABASE_URL of a small installation. */
  owner: 'zhengyan_owner',
  /** Is in the service role and owns nothing: DATABASE_URL beside an owner's URL. */
  service: 'zhengyan_login',
  /** Owns the tables and is in no role at all. */
  loner: 'zhengyan_loner',
} as const;

const TEMPLATE = 'zhengyan_template';

async function preparePostgres(server: PostgresServer): Promise<PostgresForTests> {
  const { port, password } = server;
  const url = (user: string, database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const admin = postgres(url(TEST_ROLES.superuser, 'postgres'), { max: 1 });
  await admin
    .unsafe(
      `create role zhengyan_service nologin;
       create role ${TEST_ROLES.owner} login password '${password}' in role zhengyan_service;
       create role ${TEST_ROLES.service} login password '${password}' in role zhengyan_service;
       create role ${TEST_ROLES.loner} login password '${password}'`,
    )
    .simple();
  await admin.unsafe(`create database ${TEMPLATE} owner ${TEST_ROLES.owner}`);
  await admin.end();
  await (await openDatabase({ url: url(TEST_ROLES.owner, TEMPLATE) })).close();
  return { port, password, template: TEMPLATE };
}

/** A dump of a migrated PGlite; opening it takes a tenth of what initdb takes. */
async function preparePglite(folder: string): Promise<string> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pg = await PGlite.create();
  await openDatabase({ pg });
  const dump = await pg.dumpDataDir('none');
  await pg.close();
  const path = join(folder, 'migrated.tar');
  await writeFile(path, new Uint8Array(await dump.arrayBuffer()));
  return path;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhengyan-tests-'));
  let server: Promise<PostgresServer> | undefined;
  let onPostgres: Promise<PostgresForTests> | undefined;
  let onPglite: Promise<string> | undefined;

  const control = createServer((request, response) => {
    const answer = async (): Promise<unknown> => {
      if (request.url === '/postgres') {
        server ??= startPostgresServer();
        return (onPostgres ??= server.then(preparePostgres));
      }
      return (onPglite ??= preparePglite(folder));
    };
    answer().then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  control.listen(0, '127.0.0.1');
  await once(control, 'listening');
  project.provide('databases', `http://127.0.0.1:${portOf(control)}`);

  return async () => {
    control.close();
    control.closeAllConnections();
    await (await server?.catch(() => undefined))?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
