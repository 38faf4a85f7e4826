// Trust data and the directory of institutions: what anybody may have (D7, R43).
import { describe, expect, test } from 'vitest';
import { webCrypto } from '../../domain/crypto.ts';
import { openTrustBundle } from '../../domain/trust-bundle.ts';
import { listIn } from './client.ts';
import type { Subject } from './subject.ts';

export function expectPublicData(on: Subject): void {
  describe('trust (D7, D9)', () => {
    test('the bundle proves itself, and the single lists are the ones in it', async () => {
      const answer = await on.client.get('/api/trust');
      expect(answer.headers.get('content-type')).toBe('application/jose+json');
      const opened = await openTrustBundle(answer.text, null, webCrypto(globalThis));
      if (!opened.ok) throw new Error(opened.fault.code);
      expect(opened.value.hosts).toContain(new URL(on.place.origin).host);
      expect(opened.value.statuses.length).toBeGreaterThan(0);
      const list = await on.client.get('/api/status-lists/0');
      expect(list.headers.get('content-type')).toBe('application/statuslist+jwt');
      const payload: unknown = JSON.parse(answer.text).payload;
      const content: { statusLists: string[] } = JSON.parse(Buffer.from(String(payload), 'base64url').toString());
      expect(content.statusLists[0]).toBe(list.text);
      expect((await on.client.get(`/api/status-lists/${content.statusLists.length}`)).status).toBe(404);
    });

    test('the public keys are published, and no private part of any', async () => {
      const { body, text } = await on.client.get('/.well-known/jwks.json');
      expect(body['keys']).toEqual(expect.arrayContaining([expect.objectContaining({ kty: 'EC', crv: 'P-256' })]));
      expect(text).not.toContain('"d"');
    });

    test('whoever has the bundle already does not get it again', async () => {
      const etag = (await on.client.get('/api/trust')).headers.get('etag') ?? '';
      expect((await on.client.get('/api/trust', { 'if-none-match': etag })).status).toBe(304);
    });
  });

  describe('the directory of institutions (R43)', () => {
    test('lists all of them, page by page, each once', async () => {
      const codes: string[] = [];
      let cursor: unknown = '';
      do {
        const { body } = await on.client.get(`/api/institutions?cursor=${String(cursor)}`);
        codes.push(...listIn(body, 'items').map(({ code }) => String(code)));
        cursor = body['nextCursor'];
      } while (cursor !== null);
      expect(codes.toSorted()).toEqual(on.demo.institutions.toSorted());
    });

    test('is searched by part of a name, by code and by place, and shows whom to call', async () => {
      const [code = ''] = on.demo.institutions;
      const one = (await on.client.get(`/api/institutions/${code}`)).body;
      expect(one).toMatchObject({
        code,
        name: expect.any(String),
        phone: expect.any(String),
        scope: expect.any(Array),
      });
      const name = String(one['name']);
      for (const query of [`q=${encodeURIComponent(name.slice(1, 5))}`, `q=${code}`, `place=${String(one['place'])}`]) {
        const { body } = await on.client.get(`/api/institutions?${query}`);
        expect(listIn(body, 'items').map((item) => item['code'])).toContain(code);
      }
    });

    test('takes wildcards, quotes and strange cursors for what they are', async () => {
      for (const q of ['%', '_', "'", '\\', '"; drop table institution']) {
        const { status, body } = await on.client.get(`/api/institutions?q=${encodeURIComponent(q)}`);
        expect([q, status, body['items']]).toEqual([q, 200, []]);
      }
      expect((await on.client.get('/api/institutions?cursor=bm9uc2Vuc2U')).status).toBe(200);
      expect((await on.client.get('/api/institutions?q=%00')).status).toBe(400);
    });

    test('does not know an institution that is not filed', async () => {
      expect((await on.client.get('/api/institutions/S987644159998')).body['code']).toBe('institution_not_found');
    });
  });
}
