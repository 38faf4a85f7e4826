// What the role of the running service may do (D10). Applied at every start by whoever owns the tables, because the
// role may have come to exist only after the migrations had run.
import type { Executor } from './connect.ts';

export const SERVICE_ROLE = 'zhengyan_service';

/** Every table and view. No row says DELETE or TRUNCATE but the limiter's own two, which hold nothing that lasts. */
export const GRANTS = {
  schema_migration: 'select',
  institution: 'select, insert, update',
  data_key: 'select, insert, update',
  certificate: 'select, insert, update',
  published_certificate: 'select',
  certificate_progress: 'select',
  certificate_step: 'select, insert',
  id_screening: 'select, insert, update',
  status_shard: 'select, insert, update',
  seal: 'select, insert, update',
  trust_bundle: 'select, insert, update',
  rate_limit: 'select, insert, update, delete',
  used_nonce: 'select, insert, update, delete',
  log_leaf: 'select, insert',
  log_node: 'select, insert',
  log_salt: 'select, insert',
  log_rows: 'select, insert',
  log_head: 'select, update',
  log_checkpoint: 'select, insert',
} as const;

/**
 * Grants the service role its rights and takes away all others. Makes the role if it is missing and the connected user
 * may (superuser, CREATEROLE). False when there is no role to grant to: the service then has to run as the owner, and
 * only the triggers keep the rows. An administrator mends it for good with
 *   create role zhengyan_service nologin; grant zhengyan_service to THE_USER_OF_DATABASE_URL;
 */
export async function grantService(tx: Executor): Promise<boolean> {
  const [me] = await tx.query<{ exists: boolean; may: boolean; member: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as exists,
       (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may,
       exists (select from pg_auth_members m join pg_roles r on r.oid = m.roleid
               where r.rolname = $1 and m.member = current_user::regrole) as member`,
    [SERVICE_ROLE],
  );
  if (me === undefined) throw new Error('the connected role is not in pg_roles');
  if (!me.exists && !me.may) return false;
  // Roles belong to the whole server: another database may be making the same one at this moment.
  if (!me.exists) {
    await tx.script(`do $$ begin create role ${SERVICE_ROLE} nologin;
      exception when duplicate_object or unique_violation then null; end $$`);
  }
  if (!me.member && me.may) {
    await tx.script(`do $$ begin grant ${SERVICE_ROLE} to current_user;
      exception when insufficient_privilege or unique_violation then null; end $$`);
  }
  for (const [table, rights] of Object.entries(GRANTS)) {
    await tx.script(`revoke all on ${table} from ${SERVICE_ROLE}; grant ${rights} on ${table} to ${SERVICE_ROLE}`);
  }
  await tx.script(`grant usage on schema public to ${SERVICE_ROLE};
    grant usage on all sequences in schema public to ${SERVICE_ROLE}`);
  return true;
}

/** Whether the connected role is unable to remove what the law wants kept. */
export async function isRestricted(db: Executor): Promise<boolean> {
  const [may] = await db.query<{ removes: boolean }>(
    `select bool_or(has_table_privilege(t, 'delete') or has_table_privilege(t, 'truncate')) as removes
     from unnest(array['certificate', 'institution', 'seal', 'trust_bundle', 'log_leaf', 'log_rows', 'log_checkpoint']) as t`,
  );
  return may?.removes === false;
}
