// GET /api/demo: synthetic people and certificates to try things with. Not there at all outside demo mode.
import * as v from 'valibot';
import { ok, refuse } from '../../domain/result.ts';
import { answer, JSON_TYPE, type Route } from '../route.ts';

const text = v.string();
const Listing = v.object({
  people: v.array(
    v.object({
      name: text,
      idType: text,
      idNumber: text,
      certificates: v.array(
        v.object({
          certificateNumber: text,
          stage: text,
          standing: v.nullable(text),
          qrText: v.nullable(text),
          checkCode: v.nullable(text),
        }),
      ),
    }),
  ),
  staff: v.array(v.object({ role: text, login: text, password: text, totpSecret: text })),
  institutions: v.array(text),
});

export const demo: Route = {
  operation: {
    id: 'demo',
    tag: 'operations',
    summary: { zh: '演示数据（仅演示模式）', en: 'Demo data (demo mode only)' },
    description: 'Everybody in it is synthetic: the ID numbers have region code 4499xx, which is assigned to nobody.',
    answer: { description: 'People, certificates, institutions', type: JSON_TYPE, schema: Listing },
    problems: ['not_in_demo_mode', 'storage_unavailable'],
  },
  handler: (site) => async (ask) => {
    if (!site.deps.demo) return refuse({ code: 'not_in_demo_mode' });
    try {
      return ok(answer(site, ask, JSON.stringify(await site.deps.demo())));
    } catch (cause) {
      return refuse({ code: 'storage_unavailable', cause });
    }
  },
};
