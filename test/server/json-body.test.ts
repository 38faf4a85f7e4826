import { assert, constantFrom, jsonValue, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasDuplicateMember, readJsonObject } from '../../server/json-body.ts';

function request(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  const stream = body instanceof ReadableStream ? { duplex: 'half' } : {};
  return new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    ...stream,
  });
}

const codeOf = async (body: BodyInit | null, headers: Record<string, string> = {}): Promise<string> => {
  const read = await readJsonObject(request(body, headers), 64);
  return read.ok ? 'read' : read.fault.code;
};

describe('a JSON body', () => {
  test.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('is read as %s', async (type) => {
    expect(await codeOf('{"a":1}', { 'content-type': type })).toBe('read');
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=gbk',
    'application/jsonx',
    '',
  ])('is refused as %j, so that no form on a foreign page can send one', async (type) => {
    expect(await codeOf('{"a":1}', { 'content-type': type })).toBe('unsupported_media_type');
  });

  test('is refused when compressed: it could be a thousand times what it says', async () => {
    expect(await codeOf('{"a":1}', { 'content-encoding': 'gzip' })).toBe('unsupported_media_type');
  });

  test.each([
    ['{', 'malformed_json'],
    ['', 'malformed_json'],
    ['\ufeff{}', 'malformed_json'],
    ["{'a':1}", 'malformed_json'],
    ['{"a":1,}', 'malformed_json'],
    ['{"a":"\u0000"}', 'malformed_json'],
    ['[{"a":1}]', 'not_an_object'],
    ['null', 'not_an_object'],
    ['"a"', 'not_an_object'],
    ['{"a":1,"a":1}', 'duplicate_member'],
    [String.raw`{"a":1,"\u0061":2}`, 'duplicate_member'],
    ['{"a":{"b":1,"b":2}}', 'duplicate_member'],
    ['{"__proto__":1,"__proto__":2}', 'duplicate_member'],
  ])('%j is refused as %s', async (body, code) => {
    expect(await codeOf(body)).toBe(code);
  });

  test('with a byte that is no UTF-8 is refused, not repaired', async () => {
    expect(await codeOf(new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]))).toBe('invalid_utf8');
    // A surrogate encoded on its own (CESU-8).
    expect(await codeOf(new Uint8Array([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]))).toBe('invalid_utf8');
  });

  test('of the exact limit passes and one byte more does not', async () => {
    const fits = `{"a":"${'x'.repeat(56)}"}`;
    expect(fits).toHaveLength(64);
    expect(await codeOf(fits)).toBe('read');
    expect(await codeOf(`${fits} `)).toBe('body_too_large');
  });

  test('is not believed about its length', async () => {
    expect(await codeOf('{"a":1}', { 'content-length': '65' })).toBe('body_too_large');
  });

  test('without a length is counted while it comes, and dropped when it is too long', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(16).fill(0x20));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    expect(await codeOf(endless)).toBe('body_too_large');
    expect(cancelled).toBe(true);
  });

  test('that breaks off is refused', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.error(new Error('connection lost'));
      },
    });
    expect(await codeOf(broken)).toBe('body_unreadable');
  });
});

describe('duplicate members', () => {
  test('are never seen in what JSON.stringify makes', () => {
    assert(
      property(jsonValue(), constantFrom(0, 2), (value, indent) => {
        expect(hasDuplicateMember(JSON.stringify(value, null, indent))).toBe(false);
      }),
    );
  });

  test('are seen wherever an object of any document is given one', () => {
    assert(
      property(string(), jsonValue(), jsonValue(), (name, before, inner) => {
        const member = `${JSON.stringify(name)}:${JSON.stringify(inner)}`;
        const text = `[${JSON.stringify(before)},{${member}, ${member}}]`;
        expect(hasDuplicateMember(text)).toBe(true);
      }),
    );
  });

  test('in different objects are no duplicates', () => {
    expect(hasDuplicateMember('{"a":{"a":1},"b":[{"a":1},{"a":1}]}')).toBe(false);
  });

  test('are found below ten thousand brackets without falling over', () => {
    const deep = 10_000;
    expect(hasDuplicateMember(`${'['.repeat(deep)}{"a":1,"a":1}${']'.repeat(deep)}`)).toBe(true);
  });
});
