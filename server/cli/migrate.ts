// `DATABASE_URL=… npx tsx server/cli/migrate.ts`: brings a PostgreSQL database up to date and grants the service role its
// rights. Node does this at every start; before a deployment to Workers somebody has to. DATABASE_URL names the owner.
import { openDatabase } from '../../db/connect.ts';

const url = process.env['DATABASE_URL'];
if (url === undefined || url === '') {
  process.stderr.write('DATABASE_URL is needed: the address of the database, as the owner of its tables.\n');
  process.exit(2);
}
try {
  const db = await openDatabase({ url });
  const applied = await db.query<{ name: string }>('select name from schema_migration order by name');
  const restricted = await db.restricted();
  await db.close();
  process.stdout.write(`Up to date: ${applied.map(({ name }) => name).join(', ')}\n`);
  if (!restricted) {
    process.stdout.write(
      'The role zhengyan_service is missing, and this user may not make it. As an administrator, once:\n' +
        '  create role zhengyan_service nologin; grant zhengyan_service to THIS_USER;\nThen run this again.\n',
    );
  }
} catch (error) {
  // The driver's message may repeat the address, and that has the password in it.
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
  process.stderr.write(`The database cannot be brought up to date (${code}).\n`);
  process.exit(1);
}
