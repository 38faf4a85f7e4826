// What operators look at; and what nobody may find there.
import { describe, expect, test } from 'vitest';
import type { Subject } from './subject.ts';

export function expectOperations(on: Subject): void {
  describe('operations', () => {
    test('alive, ready, described and measured', async () => {
      expect((await on.client.get('/healthz')).body).toEqual({ status: 'ok' });
      expect((await on.client.get('/readyz')).body).toEqual({ status: 'ready' });
      const { body } = await on.client.get('/api/openapi.json');
      expect([body['openapi'], body['servers']]).toEqual(['3.1.0', [{ url: on.place.origin }]]);
      const { text } = await on.client.get('/metrics');
      expect(text).toMatch(/zhengyan_lookups_total\{outcome="match"\} \d+/);
      expect(text).toMatch(/zhengyan_trust_bundle_age_seconds \d/);
    });

    // Last, so that it has everything of this run to look through.
    test('nothing that was typed, and no address, is in the log or in the metrics', async () => {
      const { text } = await on.client.get('/metrics');
      const said = on.place.output() + text;
      // The demo introduces one of its people on the terminal.
      const [welcome = ''] = /\n {2}证验[^]*?Ctrl\+C/.exec(on.place.output()) ?? [];
      const secrets = [
        ...on.demo.people.flatMap(({ name, idNumber }) => [name, idNumber]),
        ...on.demo.held().map(({ certificate }) => certificate.certificateNumber),
        'canary',
        '王不存在',
        '10.0',
      ];
      // As a word of its own: some travel permits have hardly any digits but zeros, like many a number in the metrics.
      const log = said.replace(welcome, '');
      const leaked = secrets.filter((secret) =>
        new RegExp(`(?<![\\w.])${secret.replaceAll('.', '[.]')}(?!\\w)`).test(log),
      );
      expect(leaked).toEqual([]);
      expect(said).toMatch(/"requestId":"[0-9a-f]{24}","method":"POST","route":"\/api\/lookups","status":200/);
    });
  });
}
