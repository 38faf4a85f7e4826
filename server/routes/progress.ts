// POST /api/progress (R46): the ID number and one of the other two facts, and how far the certificate is on its way to the
// public. Here, and only here, rows are found that are not public yet, and only by somebody who has the ID number (D2, D4).
import * as v from 'valibot';
import { LEVEL_CODES, LEVELS } from '../../domain/level.ts';
import { STAGE_NAMES } from '../../domain/lifecycle.ts';
import { PROGRESS_STEPS, progressOf, STEP_STATES, type ProgressStep } from '../../domain/progress.ts';
import { PROGRESS_WORDS } from '../../domain/progress-words.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { allow } from '../allow.ts';
import type { Deps, ProgressRow } from '../deps.ts';
import { FACTS_MAX_BYTES, OwnFactsSchema, readFacts, subjectsOf, type FactQuery } from '../facts.ts';
import { GUARDS } from '../limits.ts';
import { BODY_PROBLEMS, LIMIT_PROBLEMS, RATE_LIMIT_HEADERS } from '../openapi.ts';
import type { Refusal } from '../problem.ts';
import { answer, JSON_TYPE, type Route } from '../route.ts';

// Constant to the byte, like that of a lookup (D4).
const GUIDANCE = {
  message: {
    zh: '没有查到同时符合这两项的证书。请核对后重试；评价机构应在发证日期后 30 日内上报，上报之前查不到进度。仍查不到的，请向证书上所印的评价机构查询，联系方式见评价机构名录。',
    en:
      'No certificate agrees with both facts. Check them and try again; institutions report within 30 days of issue, and before ' +
      'that there is no progress to see. If it is still not found, ask the institution printed on the certificate; the ' +
      'directory has its contacts.',
  },
  directory: '/institutions',
  directoryApi: '/api/institutions',
};
const NO_MATCH = `{"outcome":"no_match","certificates":[],"guidance":${JSON.stringify(GUIDANCE)},"asOf":`;

const text = v.string();
const day = v.pipe(text, v.isoDate());
const Words = v.object({ zh: text, en: text });
const asOf = v.pipe(text, v.isoTimestamp());
const Step = v.object({
  step: v.picklist(PROGRESS_STEPS),
  state: v.picklist(STEP_STATES),
  doneAt: v.nullable(day),
  dueBy: v.nullable(day),
  estimate: v.boolean(),
  overdue: v.boolean(),
  withWhom: v.object({ party: v.picklist(['institution', 'city', 'province', 'ministry']), name: v.nullable(text) }),
});
const Certificate = v.object({
  certificateNumber: v.nullable(text),
  occupation: v.nullable(text),
  level: v.nullable(v.object({ code: v.picklist(LEVEL_CODES), name: text })),
  issueDate: v.nullable(day),
  institution: v.object({
    code: text,
    name: text,
    phone: text,
    status: v.picklist(['active', 'ceased']),
    authority: text,
  }),
  standing: v.picklist(['valid', 'withdrawn', 'suspended']),
  stage: v.picklist(STAGE_NAMES),
  message: Words,
  steps: v.array(Step),
  promisedBy: v.nullable(day),
  promisedByEstimate: v.boolean(),
  paperBy: v.nullable(day),
});
const Outcome = v.variant('outcome', [
  v.object({ outcome: v.literal('match'), certificates: v.pipe(v.array(Certificate), v.minLength(1)), asOf }),
  v.object({
    outcome: v.literal('no_match'),
    certificates: v.pipe(v.array(v.never()), v.maxLength(0)),
    guidance: v.object({ message: Words, directory: text, directoryApi: text }),
    asOf,
  }),
]);

