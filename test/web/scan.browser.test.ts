// The scanner without its camera, in a real browser (issue 2, point 4): pictures, clipboard, text; other people's codes.
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../harness/browser.ts';
import { colour, openPhone, says } from '../harness/phone.ts';
import type { Phone } from '../harness/phone.ts';
import { photographPng } from '../harness/printed-page.ts';
import { demoCertificate, startServer } from '../harness/server.ts';
import type { RunningServer } from '../harness/server.ts';

let server: RunningServer;
let browser: Browser;
let phone: Phone | undefined;

beforeAll(async () => {
  server = await startServer();
  browser = await startBrowser();
});
afterEach(async () => {
  const complaints = phone?.complaints ?? [];
  await phone?.close();
  phone = undefined;
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(options: Parameters<typeof openPhone>[2] = {}) {
  phone = await openPhone(browser, server.origin, options);
  return phone;
}

async function judge({ page }: Phone, text: string): Promise<void> {
  await page.goto('/scan');
  await page.getByLabel('二维码的内容').fill(text);
  await page.getByRole('button', { name: '核验' }).click();
}

const choose = (page: Phone['page'], name: string, mimeType: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

describe('a picture', () => {
  test.each([
    ['a photo', {}],
    ['a code that is small on a large page', { width: 2200, height: 1600, qrPixels: 250, rotation: 7 }],
    ['a forwarded, blurred JPEG', { jpeg: 40, blur: 0.8 }],
  ])('%s is read and judged', async (_, view) => {
    const shown = await open();
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
    const shown = await open();
    await shown.page.goto('/scan');
    await choose(shown.page, 'x.jpg', 'image/jpeg', bytes());
    expect(await says(shown, title)).toBe(true);
  });

  test('of more than 40 MB is refused before it is opened', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhengyan-picture-'));
    const path = join(folder, 'large.png');
    await writeFile(path, '');
    await truncate(path, 40 * 1024 * 1024 + 1);
    const shown = await open();
    await shown.page.goto('/scan');
    await shown.page.locator('input[type=file]').setInputFiles(path);
    expect(await says(shown, '图片太大')).toBe(true);
    await rm(folder, { recursive: true });
  });

  test('may be dropped onto the page', async () => {
    const shown = await open();
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
      const shown = await open();
      await judge(shown, `  ${demoCertificate(server.demo, standing).qrText}\n`);
      expect(await colour(shown)).toBe('red');
    },
  );

  test('an empty field says what is missing', async () => {
    const shown = await open();
    await judge(shown, '  ');
    expect(await shown.page.locator('.field-error').innerText()).toBe('请先粘贴二维码的内容。');
  });

  test('the clipboard is read as text', async () => {
    const shown = await open(CLIPBOARD);
    await shown.page.goto('/scan');
    await shown.page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      demoCertificate(server.demo, 'superseded').qrText,
    );
    await shown.page.getByRole('button', { name: '读取剪贴板' }).click();
    expect(await colour(shown)).toBe('red');
  });

  test('the clipboard is read as a picture', async () => {
    const shown = await open(CLIPBOARD);
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
    const shown = await open();
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
    const shown = await open();
    await judge(shown, 'https://zhengyan-gov.example.com/q#0123456789');
    expect(await colour(shown)).toBe('grey');
    expect(await shown.page.locator('.foreign-text').innerText()).toBe('zhengyan-gov.example.com');
    expect(await shown.page.locator('a[href*="example.com"]').count()).toBe(0);
  });

  test.each(['javascript:alert(1)', '<img src=x onerror=alert(1)>', 'WIFI:T:WPA;S:x;P:y;;', '\u202Egnp.exe'])(
    'such as %j is grey and harmless',
    async (text) => {
      const shown = await open();
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
  const shown = await open();
  await judge(shown, change(demoCertificate(server.demo, 'valid').qrText));
  expect(await colour(shown)).toBe('red');
});

/** What the page asked of the device: patterns of vibration, tones, and to keep its storage. */
async function openListening(): Promise<Phone> {
  const shown = await open();
  await shown.context.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    Object.assign(Navigator.prototype, { vibrate: (pattern: unknown) => told.push(pattern) > 0 });
    StorageManager.prototype.persist = async () => told.push('persist') > 0;
    OscillatorNode.prototype.start = () => void told.push('tone');
    OscillatorNode.prototype.stop = () => undefined;
  });
  return shown;
}
const told = ({ page }: Phone) => page.evaluate<unknown>('told');

describe('a verdict', () => {
  test('is felt, not heard, unless the user wants it otherwise; the first one asks the browser to keep what is stored', async () => {
    const shown = await openListening();
    await judge(shown, demoCertificate(server.demo, 'valid').qrText);
    expect(await colour(shown)).toBe('green');
    expect(await told(shown)).toEqual([[60], 'persist']);
  });

  test('sounds and does not vibrate when that was chosen, on this device, before', async () => {
    const shown = await openListening();
    await shown.page.goto('/scan');
    await shown.page.locator('.scan-settings summary').click();
    await shown.page.getByLabel('出结果时发出提示音').check();
    await shown.page.getByLabel('出结果时振动').uncheck();
    await judge(shown, demoCertificate(server.demo, 'withdrawn').qrText);
    expect(await colour(shown)).toBe('red');
    expect(await told(shown)).toEqual(['tone', 'tone', 'tone', 'persist']);
  });

  test('is shown all the same by a device that cannot sound', async () => {
    const shown = await open();
    await shown.context.addInitScript(() => {
      localStorage.setItem('zhengyan.scan', JSON.stringify({ beep: true }));
      Object.assign(globalThis, { AudioContext: undefined });
    });
    await judge(shown, demoCertificate(server.demo, 'valid').qrText);
    expect(await colour(shown)).toBe('green');
  });
});
