// Ceiling (a): a bare Hono route that reads a JSON body and answers with one as long as a match. No limits, no keys, no
// database; the same server package as the service.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { announce } from './announce.ts';

const ANSWER = {
  outcome: 'match',
  certificates: [
    {
      certificateNumber: 'S000044012199201050000',
      holderName: '张**',
      occupation: '信息通信网络运行管理员',
      job: '--',
      level: { code: 1, name: '一级/高级技师' },
      issueDate: '2020-07-17',
      institution: { code: 'S000044012199', name: '广州第 199 示例技工学校' },
      standing: 'valid',
    },
  ],
  asOf: '2026-11-20T08:00:00.000Z',
};

const app = new Hono();
app.post('/api/lookups', async (c) => {
  await c.req.json();
  return c.json(ANSWER);
});
const listener = getRequestListener(app.fetch);
const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
await announce(server);
