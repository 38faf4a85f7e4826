// Seals as an attacker, a careless issuer or a bad printer would make them, each with the finding it must get; also the
// source of test/vectors/seals.json. Long, because it is a table of attacks.
import { concat, fromInteger, toDecimal, utf8 } from '../../domain/bytes.ts';
import { encodeCbor } from '../../domain/cbor.ts';
import type { CborItem } from '../../domain/cbor.ts';
import { ALGORITHMS } from '../../domain/crypto.ts';
import { SEAL_FAULTS } from '../../domain/seal.ts';
import type { SealFaultCode } from '../../domain/seal.ts';
import { CLAIMS } from '../harness/authority.ts';
import {
  NONE,
  coin,
  der,
  half,
  headerOf,
  hexBytes,
  negated,
  packed,
  partsOf,
  payloadOf,
  withPart,
  withRawPart,
} from './coin.ts';
import type { Coiner, Pieces } from './coin.ts';

export interface HostileSeal {
  name: string;
  text: string;
  seal: 'altered' | 'unknown_key' | 'not_ours';
  code: SealFaultCode;
}

const { order } = ALGORITHMS.ES256;

/** Every hostile seal and what must be said of it. */
export async function hostileSeals(coiner: Coiner): Promise<HostileSeal[]> {
  const { host, seals } = coiner;
  const genuine = await coin(coiner);
  const digits = toDecimal(genuine);
  const kid = hexBytes(seals.signer.kid);
  if (!/k.*e/.test(host)) throw new TypeError('the look-alikes below need a host with k, a and e');
  const found: HostileSeal[] = [];
  const text = (name: string, code: SealFaultCode, value: string): void => {
    found.push({ name, text: value, seal: SEAL_FAULTS[code].seal, code });
  };
  const ours = (name: string, code: SealFaultCode, fragment: string): void =>
    text(name, code, `HTTPS://${host.toUpperCase()}/Q#${fragment}`);
  const made = async (name: string, code: SealFaultCode, pieces: Pieces): Promise<void> =>
    ours(name, code, toDecimal(await coin(coiner, pieces)));
  const said = (name: string, code: SealFaultCode, parts: CborItem, sealedAt?: CborItem): Promise<void> =>
    made(name, code, { payload: payloadOf(parts, sealedAt) });
  const saidRaw = (name: string, code: SealFaultCode, payload: Uint8Array): Promise<void> =>
    made(name, code, { payload });

  text('nothing', 'not_a_seal', '');
  text('a lone surrogate', 'not_a_seal', '\ud800');
  text('digits without an address', 'not_a_seal', digits);
  text('another scheme', 'not_a_seal', `ftp://${host}/q#${digits}`);
  text('a script', 'not_a_seal', `javascript:fetch('//${host}/q#${digits}')`);
  text('back slashes', 'not_a_seal', `https:\\\\${host}\\q#${digits}`);
  text('one slash', 'not_a_seal', `https:/${host}/q#${digits}`);
  text('a text before the address', 'not_a_seal', `证书 https://${host}/q#${digits}`);
  text('a no-break space before the address', 'not_a_seal', `\u00a0https://${host}/q#${digits}`);
  text('another path', 'not_a_seal', `https://${host}/verify#${digits}`);
  text('a longer path', 'not_a_seal', `https://${host}/q/#${digits}`);
  text('a query', 'not_a_seal', `https://${host}/q?next=1#${digits}`);
  text('digits in the query', 'not_a_seal', `https://${host}/q?${digits}`);
  text('a text longer than any code', 'not_a_seal', `https://${host}/q#${'1'.repeat(9000)}`);
  text('the page without a seal', 'no_digits', `https://${host}/q`);
  text('the page with an empty fragment', 'no_digits', `https://${host}/Q#`);
  text('another host', 'foreign_address', `https://evil.example/q#${digits}`);
  text('our host as user information', 'foreign_address', `https://${host}@evil.example/q#${digits}`);
  text('our host behind user information', 'foreign_address', `https://evil.example@${host}/q#${digits}`);
  text('our host behind a back slash', 'foreign_address', `https://evil.example\\@${host}/q#${digits}`);
  text('our host as a subdomain', 'foreign_address', `https://${host}.evil.example/q#${digits}`);
  text('our host with a word before', 'foreign_address', `https://evil-${host}/q#${digits}`);
  text('a port', 'foreign_address', `https://${host}:443/q#${digits}`);
  text('a dot behind the host', 'foreign_address', `https://${host}./q#${digits}`);
  text('a Kelvin sign for k', 'foreign_address', `https://${host.replace('k', '\u212a')}/q#${digits}`);
  text('a Cyrillic look-alike', 'foreign_address', `https://${host.replace('a', '\u0430')}/q#${digits}`);
  text('punycode', 'foreign_address', `https://xn--80ak6aa92e.example/q#${digits}`);
  text('full-width letters', 'foreign_address', `https://${host.replace('e', '\uff45')}/q#${digits}`);

  ours('one digit cut', 'digits_length', digits.slice(0, -1));
  ours('a digit added', 'digits_length', `${digits}0`);
  ours('a zero added in front', 'digits_length', `0${digits}`);
  ours('more than a seal can be', 'digits_length', '1'.repeat(3000));
  ours('one digit', 'digits_length', '1');
  ours('a value of exactly 256^n', 'digits_range', (256n ** BigInt(genuine.length)).toString());
  ours('nines', 'digits_range', '9'.repeat(digits.length));
  ours('full-width digits', 'digits_form', digits.replaceAll('1', '\uff11'));
  ours('Arabic-Indic digits', 'digits_form', digits.replaceAll('1', '\u0661'));
  ours('O for 0', 'digits_form', digits.replaceAll('0', 'O'));
  ours('a percent sign', 'digits_form', `%3${digits.slice(2)}`);
  ours('a minus sign', 'digits_form', `-${digits.slice(1)}`);
  ours('hexadecimal', 'digits_form', `0x${digits.slice(2)}`);
  ours('an exponent', 'digits_form', `1e${digits.slice(2)}`);
  ours('white space inside', 'digits_form', `${digits.slice(0, 9)} ${digits.slice(10)}`);
  ours('a new line inside', 'digits_form', `${digits.slice(0, 9)}\n${digits.slice(10)}`);
  ours('a NUL behind', 'digits_form', `${digits.slice(1)}\0`);
  ours('two fragments', 'digits_form', `${digits.slice(0, 99)}#${digits.slice(100)}`);
  ours('a word', 'digits_form', 'hello');

  ours('half of the digits', 'not_sign1', toDecimal(hexBytes(`00${'11'.repeat(99)}`)));
  ours('the message without its last byte', 'not_cbor', toDecimal(genuine.slice(0, -1)));
  await made('no tag', 'not_sign1', { tag: NONE });
  await made('the tag of COSE_Sign', 'not_sign1', { tag: hexBytes('d8 62') });
  await made('the tag written long', 'not_sign1', { tag: hexBytes('d8 12') });
  await made('the tag twice', 'not_cbor', { tag: hexBytes('d2 d2') });
  await made('the tag of CWT around it', 'not_sign1', { tag: hexBytes('d8 3d d2') });
  await made('a byte behind', 'not_cbor', { after: Uint8Array.of(0) });
  await made('an array without length', 'not_cbor', { array: Uint8Array.of(0x9f), after: Uint8Array.of(0xff) });
  await made('an array length written long', 'not_cbor', { array: hexBytes('98 04') });
  await made('a hostile array length', 'not_cbor', { array: hexBytes('9b 00 1f ff ff ff ff ff ff') });
  await made('an element more', 'not_sign1', { array: Uint8Array.of(0x85), after: Uint8Array.of(0) });
  await made('an element less', 'not_sign1', { array: Uint8Array.of(0x83), unprotected: NONE });
  await made('a payload without length', 'not_cbor', {
    payloadItem: (payload) => concat(hexBytes('5f'), encodeCbor(payload), hexBytes('ff')),
  });
  await made('a payload length written long', 'not_cbor', {
    payloadItem: (payload) => concat(hexBytes('59 00'), Uint8Array.of(payload.length), payload),
  });
  await made('a detached payload', 'not_sign1', { payloadItem: () => hexBytes('f6') });
  await made('a payload of text', 'not_sign1', { payloadItem: () => encodeCbor('payload') });
  await made('a signature of text', 'not_sign1', { signatureItem: () => encodeCbor('signature') });
  await made('an unprotected header that is no map', 'not_sign1', { unprotected: Uint8Array.of(0x80) });
  await made('the key id in the unprotected header as well', 'header', {
    unprotected: encodeCbor(new Map([[4, kid]])),
  });
  await made('the key id in the unprotected header only', 'header', {
    header: encodeCbor(new Map([[1, -7]])),
    unprotected: encodeCbor(new Map([[4, kid]])),
  });
  await made('an empty protected header', 'header', { header: NONE });
  await made('a protected header that is no map', 'header', { header: encodeCbor([-7, kid]) });
  await made('a content type in the header', 'header', {
    header: encodeCbor(
      new Map<number, CborItem>([
        [1, -7],
        [3, 0],
        [4, kid],
      ]),
    ),
  });
  await made('a critical header', 'header', {
    header: encodeCbor(
      new Map<number, CborItem>([
        [1, -7],
        [2, [1]],
        [4, kid],
      ]),
    ),
  });
  await made('header keys out of order', 'header', { header: concat(hexBytes('a2 04 48'), kid, hexBytes('01 26')) });
  await made('the algorithm twice', 'header', { header: concat(hexBytes('a3 01 26 01 26 04 48'), kid) });
  await made('the algorithm as text', 'header', { header: headerOf(kid, 'ES256') });
  await made('the algorithm as a float', 'header', { header: concat(hexBytes('a2 01 f9 c7 00 04 48'), kid) });
  await made('the algorithm written long', 'header', { header: concat(hexBytes('a2 01 38 06 04 48'), kid) });
  await made('the algorithm as a big number', 'header', { header: concat(hexBytes('a2 01 c3 41 06 04 48'), kid) });
  await made('a header without length', 'header', { header: concat(hexBytes('bf 01 26 04 48'), kid, hexBytes('ff')) });
  await made('a key id of 7 bytes', 'header', { header: headerOf(kid.slice(1)) });
  await made('a key id of 9 bytes', 'header', { header: headerOf(concat(kid, Uint8Array.of(0))) });
  await made('a key id of text', 'header', {
    header: encodeCbor(
      new Map<number, CborItem>([
        [1, -7],
        [4, seals.signer.kid],
      ]),
    ),
  });

  await made('another key under its own id', 'unknown_key', { key: coiner.stranger });
  await made('the status list key', 'key_purpose', { key: coiner.status });
  await made('another key under our id', 'signature_wrong', { key: coiner.stranger, header: headerOf(kid) });
  await made('another algorithm: EdDSA', 'algorithm', { header: headerOf(kid, -8) });
  await made('another algorithm: ES384', 'algorithm', { header: headerOf(kid, -35) });
  await made('another algorithm: HMAC', 'algorithm', { header: headerOf(kid, 5) });
  await made('another algorithm: ESP256, the same curve', 'algorithm', { header: headerOf(kid, -9) });
  await made('another algorithm: 0', 'algorithm', { header: headerOf(kid, 0) });

  await made('no signature', 'signature_form', { signature: () => NONE });
  await made('a signature a byte short', 'signature_form', { signature: (signature) => signature.slice(1) });
  await made('a signature a byte long', 'signature_form', {
    signature: (signature) => concat(Uint8Array.of(0), signature),
  });
  await made('a DER signature', 'signature_form', { signature: der });
  await made('r = s = 0', 'signature_range', { signature: () => new Uint8Array(64) });
  await made('r = 0', 'signature_range', { signature: (signature) => concat(new Uint8Array(32), half(signature, 1)) });
  await made('s = 0', 'signature_range', { signature: (signature) => concat(half(signature, 0), new Uint8Array(32)) });
  await made('r = n', 'signature_range', {
    signature: (signature) => concat(fromInteger(order, 32), half(signature, 1)),
  });
  await made('s = n', 'signature_range', {
    signature: (signature) => concat(half(signature, 0), fromInteger(order, 32)),
  });
  await made('all ones', 'signature_range', { signature: () => new Uint8Array(64).fill(255) });
  await made('the other of the two signatures', 'signature_high_s', { signature: negated });
  await made('r = s = 1', 'signature_wrong', {
    signature: () => concat(fromInteger(1n, 32), fromInteger(1n, 32)),
  });
  await made('another name under the signature', 'signature_wrong', {
    payloadItem: () => encodeCbor(payloadOf(withPart(1, '欧阳冒名'))),
  });

  await said('a part more', 'claims_form', [...partsOf(CLAIMS), 0]);
  await said('a part less', 'claims_form', partsOf(CLAIMS).slice(0, -1));
  await said('a map for the parts', 'claims_form', new Map([[0, 0]]));
  await said('a number of 9 bytes', 'claims_form', withPart(0, new Uint8Array(9)));
  await said('a number of 11 bytes', 'claims_form', withPart(0, new Uint8Array(11)));
  await said('a number as text', 'claims_form', withPart(0, CLAIMS.number));
  await said('a number beyond Z', 'claims_form', withPart(0, new Uint8Array(10).fill(255)));
  await said('an empty name', 'claims_form', withPart(1, ''));
  await said('a blank name', 'claims_form', withPart(1, '\u3000'));
  await said('a name of 101 characters', 'claims_form', withPart(1, '欧'.repeat(101)));
  await said('a name of two lines', 'claims_form', withPart(1, '欧阳\n测试'));
  await said('a name with NUL', 'claims_form', withPart(1, '欧阳\0'));
  await said('a name that turns the writing', 'claims_form', withPart(1, '欧阳\u202e测试'));
  await said('a name that was not readable', 'claims_form', withPart(1, '欧\ufffd测试'));
  await said('a name of bytes', 'claims_form', withPart(1, utf8('欧阳测试')));
  await said('no name', 'claims_form', withPart(1, null));
  await said('an occupation of 101 characters', 'claims_form', withPart(2, '电'.repeat(101)));
  await said('an empty job', 'claims_form', withPart(3, ''));
  await said('level 0', 'claims_form', withPart(4, 0));
  await said('level 6', 'claims_form', withPart(4, 6));
  await said('a level of text', 'claims_form', withPart(4, '3'));
  await said('a day before 1970', 'claims_form', withPart(5, -1));
  await said('a day after the year 9999', 'claims_form', withPart(5, 2_932_897));
  await said('a day beyond all dates', 'claims_form', withPart(5, Number.MAX_SAFE_INTEGER));
  await said('an institution of 101 characters', 'claims_form', withPart(6, '深'.repeat(101)));
  await said('a negative index', 'claims_form', withPart(7, -1));
  await said('an index beyond 1024 lists', 'claims_form', withPart(7, 2 ** 30));
  await said('a commitment of 15 bytes', 'claims_form', withPart(8, new Uint8Array(15)));
  await said('a commitment of 17 bytes', 'claims_form', withPart(8, new Uint8Array(17)));
  await said('a time before 1970', 'claims_form', partsOf(CLAIMS), -1);
  await said('a time after the year 9999', 'claims_form', partsOf(CLAIMS), 253_402_300_800);
  await said('a time of text', 'claims_form', partsOf(CLAIMS), '2026-03-16');
  await saidRaw('no payload', 'claims_form', NONE);
  await saidRaw('a payload that is an array', 'claims_form', encodeCbor(partsOf(CLAIMS)));
  await saidRaw(
    'a claim more',
    'claims_form',
    encodeCbor(
      new Map<number, CborItem>([
        [6, CLAIMS.sealedAt],
        [-65537, partsOf(CLAIMS)],
        [1, 'x'],
      ]),
    ),
  );
  await saidRaw('a claim less', 'claims_form', encodeCbor(new Map<number, CborItem>([[-65537, partsOf(CLAIMS)]])));
  await saidRaw(
    'claims out of order',
    'claims_form',
    concat(
      hexBytes('a2'),
      encodeCbor(-65537),
      encodeCbor(partsOf(CLAIMS)),
      hexBytes('06'),
      encodeCbor(CLAIMS.sealedAt),
    ),
  );
  await saidRaw(
    'a claim twice',
    'claims_form',
    concat(hexBytes('a2'), ...[0, 1].flatMap(() => [encodeCbor(-65537), encodeCbor(partsOf(CLAIMS))])),
  );
  await saidRaw(
    'text keys',
    'claims_form',
    concat(hexBytes('a2 63 696174'), encodeCbor(CLAIMS.sealedAt), encodeCbor(-65537), encodeCbor(partsOf(CLAIMS))),
  );
  await saidRaw('a name that is not UTF-8', 'claims_form', withRawPart(1, hexBytes('63 e6 ac 41')));
  await saidRaw('a name with an overlong NUL', 'claims_form', withRawPart(1, hexBytes('62 c0 80')));
  await saidRaw('a name with half a surrogate pair', 'claims_form', withRawPart(1, hexBytes('63 ed a0 80')));
  await saidRaw('a name in chunks', 'claims_form', withRawPart(1, hexBytes('7f 63 e6aca7 ff')));
  await saidRaw('an undefined job', 'claims_form', withRawPart(3, hexBytes('f7')));
  await saidRaw('a job that is false', 'claims_form', withRawPart(3, hexBytes('f4')));
  await saidRaw('a level that is a float', 'claims_form', withRawPart(4, hexBytes('f9 42 00')));
  await saidRaw('a level written long', 'claims_form', withRawPart(4, hexBytes('18 03')));
  await saidRaw('a day that is a tagged date', 'claims_form', withRawPart(5, hexBytes('c1 19 50 25')));
  await saidRaw('an index of 2^63', 'claims_form', withRawPart(7, hexBytes('1b 8000000000000000')));
  await saidRaw('an index that is not a number', 'claims_form', withRawPart(7, hexBytes('f9 7e 00')));

  // R1 to R10: sealed by us, and still not right.
  await said(
    'an institution class that does not exist',
    'claims_number',
    withPart(0, packed(`A${CLAIMS.number.slice(1)}`)),
  );
  await said('sequence 000000', 'claims_number', withPart(0, packed(`${CLAIMS.number.slice(0, 16)}000000`)));
  await said(
    'a place that does not exist',
    'claims_number',
    withPart(0, packed(`${CLAIMS.number.slice(0, 7)}99${CLAIMS.number.slice(9)}`)),
  );
  await said('level 9 in the number', 'claims_number', withPart(0, packed(`${CLAIMS.number.slice(0, 15)}9000001`)));
  await said('another level in the number', 'claims_level', withPart(4, 1));
  await said('another year in the number', 'claims_year', withPart(5, Date.parse('2025-12-31') / 86_400_000));
  return found;
}
