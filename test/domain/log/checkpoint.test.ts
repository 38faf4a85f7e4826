// D11: signed notes and checkpoints as C2SP has them, held against notes that others have signed.
import { createPublicKey, generateKeyPairSync, sign as signEd25519, verify as verifySignature } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, hex } from '../../../domain/bytes.ts';
import { base64, fromBase64 } from '../../../domain/log/base64.ts';
import * as checkpoints from '../../../domain/log/checkpoint.ts';
import * as notes from '../../../domain/log/signed-note.ts';
import vectors from '../../vectors/signed-notes.json' with { type: 'json' };
import { must } from '../must.ts';
import { sha256 } from './sha256.ts';

const PETER = must(vectors.notes[0]);
const BOTH = must(vectors.notes[1]);
const FOO = must(vectors.notes[2]);
const SPKI_ED25519 = must(fromHex('302a300506032b6570032100'));

const verify: notes.VerifyEd25519 = (publicKey, signature, data) => {
  const der = Buffer.from(concat(SPKI_ED25519, publicKey));
  return verifySignature(null, data, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
};

function newSigner(name: string): notes.NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_ED25519.length);
  return { name, publicKey: Uint8Array.from(raw), sign: (text) => signEd25519(null, text, privateKey) };
}

const keyOf = async (text: string): Promise<notes.NoteKey> => must(await notes.parseNoteKey(text, sha256));
const openOne = async (note: string, key: string) => notes.openNote(note, [await keyOf(key)], verify);

describe('a key as a verifier is told it', () => {
  test.each(vectors.notes)('has the id that its owner printed: $name', async ({ key }) => {
    expect(notes.encodeNoteKey(await keyOf(key))).toBe(key);
  });

  test('is refused with an id that is not its own, of another type, or cut', async () => {
    const { key } = PETER;
    for (const other of [
      key.replace('c74f20a3', 'c74f20a4'),
      key.replace('c74f20a3', 'C74F20A3'),
      key.replace('PeterNeumann', 'Peter Neumann'),
      key.replace('PeterNeumann', 'PeterNewman'),
      key.replace('+ARpc', '+Arpc'),
      key.slice(0, -4),
      key.slice(1 + key.indexOf('+')),
      `${key} `,
      '',
    ]) {
      expect(await notes.parseNoteKey(other, sha256)).toBeNull();
    }
  });
});

describe('a note signed by somebody else', () => {
  test.each(vectors.notes)('is opened: $name', async ({ note, key }) => {
    const opened = await openOne(note, key);
    expect(opened).toMatchObject({ ok: true, value: { text: note.slice(0, note.indexOf('\n\n') + 1) } });
  });

  test.each(vectors.notes)('is refused when its text is changed: $name', async ({ note, key }) => {
    expect(await openOne(note.replace('an', 'no'), key)).toStrictEqual({ ok: false, fault: 'note_signature' });
    expect(await openOne(` ${note}`, key)).toStrictEqual({ ok: false, fault: 'note_signature' });
  });

  test('is refused when any one bit of the signature is another', async () => {
    const { note, key } = PETER;
    const at = note.lastIndexOf(' ') + 1;
    const bytes = must(fromBase64(note.slice(at, -1)));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 32, max: 8 * bytes.length - 1 }), async (bit) => {
        const other = Uint8Array.from(bytes);
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect((await openOne(`${note.slice(0, at)}${base64(other)}\n`, key)).ok).toBe(false);
      }),
    );
  });

  test('is unsigned to a verifier who holds none of its keys', async () => {
    expect(await openOne(PETER.note, FOO.key)).toStrictEqual({ ok: false, fault: 'note_unsigned' });
    expect(await notes.openNote(PETER.note, [], verify)).toStrictEqual({ ok: false, fault: 'note_unsigned' });
  });

  test('is unsigned to a key that shares the name and not the id, or the id and not the name', async () => {
    const { note, key } = PETER;
    const held = await keyOf(key);
    for (const other of [
      { ...held, id: '00000000' },
      { ...held, name: 'Peter' },
    ]) {
      expect(await notes.openNote(note, [other], verify)).toStrictEqual({ ok: false, fault: 'note_unsigned' });
    }
  });

  test('is refused whole when one of two known signatures is wrong', async () => {
    const keys = [await keyOf(PETER.key), await keyOf(BOTH.key)];
    expect(await notes.openNote(BOTH.note, keys, verify)).toMatchObject({ ok: true, value: { signedBy: keys } });
    const broken = BOTH.note.replace('1FFYC2', '1FFYC3');
    expect(await notes.openNote(broken, keys, verify)).toStrictEqual({ ok: false, fault: 'note_signature' });
  });
});