export const progress: Route = {
  operation: {
    id: 'askProgress',
    tag: 'verify',
    summary: { zh: '证书上网进度', en: 'How far a certificate is on its way to the public' },
    description:
      'For holders: the ID number and exactly one of the other two members. Steps come in the order in which they happen; ' +
      '`dueBy` is the last day that the rules allow, an estimate where `estimate` is true. `promisedBy` is the day by which ' +
      'the certificate is to be queryable, 75 working days after issue. A returned certificate has more than one round of ' +
      'steps. Of a withdrawn or suspended certificate only the institution is named. Neither name nor ID number is repeated.',
    body: {
      schema: OwnFactsSchema,
      maxBytes: FACTS_MAX_BYTES,
      examples: {
        idAndNumber: { idNumber: '449901199001010013', certificateNumber: 'S000044030001261000001' },
        idAndName: { idNumber: '449901199001010013', name: '张三' },
      },
    },
    answer: {
      description: 'Match or no match',
      type: JSON_TYPE,
      schema: Outcome,
      headers: RATE_LIMIT_HEADERS,
      examples: {
        match: { outcome: 'match', certificates: [example()], asOf: '2026-11-20T08:00:00.000Z' },
        noMatch: { outcome: 'no_match', certificates: [], guidance: GUIDANCE, asOf: '2026-11-20T08:00:00.000Z' },
      },
    },
    problems: [...BODY_PROBLEMS, 'two_of_three', ...LIMIT_PROBLEMS, 'storage_unavailable'],
  },

  handler: (site) => async (ask) => {
    const query = await readFacts(ask.request, OwnFactsSchema);
    if (!query.ok) return query;
    const permit = await allow(site.deps, ask, GUARDS.progress, subjectsOf(query.value, site.deps));
    if (!permit.ok) return permit;
    const rows = await find(query.value, site.deps);
    const found = rows.ok && rows.value.length === 0 ? 'miss' : 'hit'; // a failure of ours is not charged as a guess
    const headers = await permit.value.settle(found);
    if (!rows.ok) return rows;
    if (!headers.ok) return headers;

    ask.outcome = found === 'hit' ? 'match' : 'no_match';
    const now = site.deps.now();
    const at = JSON.stringify(new Date(now).toISOString());
    if (found === 'miss') return ok(answer(site, ask, `${NO_MATCH}${at}}`, headers.value));
    const certificates = rows.value.map((row) => shown(row, query.value.pair === 'number_id', now));
    const body = `{"outcome":"match","certificates":${JSON.stringify(certificates)},"asOf":${at}}`;
    return ok(answer(site, ask, body, headers.value));
  },
};

async function find({ pair, first, second }: FactQuery, deps: Deps): Promise<Result<ProgressRow[], Refusal>> {
  if (pair === 'number_name') throw new Error('progress is never asked without the ID number');
  try {
    return ok(await deps.progress.find(pair, deps.vault.blindIndex(pair, first, second)));
  } catch (cause) {
    return refuse({ code: 'storage_unavailable', cause });
  }
}

type Shown = v.InferOutput<typeof Certificate>;

/** What the holder sees of a row; of a standing other than valid no more than a lookup would say (D4). */
function shown(row: ProgressRow, numberTyped: boolean, now: number): Shown {
  const { certificateNumber, stage, standing, institutionCode, institutionName, phone, status, authority } = row;
  const institution = { code: institutionCode, name: institutionName, phone, status, authority };
  if (standing !== 'valid') {
    return {
      certificateNumber: numberTyped ? certificateNumber : null,
      occupation: null,
      level: null,
      issueDate: null,
      institution,
      standing,
      stage,
      message: PROGRESS_WORDS.withheld,
      steps: [],
      promisedBy: null,
      promisedByEstimate: false,
      paperBy: null,
    };
  }
  const { occupation, level, issueDate } = row;
  const { steps, promised, paper } = progressOf(row, now);
  return {
    certificateNumber,
    occupation,
    level: { code: level, name: LEVELS[level].printed },
    issueDate,
    institution,
    standing,
    stage,
    message: PROGRESS_WORDS[stage],
    steps: steps.map((step) => Object.assign({}, step, { withWhom: withWhom(row, step) })),
    promisedBy: promised.date,
    promisedByEstimate: promised.estimate,
    paperBy: paper?.date ?? null,
  };
}

/** The institution, or the centre it is filed with, which also does its part when it has ceased (R19, R37), by name. */
function withWhom(row: ProgressRow, { withWhom: party }: ProgressStep): Shown['steps'][number]['withWhom'] {
  if (party === 'institution' && row.status === 'active') return { party, name: row.institutionName };
  const taken = party === 'institution' ? row.tier : party;
  return { party: taken, name: taken === row.tier ? row.authority : null };
}

/** Made by the rules themselves, so that the description cannot promise other dates than the service does. */
function example(): Shown {
  const row: ProgressRow = {
    certificateNumber: 'S000044030001261000001',
    occupation: '电工',
    level: 1,
    issueDate: '2026-10-12',
    stage: 'provincial_review',
    standing: 'valid',
    stageSince: Date.UTC(2026, 10, 3, 2),
    institutionCode: 'S000044030001',
    institutionName: '示例职业培训学校',
    tier: 'city',
    status: 'active',
    phone: '0755-5550-0000',
    authority: '深圳市职业技能鉴定指导中心',
    events: [
      { event: 'reported', at: Date.UTC(2026, 9, 19, 2) },
      { event: 'city_reviewed', at: Date.UTC(2026, 10, 3, 2) },
    ],
  };
  return shown(row, true, Date.UTC(2026, 10, 20, 8));
}
