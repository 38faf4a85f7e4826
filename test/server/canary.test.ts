// Nothing that was typed comes out anywhere but in the answer that discloses it: not in a log line, not in a metric, not
// in an error, whatever goes wrong. Each fact here is a canary that occurs nowhere else.
import { expect, test } from 'vitest';
import { checkDigit } from '../../domain/resident-id.ts';
import { smallService } from './small-deps.ts';

const CANARY = {
  certificateNumber: 'S000044030009993765432',
  name: '欧阳金丝雀',
  idNumber: `44990119770707123${checkDigit('44990119770707123')}`,
};
const SECRETS = [...Object.values(CANARY), CANARY.idNumber.slice(6, 14), 'telltale', '198.51.100.77'];
const leaks = (text: string): string[] => SECRETS.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));

// What a driver says when a statement fails: the statement with its values.
const driverError = () =>
  Object.assign(
    new Error(`Failed query: select … where key = $1\nparams: ${Object.values(CANARY).join(',')}`, {
      cause: Object.assign(new Error(`invalid input syntax: "${CANARY.name}"`), {
        code: '22P02',
        detail: CANARY.idNumber,
        query: CANARY.certificateNumber,
      }),
    }),
    { parameters: Object.values(CANARY) },
  );
async function fails(): Promise<never> {
  throw driverError();
}

const BODIES: (object | string)[] = [
  { certificateNumber: CANARY.certificateNumber, name: CANARY.name },
  { certificateNumber: CANARY.certificateNumber, idNumber: CANARY.idNumber },
  { name: CANARY.name, idNumber: CANARY.idNumber },
  { name: CANARY.name },
  { ...CANARY },
  { [CANARY.name]: CANARY.idNumber },
  { name: `${CANARY.name}<`, idNumber: `${CANARY.idNumber}9` },
  { name: [CANARY.name], certificateNumber: { telltale: CANARY.idNumber } },
  `{"name":"${CANARY.name}"`,
  `{"name":"${CANARY.name}","name":"${CANARY.idNumber}"}`,
  `["${CANARY.name}"]`,
];

const broken = {
  nothing: {},
  'the table': { certificates: { find: fails }, progress: { find: fails } },
  'the limits': { limits: { charge: fails, useOnce: fails } },
  'the directory': { institutions: { search: fails, byCode: fails } },
  'the trust data': { trust: { current: fails, jwks: () => ({ keys: [] }) } },
  'the demo data': { demo: fails },
  readiness: { ready: fails },
};

test.each(Object.entries(broken))(
  'nothing that was typed is logged, counted or repeated when %s fails',
  async (_, parts) => {
    const service = smallService((deps) => ({ ...parts, config: { ...deps.config, trustedProxyHops: 0 } }));
    const answers: string[] = [];
    const keep = async (response: Response): Promise<void> => {
      answers.push(JSON.stringify([...response.headers]), await response.text());
    };
    const headers = {
      'x-forwarded-for': '198.51.100.77',
      'user-agent': 'telltale',
      referer: `https://x.example/?${CANARY.idNumber}`,
      'accept-language': CANARY.idNumber,
      'proof-of-work': '',
    };
    for (const body of BODIES) {
      await keep(await service.post('/api/lookups', body, headers));
      await keep(await service.post('/api/lookups', body));
      await keep(await service.post('/api/progress', body, headers));
      await keep(await service.post('/api/seals/verification', body));
    }
    await keep(await service.post('/api/seals/verification', { text: JSON.stringify(CANARY) }));
    const query = `q=${encodeURIComponent(CANARY.name)}&idNumber=${CANARY.idNumber}`;
    for (const path of [
      `/api/institutions?q=${encodeURIComponent(CANARY.name)}`,
      `/api/institutions?${query}`,
      `/api/institutions/${CANARY.certificateNumber.slice(0, 13)}`,
      `/api/lookups?${query}`,
      `/api/${CANARY.idNumber}`,
      `/${encodeURIComponent(CANARY.name)}?${query}`,
      `/q?${query}`,
      '/api/trust',
      '/api/demo',
      '/readyz',
    ]) {
      await keep(await service.app.request(path, { headers }));
      await keep(await service.app.request(path, { method: 'PUT', headers }));
    }
    await keep(await service.app.request('/metrics'));
    expect(leaks(answers.join('\n'))).toEqual([]);
    expect(leaks(JSON.stringify(service.lines))).toEqual([]);
    expect(service.lines.length).toBeGreaterThan(40);
  },
);

test('the net would catch one: a canary that is disclosed is found', async () => {
  const service = smallService((deps) => ({ vault: { ...deps.vault, openName: () => CANARY.name } }));
  const response = await service.post('/api/lookups', {
    certificateNumber: 'S000044030001261000001',
    name: '张建国',
  });
  expect(leaks(await response.text())).toEqual([CANARY.name]);
});

test('every line has its request id, route and status, and an error the place where it happened', async () => {
  const service = smallService(() => ({ certificates: { find: fails } }));
  const response = await service.post('/api/lookups', { name: CANARY.name, idNumber: CANARY.idNumber });
  expect(service.lines).toEqual([
    {
      level: 'error',
      message: 'request failed',
      fields: {
        requestId: response.headers.get('x-request-id'),
        method: 'POST',
        route: '/api/lookups',
        status: 503,
        ms: expect.any(Number),
        outcome: 'storage_unavailable',
        error: 'Error',
        at: expect.arrayContaining([expect.stringContaining('canary.test.ts')]),
        cause: expect.objectContaining({ code: '22P02' }),
      },
    },
  ]);
});
