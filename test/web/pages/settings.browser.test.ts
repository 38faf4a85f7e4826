// Other people's devices (D14): their locale, time zone, storage, contrast, motion; and the addresses of pages.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { demoCertificate } from '../../harness/server.ts';
import { arrive, digitsOf, lookUpAfresh, PAGES, personNamed } from './open-pages.ts';
import { pagesUnderTest } from './under-test.ts';

const under = pagesUnderTest();
const { open } = under;

async function verdict(page: Page, standing = 'valid'): Promise<void> {
  await arrive(page, `/Q#${digitsOf(demoCertificate(under.server.demo, standing).qrText)}`);
  await page.locator('.verdict > .plate').waitFor();
}

describe('somewhere else', () => {
  test('a Turkish phone in Los Angeles finds the same certificate and the same dates, in Beijing time', async () => {
    const page = await open({ locale: 'tr-TR', timezoneId: 'America/Los_Angeles' });
    // i and I are not each other's case there.
    const holder = personNamed(under.server.demo, 'MARIA FERNANDA DA SILVA');
    await lookUpAfresh(page, { name: 'maria fernanda da silva', idNumber: holder.idNumber.toLowerCase() });
    expect(await page.locator('.plate-green').count()).toBe(1);
    expect(await page.locator('.certificate').innerText()).toMatch(/2026年2月11日/);
    const moment = await page.locator('.as-of time').first().getAttribute('datetime');
    const inBeijing = new Intl.DateTimeFormat('zh-CN', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'long',
    }).format(new Date(moment ?? ''));
    expect((await page.locator('.as-of').innerText()).replaceAll(' ', '')).toContain(inBeijing);
    await verdict(page);
    expect(await page.locator('.plate-green').count()).toBe(1);
  });

  test('a browser without storage still answers', async () => {
    const page = await open();
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('refused', 'SecurityError');
          },
        });
      }
    });
    await verdict(page);
    expect(await page.locator('.plate-green').count()).toBe(1);
    await page.locator('.strip-tools button').last().click();
    await page.locator('html[lang=en]').waitFor();
  });
});

describe('as somebody needs it', () => {
  test('reduced motion: nothing moves', async () => {
    const page = await open({ reducedMotion: 'reduce' });
    for (const path of ['/', '/lookup', '/scan']) {
      await arrive(page, path);
      const moving = await page.evaluate(() =>
        document
          .getAnimations()
          .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration ?? 0) > 20)
          .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : 'transition')),
      );
      expect(moving).toEqual([]);
    }
  });

  test('forced colours: plate, sign, chosen pair and buttons stand out from their ground', async () => {
    const page = await open({ forcedColors: 'active', colorScheme: 'dark' });
    for (const standing of ['valid', 'withdrawn']) {
      await verdict(page, standing);
      const seen = await page.locator('.verdict > .plate').evaluate((plate) => {
        const style = (selector: string) => getComputedStyle(plate.querySelector(selector) ?? plate);
        return {
          ground: getComputedStyle(plate).backgroundColor,
          word: style('.plate-word').color,
          outline: style('.plate-outline').stroke,
          sign: style('.plate-sign').stroke,
          edge: parseFloat(getComputedStyle(plate).borderTopWidth) + parseFloat(getComputedStyle(plate).outlineWidth),
        };
      });
      expect(seen.word).not.toBe(seen.ground);
      expect(seen.outline).not.toBe(seen.ground);
      expect(seen.sign).not.toBe(seen.ground);
      expect(seen.edge).toBeGreaterThan(0);
    }
    await arrive(page, '/lookup');
    const [chosen, other] = await page
      .locator('.pair > span')
      .evaluateAll((pairs) => pairs.map((pair) => getComputedStyle(pair).backgroundColor));
    expect(chosen).not.toBe(other);
  });

  test('greyscale: the four plates differ by shape and word, not by colour alone', async () => {
    const page = await open();
    await arrive(page, '/about#reading');
    const plates = page.locator('.plates .plate');
    const shapes = await plates
      .locator('.plate-outline')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
    expect(new Set(shapes).size).toBe(4);
    const signs = await plates
      .locator('.plate-sign')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
    expect(new Set(signs).size).toBe(4);
  });
});

describe('addresses', () => {
  test('addresses of pages answer 200, others an honest 404 with the same shell', async () => {
    const page = await open();
    for (const path of [...PAGES, '/lookup/result']) {
      const answer = await page.goto(path);
      expect([path, answer?.status()]).toEqual([path, 200]);
    }
    expect((await page.goto('/no-such-page'))?.status()).toBe(404);
    expect(await page.locator('h1').innerText()).toBe('没有这个页面');
  });
});
