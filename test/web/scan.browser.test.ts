// The scanner in a real browser (issue 2, point 4): a fake camera that films a printed certificate, pictures, clipboard, text;
// every way in which a camera cannot be had; other people's codes.
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fakeCamera, startBrowser } from '../harness/browser.ts';
import { makeFilm } from '../harness/camera-film.ts';
import { openPhone, setVisibility } from '../harness/phone.ts';
import type { Phone } from '../harness/phone.ts';
import { photographPng } from '../harness/printed-page.ts';
import { demoCertificate, startServer } from '../harness/server.ts';
import type { RunningServer } from '../harness/server.ts';

let server: RunningServer;
let film: Awaited<ReturnType<typeof makeFilm>>;
let withCamera: Browser;
let withoutCamera: Browser;
let phone: Phone | undefined;

beforeAll(async () => {
  server = await startServer();
  film = await makeFilm(demoCertificate(server.demo, 'valid').qrText);
  withCamera = await startBrowser(fakeCamera(film.path));
  withoutCamera = await startBrowser(['--host-resolver-rules=MAP insecure.test 127.0.0.1']);
});
afterEach(async () => {
  const complaints = phone?.complaints ?? [];
  await phone?.close();
  phone = undefined;
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
});
afterAll(async () => {
  await Promise.all([withCamera?.close(), withoutCamera?.close()]);
  await film?.remove();
  await server?.stop();
});

async function open(browser: Browser, options: Parameters<typeof openPhone>[2] = {}) {
  phone = await openPhone(browser, server.origin, options);
  return phone;
}

/** The colour of the verdict, once there is one. */
async function colour({ page }: Phone): Promise<string> {
  const shown = (await page.locator('.plate').first().getAttribute('class')) ?? '';
  return /plate-(green|amber|grey|red)/.exec(shown)?.[1] ?? shown;
}

/** Whether a message with this heading appears. */
async function says({ page }: Phone, title: string): Promise<boolean> {
  await page.getByRole('heading', { name: title }).waitFor();
  return true;
}

async function judge({ page }: Phone, text: string): Promise<void> {
  await page.goto('/scan');
  await page.getByLabel('二维码的内容').fill(text);
  await page.getByRole('button', { name: '核验' }).click();
}

const choose = (page: Phone['page'], name: string, mimeType: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

describe('the camera', () => {
  test('reads a printed certificate from a film and shows a green plate; the name is masked until asked for', async () => {
    const shown = await open(withCamera);
    const { page } = shown;
    await page.goto('/scan');
    await page.waitForURL('**/q');
    expect(await colour(shown)).toBe('green');
    const { person } = demoCertificate(server.demo, 'valid');
    const facts = page.locator('.facts').first();
    expect(await facts.innerText()).not.toContain(person.name);
    await page.locator('.reveal').click();
    expect(await facts.innerText()).toContain(person.name);
    // The code's content, which holds a name, is neither in the address nor in the history.
    expect(page.url()).toBe(`${server.origin}/q`);
  });

  test('is given back when the page goes out of sight and when it is left', async () => {
    const { page, context } = await open(withCamera);
    await context.addInitScript(() => {
      const tracks: MediaStreamTrack[] = [];
      Object.assign(globalThis, { live: () => tracks.filter((track) => track.readyState === 'live').length });
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await ask(constraints);
        tracks.push(...stream.getTracks());
        return stream;
      };
      // Nothing to read, so that the camera stays on.
      CanvasRenderingContext2D.prototype.drawImage = () => undefined;
    });
    const live = () => page.evaluate<number>('live()');
    await page.goto('/scan');
    await page.locator('[data-phase=live]').waitFor();
    expect(await live()).toBe(1);
    await setVisibility(page, 'hidden');
    expect(await live()).toBe(0);
    await setVisibility(page, 'visible');
    await page.locator('[data-phase=live]').waitFor();
    expect(await live()).toBe(1);
    await page.locator('.nav a[href="/lookup"]').click();
    await page.locator('.viewfinder').waitFor({ state: 'detached' });
    expect(await live()).toBe(0);
  });

  test('is given back while the verdict is still being reached', async () => {
    const { page, context } = await open(withCamera);
    await context.addInitScript(() => {
      Object.assign(globalThis, { stops: 0 });
      const stop = Reflect.get(MediaStreamTrack.prototype, 'stop');
      MediaStreamTrack.prototype.stop = function count() {
        Reflect.set(globalThis, 'stops', Reflect.get(globalThis, 'stops') + 1);
        stop.call(this);
      };
    });
    await page.goto('/scan');
    await page.waitForURL('**/q');
    expect(await page.evaluate<number>('stops')).toBeGreaterThanOrEqual(1);
  });

  test('of several cameras the rear one is asked for, and the chosen one is remembered without its name', async () => {
    const { page, context } = await open(withCamera);
    await context.addInitScript(() => {
      const asked: unknown[] = [];
      Object.assign(globalThis, { lastAsked: () => asked.at(-1) });
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
        asked.push(structuredClone(constraints.video));
        return ask({ video: true });
      };
      navigator.mediaDevices.enumerateDevices = async () =>
        ['front', 'rear'].map((name) => ({
          kind: 'videoinput',
          deviceId: `id-${name}`,
          groupId: '',
          label: `Secret ${name}`,
          toJSON: () => ({}),
        }));
      CanvasRenderingContext2D.prototype.drawImage = () => undefined;
    });
    const asked = () => page.evaluate<unknown>('lastAsked()');
    await page.goto('/scan');
    const select = page.locator('.viewfinder-controls select');
    await select.waitFor();
    expect(await asked()).toMatchObject({ facingMode: { ideal: 'environment' } });
    await select.selectOption('id-front');
    await expect.poll(asked).toMatchObject({ deviceId: { exact: 'id-front' } });
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Secret');
    await page.reload();
    await select.waitFor();
    expect(await asked()).toMatchObject({ deviceId: { exact: 'id-front' } });
  });

  test('torch and zoom appear when the camera offers them, and reach it', async () => {
    const { page, context } = await open(withCamera);
    await context.addInitScript(() => {
      const applied: unknown[] = [];
      Object.assign(globalThis, { applied });
      MediaStreamTrack.prototype.getCapabilities = () =>
        Object.assign({ torch: true, zoom: { min: 1, max: 4, step: 0.5 } });
      MediaStreamTrack.prototype.applyConstraints = async (constraints) =>
        void applied.push(constraints?.advanced?.[0]);
      CanvasRenderingContext2D.prototype.drawImage = () => undefined;
    });
    await page.goto('/scan');
    const torch = page.getByRole('button', { name: '照明' });
    await torch.click();
    await expect.poll(() => torch.getAttribute('aria-pressed')).toBe('true');
    await page.getByLabel('放大').fill('2.5');
    expect(await page.evaluate<unknown>('applied')).toEqual([{ torch: true }, { zoom: 2.5 }]);
  });
});

