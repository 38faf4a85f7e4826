// `npx tsx server/cli/rotate.ts`: gives personal data new keys while the service runs (D2). With the service's own
// environment (DATABASE_URL, KEYS or KEYS_FILE); on PGlite the service has to be stopped, since the folder has one owner.
import { openDatabase } from '../../db/connect.ts';
import { readSettings } from '../config.ts';
import { loadKeys } from '../keys.ts';
import { rotateKeys } from '../rotation.ts';
import { openVault } from '../vault.ts';

function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

const settings = readSettings(process.env);
if (!settings.ok) giveUp(settings.fault);
const { databaseUrl, dataDir } = settings.value;
const keyring = await loadKeys(settings.value, Date.now());
if (!keyring.ok) giveUp(keyring.fault);
const db = await openDatabase(databaseUrl === null ? { dataDir } : { url: databaseUrl }).catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
  return giveUp(
    code === 'folder_in_use' ? 'The service has the data folder open: stop it first.' : `No database (${code}).`,
  );
});
const vault = await openVault(db, keyring.value);
process.stdout.write('Making the new key version known …\n');
const { version, rows } = await rotateKeys({
  db,
  vault,
  keyring: keyring.value,
  // With a data folder nobody else is there to be waited for.
  ...(db.kind === 'pglite' ? { settle: async () => undefined } : {}),
  progress: (moved) => process.stdout.write(`\r${moved} rows moved`),
});
process.stdout.write(`\nEverything is under key version ${version}: ${rows} rows moved.\n`);
vault.close();
await db.close();
