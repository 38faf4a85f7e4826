// POST /api/lookups: two of the three facts, and what may be said about them (R39, D2, D3, D4).
import * as v from 'valibot';
import { disclose, type DisclosedCertificate, type FactPair } from '../../domain/disclosure.ts';
import { LEVEL_CODES } from '../../domain/level.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { allow } from '../allow.ts';
import type { Deps, PublishedRow } from '../deps.ts';
import { FACTS_MAX_BYTES, FactsSchema, readFacts, subjectsOf, type FactQuery } from '../facts.ts';
import { GUARDS } from '../limits.ts';
import { BODY_PROBLEMS, LIMIT_PROBLEMS, RATE_LIMIT_HEADERS } from '../openapi.ts';
import type { Refusal } from '../problem.ts';
import { answer, JSON_TYPE, type Route } from '../route.ts';

// Constant to the byte: what it says must not depend on whether anything exists (D4), so it names the place to ask
// (R43) and not one institution.
const GUIDANCE = {
  message: {
    zh: '没有查到同时符合这两项的证书。请核对后重试；证书核发后 75 个工作日内上网可查。仍查不到的，请向证书上所印的评价机构查询，联系方式见评价机构名录。',
    en:
      'No certificate agrees with both facts. Check them and try again; certificates become queryable within 75 working ' +
      'days of issue. If it is still not found, ask the institution printed on the certificate; the directory has its contacts.',
  },
  directory: '/institutions',
  directoryApi: '/api/institutions',
};
const NO_MATCH = `{"outcome":"no_match","certificates":[],"guidance":${JSON.stringify(GUIDANCE)},"asOf":`;

const text = v.string();
const Certificate = v.object({
  certificateNumber: v.nullable(text),
  holderName: text,
  occupation: v.nullable(text),
  job: v.nullable(text),
  level: v.nullable(v.object({ code: v.picklist(LEVEL_CODES), name: text })),
  issueDate: v.nullable(v.pipe(text, v.isoDate())),
  institution: v.object({ code: text, name: text }),
  standing: v.picklist(['valid', 'withdrawn', 'suspended']),
});
const Words = v.object({ zh: text, en: text });
const asOf = v.pipe(text, v.isoTimestamp());
const Outcome = v.variant('outcome', [
  v.object({ outcome: v.literal('match'), certificates: v.pipe(v.array(Certificate), v.minLength(1)), asOf }),
  v.object({
    outcome: v.literal('no_match'),
    certificates: v.pipe(v.array(v.never()), v.maxLength(0)),
    guidance: v.object({ message: Words, directory: text, directoryApi: text }),
    asOf,
  }),
]);

export const lookups: Route = {
  operation: {
    id: 'lookUp',
    tag: 'verify',
    summary: { zh: '按三项中的两项查询证书', en: 'Look a certificate up by two of three facts' },
    description:
      'Exactly two of the three members. Shown is what was typed, and what the certificate says; never an ID number, and of a ' +
      'name that was not typed the first character only. A withdrawn or suspended certificate says so, without its details. ' +
      '`no_match` is one answer for every reason.',
    body: {
      schema: FactsSchema,
      maxBytes: FACTS_MAX_BYTES,
      examples: {
        numberAndName: { certificateNumber: 'S000044030001261000001', name: '张三' },
        numberAndId: { certificateNumber: 'S000044030001261000001', idNumber: '449901199001010013' },
        nameAndId: { name: '张三', idNumber: '449901199001010013' },
      },
    },
    answer: {
      description: 'Match or no match',
      type: JSON_TYPE,
      schema: Outcome,
      headers: RATE_LIMIT_HEADERS,
      examples: {
        match: {
          outcome: 'match',
          certificates: [
            {
              certificateNumber: 'S000044030001261000001',
              holderName: '张三',
              occupation: '电工',
              job: '--',
              level: { code: 1, name: '一级/高级技师' },
              issueDate: '2026-03-02',
              institution: { code: 'S000044030001', name: '示例技工学校' },
              standing: 'valid',
            },
          ],
          asOf: '2026-11-20T08:00:00.000Z',
        },
        noMatch: { outcome: 'no_match', certificates: [], guidance: GUIDANCE, asOf: '2026-11-20T08:00:00.000Z' },
      },
    },
    problems: [...BODY_PROBLEMS, 'two_of_three', ...LIMIT_PROBLEMS, 'storage_unavailable'],
  },

  handler: (site) => async (ask) => {
    const query = await readFacts(ask.request);
    if (!query.ok) return query;
    const permit = await allow(site.deps, ask, GUARDS.lookups, subjectsOf(query.value, site.deps));
    if (!permit.ok) return permit;
    const rows = await find(query.value, site.deps);
    const found = rows.ok && rows.value.length === 0 ? 'miss' : 'hit'; // a failure of ours is not charged as a guess
    const headers = await permit.value.settle(found);
    if (!rows.ok) return rows;
    if (!headers.ok) return headers;

    ask.outcome = found === 'hit' ? 'match' : 'no_match';
    site.metrics.lookup(ask.outcome);
    const at = isoTime(site.deps.now());
    if (found === 'miss') return ok(answer(site, ask, `${NO_MATCH}"${at}"}`, headers.value));
    const certificates = JSON.stringify(await shown(rows.value, query.value.pair, site.deps));
    return ok(answer(site, ask, `{"outcome":"match","certificates":${certificates},"asOf":"${at}"}`, headers.value));
  },
};

/** The same index values and the same read for every query of the right form: an unknown prefix takes no short cut (D4). */
async function find({ pair, first, second }: FactQuery, deps: Deps): Promise<Result<PublishedRow[], Refusal>> {
  try {
    // The vault refuses when it has not been able to read the key versions for a while: a lookup could miss rows.
    return ok(await deps.certificates.find(pair, deps.vault.blindIndex(pair, first, second)));
  } catch (cause) {
    return refuse({ code: 'storage_unavailable', cause });
  }
}

/** Each row as far as the facts that were typed open it (D4). */
async function shown(rows: readonly PublishedRow[], pair: FactPair, { vault }: Deps): Promise<DisclosedCertificate[]> {
  const certificates: DisclosedCertificate[] = [];
  for (const row of rows) {
    const { certificateNumber, occupation, job, level, issueDate, standing } = row;
    const opened = vault.openName(row);
    const holderName = typeof opened === 'string' ? opened : await opened;
    const institution = { code: row.institutionCode, name: row.institutionName };
    const facts = { certificateNumber, holderName, occupation, job, level, issueDate, institution, standing };
    certificates.push(disclose(facts, pair));
  }
  return certificates;
}

let latest = { ms: Number.NaN, iso: '' };
/** ISO 8601 in UTC; many answers are made within one millisecond. */
function isoTime(ms: number): string {
  if (latest.ms !== ms) latest = { ms, iso: new Date(ms).toISOString() };
  return latest.iso;
}
