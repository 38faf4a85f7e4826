import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import decodeQr from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openDatabase, type Database } from '../../db/connect.ts';
import { sealUrl } from '../../domain/qr-text.ts';
import { demoListing } from '../../server/demo/listing.ts';
import { draftDemo, seedDemo } from '../../server/demo/seed.ts';
import type { DemoCertificate } from '../../server/deps.ts';
import { newKeySet } from '../../server/key-set.ts';
import { sealQr } from '../../server/seal-qr.ts';
import { openVault } from '../../server/vault.ts';
import { portOf } from '../harness/postgres-server.ts';
import { freshPostgres, type FreshPostgres } from '../harness/postgres.ts';
import { keyringOf } from '../harness/service.ts';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(await readFile(wasm)).buffer } });

const ORIGIN = 'https://zhengyan.example.cn';
/** As long as a typical seal: 205 bytes are 494 digits. */
const TYPICAL = sealUrl(ORIGIN, '7'.repeat(494));

function pixels(png: Uint8Array) {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  return { width, height, data: new Uint8ClampedArray(data) };
}

describe('the printed code (D5)', () => {
  test('of a typical seal is version 13 at level Q with modules of 0.4 mm or more, at 35 and at 31 mm', () => {
    for (const size of [35, 31]) {
      const { version, level, moduleMm, modules } = sealQr(TYPICAL, size);
      expect({ version, level, modules }).toEqual({ version: 13, level: 'Q', modules: 69 });
      expect(moduleMm).toBeCloseTo(size / 77, 10);
      expect(moduleMm).toBeGreaterThanOrEqual(0.4);
    }
  });

  test('falls back to level M where the modules of Q would be too small', () => {
    expect(sealQr(TYPICAL, 30)).toMatchObject({ level: 'M', version: 11 });
    const long = sealUrl(ORIGIN, '7'.repeat(1200));
    expect(sealQr(long, 30).level).toBe('M');
    expect(sealQr(long, 60).level).toBe('Q');
  });

  test('is read by two decoders that are not its maker, from the picture and from the drawing', async () => {
    const qr = sealQr(TYPICAL);
    const picture = pixels(await qr.png());
    expect(decodeQr(picture)).toBe(TYPICAL);
    const [found] = await readBarcodes(await qr.png(), { formats: ['QRCode'] });
    expect(found?.text).toBe(TYPICAL);

    const drawn = drawSvg(qr.svg, qr.modules + 8, 6);
    expect(decodeQr(drawn)).toBe(TYPICAL);
  });

  test('says how large it is: the drawing in millimetres, the picture in pixels to the metre', async () => {
    const qr = sealQr(TYPICAL, 32);
    expect(qr.svg).toMatch(/width="32mm" height="32mm" viewBox="0 0 77 77"/);
    const png = Buffer.from(await qr.png());
    const at = png.indexOf('pHYs');
    const perMetre = png.readUInt32BE(at + 4);
    expect((pixels(png).width / perMetre) * 1000).toBeCloseTo(32, 1);
  });

  test('is made for sealed addresses only', () => {
    for (const text of ['https://zhengyan.example/q#1', 'HTTPS://X/Q', 'HTTPS://X/Q#12a', 'HTTPS://X/Q#']) {
      expect(() => sealQr(text)).toThrow('not a sealed address');
    }
  });
});

/** Fills the rectangles of our own SVG: all there is in its one path. */
function drawSvg(svg: string, side: number, scale: number) {
  const width = side * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x = '', y = '', length = ''] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let py = Number(y) * scale; py < (Number(y) + 1) * scale; py++) {
      for (let px = Number(x) * scale; px < (Number(x) + Number(length)) * scale; px++) {
        data.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3);
      }
    }
  }
  return { width, height: width, data };
}

