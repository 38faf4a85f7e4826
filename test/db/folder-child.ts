// A process of its own for folder.test.ts: opens a data folder and does what it is told, telling when it has done so.
//   hold DIR           takes the lock and keeps it
//   write DIR FROM     inserts FROM, FROM + 1, … and writes each number to stdout once the database has acknowledged it
import { openDatabase } from '../../db/connect.ts';

const [task, dataDir = '', from = '0'] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const db = await openDatabase({ dataDir });
  say('open');
  if (task === 'write') {
    for (let n = Number(from); ; n++) {
      // A few rows to a transaction, so that the process also dies in the middle of one.
      await db.transaction(async (tx) => {
        await tx.query(`insert into trust_bundle (version, issued_at, inputs) values ($1, 0, '')`, [n + 1]);
        await tx.query(`insert into status_shard (shard) values ($1)`, [n]);
      });
      say(String(n));
    }
  }
  setInterval(() => undefined, 1000);
} catch (error) {
  say(error instanceof Error && 'code' in error ? String(error.code) : String(error));
  process.exit(1);
}
