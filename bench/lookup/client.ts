// The load generator, a process of its own. Told a round, it answers with what it measured.
import { quantile } from '../statistics.ts';
import { openConnection } from './connection.ts';
import { questions, wrongWith, type Question } from './requests.ts';

export interface Round {
  port: number;
  /** Rows that exist there. */
  rows: number;
  seed: number;
  connections: number;
  seconds: number;
  /** Whether answers are to be looked at: the ceiling's are always the same. */
  check: boolean;
}

export interface Measured {
  /** Answers per second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  answers: number;
  checked: number;
  /** Answers that were wrong, or not 200, by reason. */
  wrong: Record<string, number>;
}

const CHECK_EVERY = 53;
/** More than a round can ask, for most servers; a faster one sees the same questions again. */
const QUESTIONS = 60_000;

/** The questions of this seed by number of rows: each server with as many rows is asked the same. */
const made = new Map<number, Question[]>();
let seedOfMade = -1;

function questionsOf({ rows, seed }: Round): Question[] {
  if (seed !== seedOfMade) made.clear();
  seedOfMade = seed;
  const known = made.get(rows) ?? questions(QUESTIONS, rows, seed);
  made.set(rows, known);
  return known;
}

async function run(round: Round): Promise<Measured> {
  const asked = questionsOf(round);
  const latencies: number[] = [];
  const wrong: Record<string, number> = {};
  const note = (reason: string): void => void (wrong[reason] = (wrong[reason] ?? 0) + 1);
  let next = 0;
  let checked = 0;
  const started = performance.now();
  const until = started + round.seconds * 1000;

  /** One connection that asks, waits for the answer and asks again until the time is up. */
  const drive = async (resolve: () => void, reject: (fault: Error) => void): Promise<void> => {
    let question: Question | undefined;
    let sentAt = 0;
    const ask = (): void => {
      question = asked[next++ % asked.length];
      if (!question) throw new Error('no questions');
      sentAt = performance.now();
      connection.send(question.bytes);
    };
    const connection = await openConnection(
      round.port,
      ({ status, body }) => {
        const now = performance.now();
        latencies.push(now - sentAt);
        if (status !== 200) note(`status ${status}`);
        else if (question && round.check && latencies.length % CHECK_EVERY === 0) {
          checked += 1;
          const fault = wrongWith(question, body.toString());
          if (fault !== null) note(fault);
        }
        if (now < until) return ask();
        connection.close();
        return resolve();
      },
      reject,
    );
    ask();
  };
  const driven = (): Promise<void> => new Promise((resolve, reject) => void drive(resolve, reject).catch(reject));
  await Promise.all(Array.from({ length: round.connections }, driven));

  const seconds = (performance.now() - started) / 1000;
  const sorted = Float64Array.from(latencies).toSorted();
  return {
    rate: latencies.length / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    answers: latencies.length,
    checked,
    wrong,
  };
}

process.on('message', (round: Round) => {
  run(round).then(
    (measured) => process.send?.({ measured }),
    (fault: unknown) => process.send?.({ fault: String(fault) }),
  );
});
process.on('disconnect', () => process.exit());
