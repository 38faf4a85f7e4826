// A small registry with a history, on either kind of database, and a hand that changes it behind the service's back.
import postgres from 'postgres';
import type { Database } from '../../db/connect.ts';
import { SERVICE_ROLE } from '../../db/grants.ts';
import { draftDemo, seedDemo, type Draft } from '../../server/demo/seed.ts';
import type { DATABASES } from './databases.ts';
import { openMemory } from './pglite.ts';
import { freshPostgres } from './postgres.ts';
import { openService, type TestService } from './service.ts';

export interface AuditedRegistry {
  service: TestService;
  db: Database;
  /** Statements of a superuser who switches every safeguard of the tables off. */
  behindTheBack(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** One certificate of each kind: valid, corrected, withdrawn, suspended, under way. Drafting takes half a second. */
let drafting: Promise<Draft[]> | null = null;
function fewDrafts(): Promise<Draft[]> {
  drafting ??= draftDemo().then((all) => [
    ...all.filter(({ seed, prints }) => prints.length === 1 && seed.standing === 'valid').slice(0, 2),
    ...all.filter(({ prints }) => prints.length === 2).slice(0, 1),
    ...all.filter(({ seed }) => seed.standing === 'withdrawn').slice(0, 1),
    ...all.filter(({ seed }) => seed.standing === 'suspended').slice(0, 1),
    ...all.filter(({ prints }) => prints.length === 0).slice(0, 1),
  ]);
  return drafting;
}

export async function openAuditedRegistry(kind: (typeof DATABASES)[number]['kind']): Promise<AuditedRegistry> {
  const fresh = kind === 'PostgreSQL' ? await freshPostgres() : null;
  const db = fresh === null ? await openMemory() : await fresh.open();
  const service = await openService(db);
  await seedDemo(service, fewDrafts);
  return {
    service,
    db,
    async behindTheBack(sql) {
      const statements = `set session_replication_role = replica; ${sql}; reset session_replication_role`;
      if (fresh === null) {
        // One session: it takes its power back, and puts it aside again.
        await db.script(`reset role; ${statements}; set role ${SERVICE_ROLE}`);
        return;
      }
      const superuser = postgres(fresh.url('superuser'), { max: 1, onnotice: () => undefined });
      await superuser.unsafe(statements).simple();
      await superuser.end();
    },
    async close() {
      service.vault.close();
      await db.close();
      await fresh?.drop();
    },
  };
}
