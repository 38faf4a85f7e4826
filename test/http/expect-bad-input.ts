// Bad input, each with its stable code (issue 2).
import { describe, expect, test } from 'vitest';
import { pairsOf, type Subject } from './subject.ts';

export function expectRefusals(on: Subject): void {
  describe('bad input to a lookup is refused with a stable code, and not repeated', () => {
    const NUMBER = 'S000044030001261000001';
    const CASES: [string, object | string | Uint8Array<ArrayBuffer>, number, string][] = [
      ['no facts', {}, 400, 'two_of_three'],
      ['one fact', { name: '张三' }, 400, 'two_of_three'],
      ['three facts', { name: '张三', certificateNumber: NUMBER, idNumber: 'E12345678' }, 400, 'two_of_three'],
      [
        'a number with a bad place',
        { certificateNumber: 'S000044990001261000001', name: '张三' },
        400,
        'invalid_fields',
      ],
      [
        'an ID number with a wrong check digit',
        { idNumber: '449901199001010010', name: '张三' },
        400,
        'invalid_fields',
      ],
      ['too long a name', { certificateNumber: NUMBER, name: '张'.repeat(700) }, 400, 'invalid_fields'],
      ['markup', { certificateNumber: NUMBER, name: '<script>canary</script>' }, 400, 'invalid_fields'],
      ['NUL', { certificateNumber: NUMBER, name: 'canary\u0000' }, 400, 'invalid_fields'],
      ['a lone surrogate', `{"certificateNumber":"${NUMBER}","name":"canary\\ud800"}`, 400, 'invalid_fields'],
      ['an array', { certificateNumber: NUMBER, name: ['canary'] }, 400, 'invalid_fields'],
      ['an object', { certificateNumber: NUMBER, name: { canary: 1 } }, 400, 'invalid_fields'],
      ['a number', { certificateNumber: 22, name: '张三' }, 400, 'invalid_fields'],
      ['null', { certificateNumber: null, name: '张三' }, 400, 'invalid_fields'],
      ['a member more', { certificateNumber: NUMBER, name: '张三', canary: 1 }, 400, 'unknown_member'],
      ['__proto__', `{"certificateNumber":"${NUMBER}","__proto__":"canary"}`, 400, 'unknown_member'],
      ['a member twice', `{"name":"张三","name":"canary","certificateNumber":"${NUMBER}"}`, 400, 'duplicate_member'],
      ['an array at the top', '["canary"]', 400, 'not_an_object'],
      ['half a body', '{"name":"canary', 400, 'malformed_json'],
      ['nothing', '', 400, 'malformed_json'],
      ['deep nesting', `{"name":${'['.repeat(1500)}${']'.repeat(1500)}}`, 400, 'invalid_fields'],
      ['a byte order mark', '\ufeff{}', 400, 'malformed_json'],
      ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400, 'invalid_utf8'],
      ['too long a body', `{"name":"${'a'.repeat(5000)}"}`, 413, 'body_too_large'],
    ];
    test.each(CASES)('%s', async (_, body, status, code) => {
      const answer = await on.client.post('/api/lookups', body);
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.text).not.toContain('canary');
      expect(answer.body['messages']).toEqual({ zh: expect.any(String), en: expect.any(String) });
      expect(answer.body['requestId']).toBe(answer.headers.get('x-request-id'));
    });

    test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
      'as %s, which any foreign page could send',
      async (type) => {
        const answer = await on.client.post('/api/lookups', '{}', { 'content-type': type });
        expect([answer.status, answer.body['code']]).toEqual([415, 'unsupported_media_type']);
      },
    );

    test('a body of unknown length that does not end', async () => {
      const chunk = new TextEncoder().encode(' '.repeat(1024));
      let chunks = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (++chunks > 64) controller.close();
          else controller.enqueue(chunk);
        },
      });
      const headers = { 'content-type': 'application/json' };
      const answer = await on.client.send('/api/lookups', { method: 'POST', headers, body, duplex: 'half' });
      expect([answer.status, answer.body['code']]).toEqual([413, 'body_too_large']);
    });

    test('SQL is only a strange name', async () => {
      for (const name of ["' OR 1=1 --", "Robert'); DROP TABLE certificate;--", '张三%', '_', '\\']) {
        const answer = await on.client.lookUp({
          certificateNumber: on.demo.valid().certificate.certificateNumber,
          name,
        });
        expect(answer.body['outcome'] ?? answer.body['code']).toMatch(/^(no_match|invalid_fields)$/);
      }
      expect((await on.client.lookUp(pairsOf(on.demo.valid()).number_name)).body['outcome']).toBe('match');
    });
  });
}