describe('the form of a note', () => {
  const line = '\u2014 name AAAAAGE=\n';

  test.each([
    ['no blank line', `text\n${line}`],
    ['no signature', 'text\n\n'],
    ['no last newline', `text\n\n${line.slice(0, -1)}`],
    ['a blank line behind', `text\n\n${line}\n`],
    ['a hyphen for the dash', `text\n\n- name AAAAAGE=\n`],
    ['no name', `text\n\n\u2014  AAAAAGE=\n`],
    ['a plus in the name', `text\n\n\u2014 na+me AAAAAGE=\n`],
    ['a no-break space in the name', `text\n\n\u2014 na\u00a0me AAAAAGE=\n`],
    ['a next-line character in the name', `text\n\n\u2014 na\u0085me AAAAAGE=\n`],
    ['a signature without bytes behind the id', `text\n\n\u2014 name AAAAAA==\n`],
    ['Base 64 with stray last bits', `text\n\n\u2014 name AAAAAGF=\n`],
    ['Base 64 without padding', `text\n\n\u2014 name AAAAAGE\n`],
    ['a carriage return', `text\r\n\n${line}`],
    ['a tab', `te\txt\n\n${line}`],
    ['half a character', `te\ud800xt\n\n${line}`],
    ['nothing at all', ''],
  ])('is refused for %s', (_, note) => {
    expect(notes.parseNote(note)).toStrictEqual({ ok: false, fault: 'note_form' });
  });

  test('takes the last blank line for the one before the signatures', () => {
    expect(notes.parseNote(`a\n\n${line}\nb\n\n${line}`)).toMatchObject({
      ok: true,
      value: { text: `a\n\n${line}\nb\n` },
    });
  });

  test('takes sixteen signatures at least, and not without end', () => {
    expect(notes.parseNote(`text\n\n${line.repeat(16)}`)).toMatchObject({ ok: true });
    expect(notes.parseNote(`text\n\n${line.repeat(65)}`)).toStrictEqual({ ok: false, fault: 'note_too_large' });
    expect(notes.parseNote('x'.repeat(70_000))).toStrictEqual({ ok: false, fault: 'note_too_large' });
  });
});

describe('a note of our own', () => {
  test('is opened with the keys of its signers', async () => {
    const signers = [newSigner('log.example/audit'), newSigner('证验.example')];
    const text = '一\n\n两行\n';
    const note = await notes.signNote(text, signers, sha256);
    const keys = await Promise.all(signers.map(({ name, publicKey }) => notes.noteKey(name, publicKey, sha256)));
    expect(await notes.openNote(note, keys, verify)).toStrictEqual({ ok: true, value: { text, signedBy: keys } });
  });

  test('cannot be made of a text or under a name that no verifier could read', async () => {
    const signer = newSigner('log.example');
    for (const text of ['', 'no newline', 'tab\t\n']) {
      await expect(notes.signNote(text, [signer], sha256)).rejects.toThrow(RangeError);
    }
    await expect(notes.signNote('text\n', [], sha256)).rejects.toThrow(RangeError);
    await expect(notes.signNote('text\n', [{ ...signer, name: 'two words' }], sha256)).rejects.toThrow(RangeError);
  });
});