describe('without a camera the page says why, and the other ways stay', () => {
  test.each([
    ['NotAllowedError', '相机没有被允许使用'],
    ['NotFoundError', '没有找到相机'],
    ['NotReadableError', '相机正被其他程序占用'],
  ])('%s', async (name, title) => {
    const shown = await open(withoutCamera);
    const { page, context } = shown;
    await context.addInitScript((fault) => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('', fault);
      };
    }, name);
    await page.goto('/scan');
    expect(await says(shown, title)).toBe(true);
    expect(await page.getByRole('button', { name: '重新打开相机' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: '选择图片' }).count()).toBe(1);
    expect(await page.getByLabel('二维码的内容').count()).toBe(1);
  });

  test('a browser that really has none', async () => {
    const { page } = await open(withoutCamera);
    await page.goto('/scan');
    await page.locator('[data-phase=fault]').waitFor();
    expect(await page.locator('.viewfinder-words').innerText()).toMatch(/没有找到相机|没有被允许使用/);
  });

  test('an in-app browser without camera access', async () => {
    const shown = await open(withoutCamera);
    await shown.context.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }));
    await shown.page.goto('/scan');
    expect(await says(shown, '这个浏览器不能使用相机')).toBe(true);
  });

  test('an address without https, where opening again would not help', async () => {
    phone = await openPhone(withoutCamera, `http://insecure.test:${new URL(server.origin).port}`);
    await phone.page.goto('/scan');
    expect(await says(phone, '这个地址不能使用相机')).toBe(true);
    expect(await phone.page.getByRole('button', { name: '重新打开相机' }).count()).toBe(0);
  });
});

