// A process of its own for log-kill.test.ts: changes and logs, transaction by transaction, until it is killed. Writes a
// number to stdout once the database has acknowledged it.
//   OPTIONS FROM      where the database is, as JSON, and the first number
import { appendLeaf } from '../../db/audit-log.ts';
import { openDatabase } from '../../db/connect.ts';

const [options = '{}', from = '1'] = process.argv.slice(2);
const db = await openDatabase(JSON.parse(options));
for (let n = Number(from); ; n++) {
  await db.transaction(async (tx) => {
    await tx.query(`insert into trust_bundle (version, issued_at, inputs) values ($1, 0, '')`, [n]);
    const draft = { at: n, actor: 'tester', action: 'test.append', object: `bundle:${n}`, before: null };
    await appendLeaf(tx, { ...draft, after: Buffer.from(String(n)) });
  });
  process.stdout.write(`${n}\n`);
}