describe('a checkpoint (D11)', () => {
  test.each(vectors.checkpoints)(
    'of another log is read and proven: $size leaves',
    async ({ note, key, origin, size, root }) => {
      const opened = await checkpoints.openCheckpoint(note, { origin, keys: [await keyOf(key)] }, verify);
      const checkpoint = must(opened.ok ? opened.value : null);
      expect({ ...checkpoint, root: hex(checkpoint.root) }).toStrictEqual({ origin, size, root });
      expect(checkpoints.encodeCheckpoint(checkpoint)).toBe(note.slice(0, note.indexOf('\n\n') + 1));
    },
  );

  test('of another origin is refused although a known key has signed it', async () => {
    const { note, key } = must(vectors.checkpoints[0]);
    const log = { origin: 'zhengyan.example/log', keys: [await keyOf(key)] };
    expect(await checkpoints.openCheckpoint(note, log, verify)).toStrictEqual({
      ok: false,
      fault: 'checkpoint_origin',
    });
  });

  test('is not any note that the log has signed', async () => {
    const { note, key } = PETER;
    const log = { origin: 'If you think', keys: [await keyOf(key)] };
    expect(await checkpoints.openCheckpoint(note, log, verify)).toStrictEqual({ ok: false, fault: 'checkpoint_form' });
  });

  test('makes its way from signing to reading at every size', async () => {
    const signer = newSigner('zhengyan.example/log');
    const log = { origin: signer.name, keys: [await notes.noteKey(signer.name, signer.publicKey, sha256)] };
    await fc.assert(
      fc.asyncProperty(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), async (size, root) => {
        const checkpoint = { origin: log.origin, size, root };
        const note = await checkpoints.signCheckpoint(checkpoint, [signer], sha256);
        const opened = await checkpoints.openCheckpoint(note, log, verify);
        expect(opened).toMatchObject({ ok: true, value: { origin: log.origin, size } });
        expect(opened.ok && hex(opened.value.root)).toBe(hex(root));
      }),
      { numRuns: 30 },
    );
  });

  const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  test.each([
    `\n7\n${ROOT}\n`,
    `log\n07\n${ROOT}\n`,
    `log\n+7\n${ROOT}\n`,
    `log\n7.0\n${ROOT}\n`,
    `log\n\n${ROOT}\n`,
    `log\n9007199254740993\n${ROOT}\n`,
    `log\n7\n${ROOT.slice(0, -1)}\n`,
    `log\n7\nAAAA\n`,
    `log\n7\n${ROOT}`,
    `log\n7\n`,
    `log\n7\n${ROOT}\n\nmore\n`,
  ])('is not %j', (text) => {
    expect(checkpoints.parseCheckpoint(text)).toBeNull();
  });

  test('may have further lines, which say nothing to us', () => {
    expect(checkpoints.parseCheckpoint(`log\n0\n${ROOT}\nextension\n`)).toMatchObject({ origin: 'log', size: 0 });
  });

  test('may follow only one that is not larger and not another of the same size', () => {
    expect(checkpoints.mayFollow(null, headOf(0))).toStrictEqual({ ok: true, value: 'grown' });
    expect(checkpoints.mayFollow(headOf(7), headOf(8, 1))).toStrictEqual({ ok: true, value: 'grown' });
    expect(checkpoints.mayFollow(headOf(7), headOf(7))).toStrictEqual({ ok: true, value: 'same' });
    expect(checkpoints.mayFollow(headOf(7), headOf(7, 1))).toStrictEqual({ ok: false, fault: 'checkpoint_forks' });
    expect(checkpoints.mayFollow(headOf(7), headOf(6))).toStrictEqual({ ok: false, fault: 'checkpoint_shrinks' });
    expect(checkpoints.mayFollow({ ...headOf(7), origin: 'other' }, headOf(8))).toStrictEqual({
      ok: false,
      fault: 'checkpoint_origin',
    });
  });
});

function headOf(size: number, byte = 0): checkpoints.Checkpoint {
  return { origin: 'log', size, root: new Uint8Array(32).fill(byte) };
}