describe('a picture', () => {
  test.each([
    ['a photo', {}],
    ['a code that is small on a large page', { width: 2200, height: 1600, qrPixels: 250, rotation: 7 }],
    ['a forwarded, blurred JPEG', { jpeg: 40, blur: 0.8 }],
  ])('%s is read and judged', async (_, view) => {
    const shown = await open(withoutCamera);
    await shown.page.goto('/scan');
    await choose(
      shown.page,
      'photo.png',
      'image/png',
      photographPng(demoCertificate(server.demo, 'valid').qrText, view),
    );
    expect(await colour(shown)).toBe('green');
  });

  test.each([
    ['without a code', () => photographPng('HTTPS://X/Q#1', { qrPixels: 9 }), '图片里没有读到二维码'],
    ['in HEIC', () => Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'), '打不开 HEIC 格式的照片'],
    ['that is a PDF', () => Buffer.from('%PDF-1.7\n'), '这是 PDF 文件'],
    ['that is no picture', () => Buffer.from('hello'), '这个文件不是能打开的图片'],
  ])('%s is refused with clear words', async (_, bytes, title) => {
    const shown = await open(withoutCamera);
    await shown.page.goto('/scan');
    await choose(shown.page, 'x.jpg', 'image/jpeg', bytes());
    expect(await says(shown, title)).toBe(true);
  });

  test('of more than 40 MB is refused before it is opened', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhengyan-picture-'));
    const path = join(folder, 'large.png');
    await writeFile(path, '');
    await truncate(path, 40 * 1024 * 1024 + 1);
    const shown = await open(withoutCamera);
    await shown.page.goto('/scan');
    await shown.page.locator('input[type=file]').setInputFiles(path);
    expect(await says(shown, '图片太大')).toBe(true);
    await rm(folder, { recursive: true });
  });

  test('may be dropped onto the page', async () => {
    const shown = await open(withoutCamera);
    await shown.page.goto('/scan');
    await shown.page.locator('.other-ways').waitFor();
    await shown.page.evaluate(
      (base64) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.codePointAt(0) ?? 0);
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
        for (const type of ['dragover', 'drop']) {
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        }
      },
      photographPng(demoCertificate(server.demo, 'suspended').qrText).toString('base64'),
    );
    expect(await colour(shown)).toBe('red');
  });
});

describe('text and clipboard', () => {
  test.each(['withdrawn', 'suspended', 'superseded'])(
    'pasted text of a certificate that is %s is red',
    async (standing) => {
      const shown = await open(withoutCamera);
      await judge(shown, `  ${demoCertificate(server.demo, standing).qrText}\n`);
      expect(await colour(shown)).toBe('red');
    },
  );

  test('an empty field says what is missing', async () => {
    const shown = await open(withoutCamera);
    await judge(shown, '  ');
    expect(await shown.page.locator('.field-error').innerText()).toBe('请先粘贴二维码的内容。');
  });

  test('the clipboard is read as text', async () => {
    const shown = await open(withoutCamera, CLIPBOARD);
    await shown.page.goto('/scan');
    await shown.page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      demoCertificate(server.demo, 'superseded').qrText,
    );
    await shown.page.getByRole('button', { name: '读取剪贴板' }).click();
    expect(await colour(shown)).toBe('red');
  });

  test('the clipboard is read as a picture', async () => {
    const shown = await open(withoutCamera, CLIPBOARD);
    await shown.page.goto('/scan');
    await shown.page.evaluate(
      async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.codePointAt(0) ?? 0);
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
      },
      photographPng(demoCertificate(server.demo, 'valid').qrText).toString('base64'),
    );
    await shown.page.getByRole('button', { name: '读取剪贴板' }).click();
    expect(await colour(shown)).toBe('green');
  });

  test('a clipboard that may not be read says so and names the other way', async () => {
    const shown = await open(withoutCamera);
    await shown.context.addInitScript(() => {
      Object.assign(Clipboard.prototype, {
        read: () => Promise.reject(new DOMException('', 'NotAllowedError')),
        readText: () => Promise.reject(new DOMException('', 'NotAllowedError')),
      });
    });
    await shown.page.goto('/scan');
    await shown.page.getByRole('button', { name: '读取剪贴板' }).click();
    expect(await says(shown, '没能读取剪贴板')).toBe(true);
  });
});

describe('a code that is not one of ours', () => {
  test('of another host is grey, named as plain text and never opened or linked', async () => {
    const shown = await open(withoutCamera);
    await judge(shown, 'https://zhengyan-gov.example.com/q#0123456789');
    expect(await colour(shown)).toBe('grey');
    expect(await shown.page.locator('.foreign-text').innerText()).toBe('zhengyan-gov.example.com');
    expect(await shown.page.locator('a[href*="example.com"]').count()).toBe(0);
  });

  test.each(['javascript:alert(1)', '<img src=x onerror=alert(1)>', 'WIFI:T:WPA;S:x;P:y;;', '\u202Egnp.exe'])(
    'such as %j is grey and harmless',
    async (text) => {
      const shown = await open(withoutCamera);
      await judge(shown, text);
      expect(await colour(shown)).toBe('grey');
      await shown.page.locator('.foreign-text').waitFor();
      expect(await shown.page.locator('.plate a, .foreign a, .foreign img').count()).toBe(0);
    },
  );
});

test.each([
  ['cut short', (text: string) => text.slice(0, -7)],
  ['with digits appended', (text: string) => `${text}00`],
  [
    'with one digit changed',
    (text: string) => text.slice(0, -40) + ((Number(text.at(-40)) + 1) % 10) + text.slice(-39),
  ],
])('a code of ours %s is red, never green', async (_, change) => {
  const shown = await open(withoutCamera);
  await judge(shown, change(demoCertificate(server.demo, 'valid').qrText));
  expect(await colour(shown)).toBe('red');
});
