// A thread that makes rows: hashing and encryption are most of the work of filling a database.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../db/connect.ts';
import { openKeySet } from '../../server/keys.ts';
import { openVault } from '../../server/vault.ts';
import { copyRows } from './rows.ts';

export interface Stretch {
  from: number;
  to: number;
}

const given: { url: string; keys: string } = workerData;
const keyring = await openKeySet(given.keys, 'keys');
if (!keyring.ok) throw new Error(keyring.fault);
const db = await openDatabase({ url: given.url, poolSize: 1, migrate: false });
const vault = await openVault(db, keyring.value);
vault.close();
await db.close();

parentPort?.on('message', ({ from, to }: Stretch) => {
  const bytes = copyRows(vault, from, to);
  parentPort?.postMessage(bytes, [bytes.buffer]);
});
