// `npm run audit [-- --checkpoint FILE …] [-- --adopt]`: checks the audit log, its checkpoints and the registry against
// each other (D11, R27), and names the first row that was changed, added or removed behind the service's back. With the
// service's own environment; on PGlite the service has to be stopped, since the folder has one owner.
// Exit code 0: everything is as it was logged; 1: it is not; 2: it could not be checked.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { adoptRegistry } from '../../db/audit-rows.ts';
import { openDatabase } from '../../db/connect.ts';
import { audit } from '../audit/audit.ts';
import { sentence } from '../audit/findings.ts';
import { readSettings } from '../config.ts';
import { loadKeys } from '../keys.ts';

const USAGE = `npm run audit -- [--checkpoint FILE]… [--adopt]
  --checkpoint  a checkpoint that was fetched earlier and kept elsewhere: is the log still the one that it signs?
  --adopt       for a database that is older than its audit log: begins the log with all rows as they are now
`;

function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}

function readWish(): { checkpoint: string[]; adopt: boolean } {
  try {
    const options = { checkpoint: { type: 'string', multiple: true }, adopt: { type: 'boolean' } } as const;
    const { checkpoint = [], adopt = false } = parseArgs({ options, strict: true }).values;
    return { checkpoint, adopt };
  } catch (error) {
    return giveUp(`${error instanceof Error ? error.message : 'The arguments cannot be read.'}\n\n${USAGE}`);
  }
}

const wish = readWish();
const settings = readSettings(process.env);
if (!settings.ok) giveUp(settings.fault);
const { databaseUrl, dataDir, config } = settings.value;
if (databaseUrl === null && (await stat(join(dataDir, 'db')).catch(() => null)) === null) {
  giveUp(`There is no database in ${dataDir} yet: start the service once, or set DATA_DIR or DATABASE_URL.`);
}
const kept = await Promise.all(
  wish.checkpoint.map((path) => readFile(path, 'utf8').catch(() => giveUp('The checkpoint file cannot be read.'))),
);
const keyring = await loadKeys(settings.value, Date.now());
if (!keyring.ok) giveUp(keyring.fault);
const db = await openDatabase(databaseUrl === null ? { dataDir } : { url: databaseUrl }).catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
  return giveUp(
    code === 'folder_in_use' ? 'The service has the data folder open: stop it first.' : `No database (${code}).`,
  );
});

if (wish.adopt) {
  const adopted = await db.transaction((tx) => adoptRegistry(tx, { at: Date.now(), actor: 'administrator' }));
  process.stdout.write(adopted ? 'The log begins with all rows as they are now.\n' : 'The log has begun already.\n');
}
const report = await audit({ db, keyring: keyring.value, origin: config.origin }, kept);
await db.close();
if (!report.ok) giveUp('The checkpoint given is none.');
const { origin, leaves, checkpoints, rows, count, faults } = report.value;
process.stdout.write(`${origin}: ${leaves} leaves, ${checkpoints} checkpoints, ${rows} rows of the registry.\n`);
const [first, ...others] = faults;
if (first === undefined) {
  process.stdout.write('Everything is as it was logged.\n');
} else {
  process.stdout.write(`NOT as it was logged. First of ${count}:\n  ${sentence(first)}\n`);
  for (const fault of others) process.stdout.write(`  ${sentence(fault)}\n`);
  if (count > faults.length) process.stdout.write(`  and ${count - faults.length} more\n`);
}
process.exitCode = count === 0 ? 0 : 1;
