// What somebody could do to the text of a genuine code, and what the service has to call it (issue 2, "Bad input").
import { fromDecimal, fromInteger, toDecimal, toInteger } from '../../domain/bytes.ts';
import { readSign1, signSign1 } from '../../domain/cose.ts';
import { ALGORITHMS } from '../../domain/crypto.ts';
import { newKey } from '../harness/authority.ts';

export interface HostileCode {
  what: string;
  text: string;
  seal: 'altered' | 'unknown_key' | 'not_ours';
  /** Absent where several are right: which one depends on the digits hit. */
  code?: string;
}

const altered = (what: string, text: string, code?: string): HostileCode =>
  code === undefined ? { what, text, seal: 'altered' } : { what, text, seal: 'altered', code };
const foreign = (what: string, text: string, code: string): HostileCode => ({ what, text, seal: 'not_ours', code });

/** Every attack on one genuine text; `origin` is the service's own. */
export async function hostileCodes(genuine: string, origin: string): Promise<HostileCode[]> {
  const at = genuine.indexOf('#') + 1;
  const front = genuine.slice(0, at);
  const digits = genuine.slice(at);
  const bytes = fromDecimal(digits, 1024);
  if (typeof bytes === 'string') throw new Error('the genuine code has no digits');
  const host = new URL(origin).host.toUpperCase();
  const middle = Math.floor(digits.length / 2);
  const flipped = digits.slice(0, middle) + ((Number(digits[middle]) + 1) % 10) + digits.slice(middle + 1);
  return [
    altered('one digit cut off', front + digits.slice(0, -1), 'digits_length'),
    altered('half of it cut off', front + digits.slice(0, middle - (middle % 2))),
    altered('a digit appended', `${genuine}0`),
    altered('two digits appended', `${genuine}00`),
    altered('one digit changed', front + flipped),
    altered('full-width digits', front + digits.replaceAll('1', '１'), 'digits_form'),
    altered('letters among the digits', `${front}${digits.slice(0, 9)}O${digits.slice(10)}`, 'digits_form'),
    altered('the signature negated', front + toDecimal(negated(bytes)), 'signature_high_s'),
    altered('the algorithm swapped', front + toDecimal(swappedAlgorithm(bytes))),
    altered('a length not written in its shortest form', front + toDecimal(lengthened(bytes)), 'not_cbor'),
    altered('nothing but nines', front + '9'.repeat(digits.length)),
    altered(
      'signed again by another key, under the old name',
      front + (await resigned(bytes, true)),
      'signature_wrong',
    ),
    {
      what: 'signed again by another key',
      text: front + (await resigned(bytes, false)),
      seal: 'unknown_key',
      code: 'unknown_key',
    },
    foreign('nothing behind the #', front, 'no_digits'),
    foreign('another host', `HTTPS://EVIL.EXAMPLE/Q#${digits}`, 'foreign_address'),
    foreign('our host as a part of another', `HTTPS://${host}.EVIL.EXAMPLE/Q#${digits}`, 'foreign_address'),
    foreign('our host as a user name', `HTTPS://${host}@EVIL.EXAMPLE/Q#${digits}`, 'foreign_address'),
    foreign('our host with a port more', `HTTPS://${host.split(':')[0]}:1/Q#${digits}`, 'foreign_address'),
    foreign('a look-alike host', `HTTPS://${host.replace('L', 'Ⅼ')}/Q#${digits}`, 'foreign_address'),
    foreign('another page of ours', `${origin}/lookup#${digits}`, 'not_a_seal'),
    foreign('a query before the #', `${origin}/q?x=1#${digits}`, 'not_a_seal'),
    foreign('a payment code', 'wxp://f2f0QmFkIGNvZGU', 'not_a_seal'),
    foreign('a script', 'javascript:alert(1)', 'not_a_seal'),
    foreign('a business card', 'BEGIN:VCARD\nFN:张三\nEND:VCARD', 'not_a_seal'),
    foreign('digits alone', digits, 'not_a_seal'),
    foreign('markup', '<script>alert(1)</script>', 'not_a_seal'),
    foreign('NUL', '\u0000', 'not_a_seal'),
    foreign('nothing', '', 'not_a_seal'),
  ];
}

const { order, signatureLength } = ALGORITHMS.ES256;

/** r stays and s becomes n - s: the other signature that plain ECDSA would take for the same message. */
function negated(bytes: Uint8Array): Uint8Array {
  const half = signatureLength / 2;
  const s = toInteger(bytes.subarray(-half));
  const other = Uint8Array.from(bytes);
  other.set(fromInteger(order - s, half), bytes.length - half);
  return other;
}

/** ES256 (-7, CBOR 0x26) in the protected header becomes -8. */
function swappedAlgorithm(bytes: Uint8Array): Uint8Array {
  const other = Uint8Array.from(bytes);
  const at = other.findIndex((byte, index) => byte === 0x01 && other[index + 1] === 0x26);
  if (at < 0) throw new Error('no ES256 in the header');
  other[at + 1] = 0x27;
  return other;
}

/** The array of four (0x84) with its length in a byte of its own (0x98 0x04). */
function lengthened(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xd2 || bytes[1] !== 0x84) throw new Error('no COSE_Sign1');
  return Uint8Array.from([0xd2, 0x98, 0x04, ...bytes.subarray(2)]);
}

async function resigned(bytes: Uint8Array, underOldName: boolean): Promise<string> {
  const message = readSign1(Uint8Array.from(bytes));
  if (!message.ok) throw new Error(message.fault);
  const { signer } = await newKey();
  const name = Uint8Array.from(signer.kid.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return toDecimal(await signSign1(message.value.payload, underOldName ? message.value.kid : name, signer));
}