async function run(env: Record<string, string>, ...args: string[]) {
  const script = join(import.meta.dirname, '../../server/cli/seal.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, ...said };
}

describe('npm run seal', () => {
  let fresh: FreshPostgres;
  let db: Database;
  let out: string;
  let environment: Record<string, string>;
  let entries: DemoCertificate[];

  beforeAll(async () => {
    fresh = await freshPostgres();
    out = await mkdtemp(join(tmpdir(), 'zhengyan-seal-'));
    const keys = await newKeySet(Date.now() - 1000);
    environment = { DATABASE_URL: fresh.url('owner'), KEYS: keys, PUBLIC_ORIGIN: ORIGIN };
    db = await openDatabase({ url: fresh.url('owner') });
    const keyring = await keyringOf(keys);
    const vault = await openVault(db, keyring, { timer: false });
    await seedDemo({ db, vault, keyring, now: Date.now }, draftDemo);
    // One that nobody has asked for yet: the command has to make it.
    await db.query('update seal set digits = null, check_code_sealed = null, key_version = null where id = 1');
    entries = (await demoListing(db, vault, ORIGIN)).people.flatMap(({ certificates }) => certificates);
  });
  afterAll(async () => {
    await db.close();
    await fresh.drop();
    await rm(out, { recursive: true, force: true });
  });

  test('writes the seal of a published certificate as SVG and PNG and prints size, version and check code', async () => {
    const entry = entries.find(({ standing, qrText }) => standing === 'valid' && qrText !== null);
    const number = entry?.certificateNumber ?? '';
    const { code, out: said } = await run(environment, '--number', number, '--out', join(out, 'a'), '--size', '33');
    expect(code).toBe(0);
    expect(said).toMatch(/version 1\d, level Q, \d+ modules of 0\.4\d mm, 33 mm/);
    expect(said.replaceAll('-', '')).toContain(entry?.checkCode ?? 'no code');
    expect(await readdir(join(out, 'a'))).toEqual([`seal-${number}.png`, `seal-${number}.svg`]);
    const png = await readFile(join(out, 'a', `seal-${number}.png`));
    expect(decodeQr(pixels(png))).toBe(entry?.qrText);
  });

  test('makes a seal that nobody has asked for before, and the same one the second time', async () => {
    const blank = entries.find(({ stage, qrText }) => stage === 'published' && qrText === null);
    const number = blank?.certificateNumber ?? '';
    const [first, second] = [
      await run(environment, '--number', number, '--out', out),
      await run(environment, '--number', `${number.slice(0, 6)} ${number.slice(6).toLowerCase()}`, '--out', out),
    ];
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.out).toBe(first.out);
  });

  test('asked wrongly it says what is wrong and how to ask, with exit code 2', async () => {
    const wrong: [RegExp, ...string[]][] = [
      [/--number is needed/],
      [/no certificate number\. .*only digits/, '--number', 'S000044062004XX3000001'],
      [/--size has to be 30 to 60/, '--number', entries[0]?.certificateNumber ?? '', '--size', '1'],
      [/--colour/, '--colour', 'red'],
    ];
    for (const [reason, ...args] of wrong) {
      const { code, error, out: said } = await run(environment, ...args);
      expect(error).toMatch(reason);
      expect(error).toContain('npm run seal --');
      expect([code, said]).toEqual([2, '']);
    }
  });

  test('says the same of a certificate that is not there and of one that is not yet published, with exit code 1', async () => {
    const hidden = entries.find(({ stage }) => stage !== 'published')?.certificateNumber ?? '';
    const answers = [
      await run(environment, '--number', hidden, '--out', out),
      await run(environment, '--number', `${hidden.slice(0, 16)}999999`, '--out', out),
    ];
    for (const answer of answers) {
      expect(answer).toEqual({ code: 1, out: '', error: 'No published certificate has this number.\n' });
    }
  });

  test('says in one line what is missing: database, keys, a folder that has none', async () => {
    const args = ['--number', entries[0]?.certificateNumber ?? ''];
    const gone = fresh.url('owner').replace(/\/t_\w+$/, '/not_there');
    expect((await run({ ...environment, DATABASE_URL: gone }, ...args)).error).toMatch(/cannot be opened \(3D000\)/);
    const { KEYS: _, ...keyless } = environment;
    const production = { ...keyless, NODE_ENV: 'production' };
    expect((await run(production, ...args)).error).toMatch(/^No keys/);
    expect((await run({ DATA_DIR: join(out, 'nothing') }, ...args)).error).toMatch(/start the service once/);
    expect(await readdir(out)).not.toContain('nothing');
  });

  test('asks the running demo when that has the data folder open', async () => {
    const dataDir = join(out, 'data');
    const folder = await openDatabase({ dataDir });
    const listing = { people: [{ certificates: entries }] };
    const service = createServer((_, response) => response.end(JSON.stringify(listing))).listen(0, '127.0.0.1');
    await once(service, 'listening');
    const local = { DATA_DIR: dataDir, PUBLIC_ORIGIN: `http://127.0.0.1:${portOf(service)}` };
    const entry = entries.find(({ standing, qrText }) => standing === 'valid' && qrText !== null);
    const found = await run(local, '--number', entry?.certificateNumber ?? '', '--out', out);
    expect(found.out.replaceAll('-', '')).toContain(entry?.checkCode ?? 'no code');
    service.close();
    service.closeAllConnections();
    const busy = await run(local, '--number', entry?.certificateNumber ?? '', '--out', out);
    expect(busy.error).toMatch(/has the data folder open: stop it first/);
    await folder.close();
  });
});
