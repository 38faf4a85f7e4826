// A service in memory: one plain map for the table, a reversible "vault", an honest limiter. Fast, and every part of it
// can be made to fail, which the real ones will not do on request.
import type { FactPair } from '../../domain/disclosure.ts';
import { checkDigit } from '../../domain/resident-id.ts';
import { gcra } from '../../domain/gcra.ts';
import { createApp, type App } from '../../server/app.ts';
import type { Deps, Institution, LimitCharge, LimitDecision, ProgressRow, PublishedRow } from '../../server/deps.ts';

export const ORIGIN = 'https://zhengyan.test';

const withCheckDigit = (digits: string): string => digits + checkDigit(digits);

/** Synthetic people (region 4499 is assigned to nobody). */
export const ZHANG = {
  certificateNumber: 'S000044030001261000001',
  name: '张建国',
  idNumber: withCheckDigit('44990119900307451'),
};
export const LI = {
  certificateNumber: 'S000044030001263000002',
  name: '李小梅',
  idNumber: withCheckDigit('44990219881212002'),
};

/** Not public yet: with the provincial centre since 3 November 2026. */
export const WANG = {
  certificateNumber: 'S000044030001264000003',
  name: '王晓',
  idNumber: withCheckDigit('44990320010203004'),
};

export interface LoggedLine {
  level: 'info' | 'warn' | 'error';
  fields: Record<string, unknown>;
  message: string;
}

export interface SmallService {
  app: App;
  deps: Deps;
  lines: LoggedLine[];
  /** Milliseconds; tests move it. */
  clock: { now: number };
  /** How often the table was read. */
  reads: { count: number };
  post(
    path: string,
    body: string | Uint8Array<ArrayBuffer> | object,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

const hexOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function row(person: typeof ZHANG, standing: PublishedRow['standing']): PublishedRow {
  return {
    id: person.certificateNumber,
    certificateNumber: person.certificateNumber,
    nameSealed: hexOf(person.name),
    keyVersion: 1,
    occupation: '电工',
    job: null,
    level: person === ZHANG ? 1 : 3,
    issueDate: '2026-03-02',
    institutionCode: 'S000044030001',
    institutionName: '深圳市示例技工学校',
    standing,
  };
}

const SCHOOL: Institution = {
  code: 'S000044030001',
  name: '深圳市示例技工学校',
  tier: 'city',
  place: '03',
  status: 'active',
  address: '深圳市示例路 1 号',
  contact: '示例联系人',
  phone: '0755-00000000',
  authority: '深圳市职业技能鉴定指导中心',
  scope: [{ occupation: '电工', jobs: [], levels: [1, 2, 3] }],
};

/** What progress knows of a person: the way there, and where it stands. */
function underWay(person: typeof ZHANG, change: Partial<ProgressRow> = {}): ProgressRow {
  const days = [Date.UTC(2026, 9, 19, 2), Date.UTC(2026, 10, 3, 2)] as const;
  return {
    certificateNumber: person.certificateNumber,
    occupation: '电工',
    level: 4,
    issueDate: '2026-10-12',
    stage: 'provincial_review',
    standing: 'valid',
    stageSince: days[1],
    institutionCode: SCHOOL.code,
    institutionName: SCHOOL.name,
    tier: SCHOOL.tier,
    status: SCHOOL.status,
    phone: SCHOOL.phone,
    authority: SCHOOL.authority,
    events: [
      { event: 'reported', at: days[0] },
      { event: 'city_reviewed', at: days[1] },
    ],
    ...change,
  };
}

export function memoryLimits(): Deps['limits'] {
  const times = new Map<string, number>();
  const used = new Set<string>();
  return {
    charge: (charges: LimitCharge[], now: number): LimitDecision[] =>
      charges.map(({ key, limit, cost }) => {
        const { tat, ...decision } = gcra(limit, times.get(key) ?? null, cost, now);
        times.set(key, tat);
        return decision;
      }),
    useOnce: (nonce) => !used.has(nonce) && Boolean(used.add(nonce)),
  };
}

/** A small service; `change` replaces parts of it, to break them or to count them. */
export function smallService(change: (deps: Deps) => Partial<Deps> = () => ({})): SmallService {
  const lines: LoggedLine[] = [];
  const clock = { now: Date.now() };
  const reads = { count: 0 };
  const table = [
    [ZHANG, row(ZHANG, 'valid')],
    [LI, row(LI, 'suspended')],
  ] as const;
  const index = new Map<string, PublishedRow[]>();
  const put = (pair: FactPair, first: string, second: string, found: PublishedRow): unknown =>
    index.set(`${pair}|${first}|${second}`, [...(index.get(`${pair}|${first}|${second}`) ?? []), found]);
  for (const [person, found] of table) {
    put('number_name', person.certificateNumber, person.name, found);
    put('number_id', person.certificateNumber, person.idNumber, found);
    put('name_id', person.name, person.idNumber, found);
  }
  const ways = new Map<string, ProgressRow>();
  for (const [person, way] of [
    [ZHANG, underWay(ZHANG, { stage: 'published', issueDate: '2026-03-02', level: 1, events: [] })],
    [LI, underWay(LI, { stage: 'published', standing: 'suspended', events: [] })],
    [WANG, underWay(WANG)],
  ] as const) {
    ways.set(`number_id|${person.certificateNumber}|${person.idNumber}`, way);
    ways.set(`name_id|${person.name}|${person.idNumber}`, way);
  }
  const log =
    (level: LoggedLine['level']) =>
    (fields: Record<string, unknown>, message: string): unknown =>
      lines.push({ level, fields, message });
  const base: Deps = {
    config: { origin: ORIGIN, sealHosts: ['zhengyan.test'], demo: true, trustedProxyHops: 1, metricsToken: null },
    now: () => clock.now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    certificates: {
      async find(_pair, keys) {
        reads.count++;
        return keys.flatMap((key) => index.get(new TextDecoder().decode(key)) ?? []);
      },
    },
    progress: {
      async find(_pair, keys) {
        reads.count++;
        return keys.flatMap((key) => ways.get(new TextDecoder().decode(key)) ?? []);
      },
    },
    institutions: {
      async search({ q = '', place }) {
        const fits = SCHOOL.name.includes(q) && (place === undefined || place === SCHOOL.place);
        return { items: fits ? [SCHOOL] : [], nextCursor: null };
      },
      byCode: async (code) => (code === SCHOOL.code ? SCHOOL : null),
    },
    vault: {
      blindIndex: (pair, first, second) => [hexOf(`${pair}|${first}|${second}`)],
      openName: (found) => new TextDecoder().decode(found.nameSealed),
      subject: (kind, value) => `${kind}:${value}`,
    },
    trust: {
      current: async () => ({ bundle: '{}', version: 1, issuedAt: Math.floor(clock.now / 1000), statusLists: [] }),
      jwks: () => ({ keys: [] }),
    },
    auditLog: {
      checkpoint: async () => ({ note: '', size: 0 }),
      tile: async () => null,
      verifierKeys: async () => [],
    },
    limits: memoryLimits(),
    demo: null,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    ready: async () => {},
    challengeSecret: 'a secret of the tests',
  };
  const deps: Deps = { ...base, ...change(base) };
  const app = createApp(deps);
  return {
    app,
    deps,
    lines,
    clock,
    reads,
    post: async (path, body, headers = {}) =>
      app.request(
        path,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
        },
        { peer: '192.0.2.7' },
      ),
  };
}
