// GET /api/institutions and /{code}: the directory of filed institutions, so that nobody who finds nothing is left
// without somebody to ask (R43). Names, scopes and official contacts only; no personal data.
import * as v from 'valibot';
import { LEVEL_CODES } from '../../domain/level.ts';
import { ok, refuse, type Result } from '../../domain/result.ts';
import { allowOne } from '../allow.ts';
import { check } from '../fields.ts';
import { GUARDS } from '../limits.ts';
import { LIMIT_PROBLEMS, RATE_LIMIT_HEADERS } from '../openapi.ts';
import type { Refusal } from '../problem.ts';
import { answer, JSON_TYPE, type Route } from '../route.ts';

const PAGE_SIZE = 20;

const text = v.string();
const Institution = v.object({
  code: text,
  name: text,
  tier: v.picklist(['city', 'province']),
  place: text,
  status: v.picklist(['active', 'ceased']),
  address: text,
  contact: text,
  phone: text,
  authority: text,
  scope: v.array(v.object({ occupation: text, jobs: v.array(text), levels: v.array(v.picklist(LEVEL_CODES)) })),
});

// No control characters: NUL is no character of a PostgreSQL text, and the others are in no name. (Written out, because
// patterns in JSON Schema have no flags and so no \p.)
// oxlint-disable-next-line no-control-regex
const Q = v.pipe(text, v.maxLength(100), v.regex(/^[^\u0000-\u001f\u007f-\u009f]*$/));
const Place = v.pipe(text, v.regex(/^\d{2}$/));
const Cursor = v.pipe(text, v.regex(/^[\w-]{1,200}$/));
const Search = v.strictObject({ q: v.optional(Q), place: v.optional(Place), cursor: v.optional(Cursor) });
const Code = /^[A-Z]\d{12}$/;

export const institutions: Route = {
  operation: {
    id: 'searchInstitutions',
    tag: 'directory',
    summary: { zh: '检索评价机构', en: 'Search the directory of institutions' },
    parameters: [
      {
        name: 'q',
        in: 'query',
        required: false,
        description: 'Part of the name or of the code',
        schema: Q,
        example: '技工',
      },
      {
        name: 'place',
        in: 'query',
        required: false,
        description: 'Place code in Guangdong, two digits',
        schema: Place,
        example: '03',
      },
      { name: 'cursor', in: 'query', required: false, description: '`nextCursor` of the page before', schema: Cursor },
    ],
    answer: {
      description: `At most ${PAGE_SIZE} institutions; \`nextCursor\` is null on the last page`,
      type: JSON_TYPE,
      schema: v.object({ items: v.array(Institution), nextCursor: v.nullable(text) }),
      headers: RATE_LIMIT_HEADERS,
    },
    problems: ['unknown_parameter', 'invalid_fields', ...LIMIT_PROBLEMS, 'storage_unavailable'],
  },
  handler: (site) => async (ask) => {
    const search = readSearch(ask.request.url);
    if (!search.ok) return search;
    const headers = await allowOne(site.deps, ask, GUARDS.directory);
    if (!headers.ok) return headers;
    try {
      const page = await site.deps.institutions.search({ ...search.value, limit: PAGE_SIZE });
      return ok(answer(site, ask, JSON.stringify(page), headers.value));
    } catch (cause) {
      return refuse({ code: 'storage_unavailable', cause });
    }
  },
};

export const institution: Route = {
  operation: {
    id: 'institution',
    tag: 'directory',
    summary: { zh: '评价机构详情', en: 'One institution' },
    parameters: [
      {
        name: 'code',
        in: 'path',
        required: true,
        description: 'The first 13 characters of its certificate numbers',
        schema: v.pipe(text, v.regex(Code)),
        example: 'S000044030001',
      },
    ],
    answer: { description: 'The institution', type: JSON_TYPE, schema: Institution, headers: RATE_LIMIT_HEADERS },
    problems: ['institution_not_found', ...LIMIT_PROBLEMS, 'storage_unavailable'],
  },
  handler: (site) => async (ask) => {
    const headers = await allowOne(site.deps, ask, GUARDS.directory);
    if (!headers.ok) return headers;
    const code = ask.param('code');
    if (!Code.test(code)) return refuse({ code: 'institution_not_found' });
    try {
      const found = await site.deps.institutions.byCode(code);
      if (!found) return refuse({ code: 'institution_not_found' });
      return ok(answer(site, ask, JSON.stringify(found), headers.value));
    } catch (cause) {
      return refuse({ code: 'storage_unavailable', cause });
    }
  },
};

/** The parameters of a search; one left empty (`?q=`), as a form sends it, counts as left out. */
function readSearch(url: string): Result<{ q?: string; place?: string; cursor?: string }, Refusal> {
  const given: Record<string, string> = {};
  for (const [name, value] of new URL(url).searchParams) {
    if (!Object.hasOwn(Search.entries, name) || Object.hasOwn(given, name))
      return refuse({ code: 'unknown_parameter' });
    given[name] = value;
  }
  const checked = check(Search, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')));
  if (!checked.ok) return checked;
  const { q, place, cursor } = checked.value;
  return ok({
    ...(q === undefined ? {} : { q }),
    ...(place === undefined ? {} : { place }),
    ...(cursor === undefined ? {} : { cursor }),
  });
}
