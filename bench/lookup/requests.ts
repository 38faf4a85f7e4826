// The requests of one round, made before the clock starts, and what their answers must say.
import { FACT_PAIRS, type FactPair } from '../../domain/disclosure.ts';
import { seeded } from '../random.ts';
import { certificateOf } from './people.ts';

export interface Question {
  pair: FactPair;
  /** The row that is asked for; null for a pair of facts that belongs to nobody. */
  row: number | null;
  bytes: Buffer;
}

const MISS_SHARE = 0.1;

/** `count` questions about rows 0 to `rows` - 1: all three pairs, 9 of 10 match, each from a client address of its own. */
export function questions(count: number, rows: number, seed: number): Question[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const pair = FACT_PAIRS[Math.floor(random() * FACT_PAIRS.length)] ?? 'number_name';
    const row = Math.floor(random() * rows);
    const missed = random() < MISS_SHARE;
    return { pair, row: missed ? null : row, bytes: request(pair, row, missed, addressOf(random)) };
  });
}

/** Any public-looking IPv4 address: with TRUSTED_PROXY_HOPS=1 the limiter takes it for the client's. */
function addressOf(random: () => number): string {
  const part = (): number => Math.floor(random() * 256);
  return `${11 + Math.floor(random() * 110)}.${part()}.${part()}.${part()}`;
}

function request(pair: FactPair, row: number, missed: boolean, address: string): Buffer {
  const { certificateNumber, holderName, idNumber } = certificateOf(row);
  // A miss is a real fact with one of somebody who does not exist: the row after the 199 millionth is never written.
  const other = missed ? certificateOf(199_000_000 + (row % 700_000)) : null;
  const facts: Record<FactPair, Record<string, string>> = {
    number_name: { certificateNumber: other?.certificateNumber ?? certificateNumber, name: holderName },
    number_id: { certificateNumber, idNumber: other?.idNumber ?? idNumber },
    name_id: { name: holderName, idNumber: other?.idNumber ?? idNumber },
  };
  const body = Buffer.from(JSON.stringify(facts[pair]));
  const head =
    `POST /api/lookups HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
    `Accept: application/json\r\nAccept-Language: zh-CN\r\nX-Forwarded-For: ${address}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** What is wrong with an answer of the service, in a word; null when it is right. */
export function wrongWith(question: Question, body: string): string | null {
  const answer: { outcome?: string; certificates?: Record<string, unknown>[] } = JSON.parse(body);
  if (question.row === null) return answer.outcome === 'no_match' ? null : 'a match for nobody';
  const [found, ...others] = answer.certificates ?? [];
  if (!found || others.length > 0) return 'not exactly one certificate';
  const expected = certificateOf(question.row);
  const nameShown = question.pair === 'number_id' ? `${expected.holderName.slice(0, 1)}**` : expected.holderName; // D4
  if (found['holderName'] !== nameShown) return 'another name';
  if (found['certificateNumber'] !== expected.certificateNumber) return 'another number';
  if (found['issueDate'] !== expected.issueDate) return 'another date';
  return body.includes(expected.idNumber) ? 'an ID number' : null;
}
