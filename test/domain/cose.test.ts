import { describe, expect, test } from 'vitest';
import { concat, fromInteger, hex } from '../../domain/bytes.ts';
import { checkSignatureForm, lowS, readSign1, signSign1, toBeSigned } from '../../domain/cose.ts';
import { ALGORITHMS, readJwk } from '../../domain/crypto.ts';
import { crypto, newKey } from '../harness/authority.ts';
import vectors from '../vectors/cose-sign1.json' with { type: 'json' };
import { hexBytes, opensslTakes } from './coin.ts';

const jwk = readJwk(vectors.jwk);

describe('COSE_Sign1 (RFC 9052)', () => {
  test.for(vectors.messages)('$name: the same bytes are signed, and the signature is right', async (message) => {
    const signed = toBeSigned(hexBytes(message.protected), hexBytes(message.payload), hexBytes(message.external));
    expect(hex(signed).toUpperCase()).toBe(message.toBeSigned);
    if (jwk === null) throw new TypeError('no key');
    expect(await crypto.verify('ES256', jwk, hexBytes(message.signature), signed)).toBe(true);
  });

  test.for(vectors.messages)('$name: is no seal of ours all the same', ({ cbor, refused }) => {
    expect(readSign1(hexBytes(cbor))).toEqual({ ok: false, fault: refused });
  });

  test('that we write has the bytes that RFC 9052 prescribes, and comes back in its parts', async () => {
    const pair = await newKey();
    const kid = hexBytes(pair.signer.kid);
    const message = await signSign1(hexBytes('a0'), kid, pair.signer);
    expect(hex(message).slice(0, -128)).toBe(`d2844da201260448${pair.signer.kid}a041a05840`);
    const read = readSign1(message);
    expect(read).toMatchObject({ ok: true, value: { algorithm: -7, kid, payload: hexBytes('a0') } });
  });

  test('is not written under a key id of another length', async () => {
    const { signer } = await newKey();
    await expect(signSign1(hexBytes('a0'), hexBytes('00'), signer)).rejects.toThrow(RangeError);
  });
});

const signature = (r: bigint, s: bigint): Uint8Array => concat(fromInteger(r, 32), fromInteger(s, 32));

describe('The low one of two signatures', () => {
  const { order } = ALGORITHMS.ES256;
  const middle = order >> 1n;

  test.for([
    ['the smallest s', 1n, 1n, null],
    ['the largest low s', 1n, middle, null],
    ['the smallest high s', 1n, middle + 1n, 'signature_high_s'],
    ['the largest s', order - 1n, order - 1n, 'signature_high_s'],
    ['s = n', 1n, order, 'signature_range'],
    ['r = n', order, 1n, 'signature_range'],
    ['r = 0', 0n, 1n, 'signature_range'],
    ['s = 0', 1n, 0n, 'signature_range'],
  ] as const)('%s', ([, r, s, fault]) => {
    expect(checkSignatureForm(signature(r, s), 'ES256')).toBe(fault);
  });

  test('is the one that is kept, and n - s becomes it', () => {
    expect(lowS(signature(5n, 7n), 'ES256')).toEqual(signature(5n, 7n));
    expect(lowS(signature(5n, order - 7n), 'ES256')).toEqual(signature(5n, 7n));
    expect(() => lowS(signature(0n, 7n), 'ES256')).toThrow('signature_range');
    expect(() => lowS(new Uint8Array(63), 'ES256')).toThrow('signature_form');
  });

  test('verifies like the other one', async () => {
    const pair = await newKey();
    const data = hexBytes('c0ffee');
    const made = await pair.signer.sign(data);
    expect(opensslTakes(pair, lowS(made, 'ES256'), data)).toBe(true);
  });
});
