// What operators and their machines ask: is it alive, is it ready, how is it doing, what can it do.
import * as v from 'valibot';
import { ok, refuse } from '../../domain/result.ts';
import { answer, JSON_TYPE, type Route } from '../route.ts';

const READY_WITHIN_MS = 2000;

/** Alive: this process answers. Says nothing of the database, so that a lost database does not get it killed. */
export const healthz: Route = {
  operation: {
    id: 'health',
    tag: 'operations',
    summary: { zh: '存活检查', en: 'Is the process alive?' },
    answer: { description: 'It is', type: JSON_TYPE, schema: v.object({ status: v.literal('ok') }) },
    problems: [],
  },
  handler: (site) => (ask) => ok(answer(site, ask, '{"status":"ok"}')),
};

/** Ready: the database answers and the trust bundle can be signed. */
export const readyz: Route = {
  operation: {
    id: 'readiness',
    tag: 'operations',
    summary: { zh: '就绪检查', en: 'Can it serve?' },
    answer: { description: 'It can', type: JSON_TYPE, schema: v.object({ status: v.literal('ready') }) },
    problems: ['not_ready'],
  },
  handler: (site) => async (ask) => {
    try {
      await within(READY_WITHIN_MS, site.deps.ready());
      return ok(answer(site, ask, '{"status":"ready"}'));
    } catch (cause) {
      return refuse({ code: 'not_ready', cause });
    }
  },
};

export const metrics: Route = {
  operation: {
    id: 'metrics',
    tag: 'operations',
    summary: { zh: 'Prometheus 指标', en: 'Prometheus metrics' },
    description: 'With `Authorization: Bearer <token>` where the service is configured with a token.',
    answer: { description: 'Text exposition format', type: 'text/plain' },
    problems: ['unauthorized'],
  },
  handler: (site) => async (ask) => {
    const token = site.deps.config.metricsToken;
    const given = ask.request.headers.get('authorization') ?? '';
    if (token !== null && !(await equalSecrets(given, `Bearer ${token}`))) return refuse({ code: 'unauthorized' });
    // Without it the gauge keeps its last value, and that grows: an alert on it fires, as it should.
    const trust = await site.deps.trust.current().catch(() => null);
    if (trust) site.metrics.trustSignedAt(trust.issuedAt);
    return ok(answer(site, ask, await site.metrics.text(), {}, site.metrics.contentType));
  },
};

export const openApi: Route = {
  operation: {
    id: 'openApi',
    tag: 'operations',
    summary: { zh: '接口说明（OpenAPI 3.1）', en: 'This description (OpenAPI 3.1)' },
    answer: { description: 'The document', type: JSON_TYPE, schema: v.looseObject({ openapi: v.string() }) },
    problems: [],
  },
  handler: (site) => (ask) => ok(answer(site, ask, JSON.stringify(site.describe()), { 'Cache-Control': 'no-cache' })),
};

/** Compared by hash: how far two secrets agree does not show in the time it takes. */
async function equalSecrets(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all(
    [a, b].map(async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))),
  );
  return left !== undefined && right !== undefined && left.every((byte, at) => byte === right[at]);
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('not ready in time'));
    }, ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
