// The camera in a real browser (issue 2, point 4): a fake one that films a printed certificate; its choice, torch and zoom; every way
// in which it cannot be had.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fakeCamera, startBrowser } from '../harness/browser.ts';
import { makeFilm } from '../harness/camera-film.ts';
import { colour, openPhone, says, setVisibility } from '../harness/phone.ts';
import type { Phone } from '../harness/phone.ts';
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

  test.each([
    ['is used where it knows QR codes', { formats: ['qr_code'], works: true }, 'grey'],
    ['gives way to our own decoder where it does not know them', { formats: ['ean_13'], works: true }, 'green'],
    ['gives way to our own decoder where it breaks at its first use', { formats: ['qr_code'], works: false }, 'green'],
  ])('the detector of the browser %s', async (_, detector, expected) => {
    const shown = await open(withCamera);
    await shown.context.addInitScript(({ formats, works }) => {
      Object.assign(globalThis, {
        BarcodeDetector: class {
          static async getSupportedFormats(): Promise<string[]> {
            return formats;
          }

          async detect() {
            if (!works) throw new DOMException('', 'NotSupportedError');
            return [{ rawValue: 'read by the browser' }];
          }
        },
      });
    }, detector);
    await shown.page.goto('/scan');
    expect(await colour(shown)).toBe(expected);
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
