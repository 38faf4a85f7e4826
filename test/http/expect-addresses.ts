// Addresses, methods, headers and files (D14).
import { describe, expect, test } from 'vitest';
import { pairsOf, type Subject } from './subject.ts';

export function expectAddresses(on: Subject): void {
  describe('addresses, methods and headers', () => {
    test.each(['/api/progress/x', '/api/loss-proofs/verification', '/api', '/api/lookups/', '/.well-known/nothing'])(
      '%s is not there, and says so in a problem document',
      async (path) => {
        const answer = await on.client.get(path);
        expect([answer.status, answer.body['code']]).toEqual([404, 'not_found']);
      },
    );

    test('a method that does not fit is refused with those that do', async () => {
      const answer = await on.client.get('/api/lookups');
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
      expect((await on.client.send('/api/trust', { method: 'DELETE' })).headers.get('allow')).toBe(
        'GET, HEAD, OPTIONS',
      );
    });

    test('a foreign page is let in nowhere', async () => {
      const asked = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      const answer = await on.client.send('/api/lookups', { method: 'OPTIONS', headers: asked });
      expect(answer.status).toBe(204);
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    });

    test('answers about people are kept by nobody', async () => {
      const answer = await on.client.lookUp(pairsOf(on.demo.valid()).number_name);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    });

    test.each(['/', '/q', '/Q', '/lookup', '/scan', '/institutions', '/api/docs'])(
      '%s is a page with a strict policy',
      async (path) => {
        const answer = await on.client.get(path);
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
        expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
        const policy = answer.headers.get('content-security-policy') ?? '';
        expect(policy).toContain("script-src 'self';");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toMatch(/unsafe|\*/);
      },
    );

    test('what a page loads is ours, there, and kept for a year', async () => {
      const { text } = await on.client.get('/');
      const files = Array.from(text.matchAll(/(?:src|href)="([^"]+)"/g), ([, file = '']) => file);
      expect(files.filter((file) => !file.startsWith('/'))).toEqual([]);
      const built = files.filter((file) => file.startsWith('/assets/'));
      expect(built.length).toBeGreaterThan(0);
      for (const file of built) {
        const answer = await on.client.get(file);
        expect([file, answer.status]).toEqual([file, 200]);
        expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      }
      expect((await on.client.get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
    });

    test('an unknown page is an honest 404, an unknown file no page', async () => {
      const page = await on.client.get('/nothing-here');
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect((await on.client.get('/assets/nothing-00000000.js')).status).toBe(404);
    });

    test('no path leads to a file that is no page', async () => {
      for (const path of [
        '/..%2fpackage.json',
        '/assets/..%2f..%2fserver%2fnode.js',
        '/%2e%2e/keys.json',
        '/server/node.js',
      ]) {
        const { status, text } = await on.client.get(path);
        expect([path, status]).toEqual([path, 404]);
        expect(text).not.toMatch(/"name": "zhengyan"|openDatabase|wrapping/);
      }
    });
  });
}
