// The page of progress in a real browser (R46, D14): by keyboard alone, to the line of steps, and nothing left behind.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../harness/browser.ts';
import { openPhone } from '../harness/phone.ts';
import { startServer, type RunningServer } from '../harness/server.ts';

let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

function holderAt(stage: string) {
  for (const { name, idNumber, certificates } of server.demo.people) {
    const found = certificates.find((certificate) => certificate.stage === stage);
    if (found) return { name, idNumber, number: found.certificateNumber };
  }
  throw new Error(`the demo has nothing at the stage ${stage}`);
}

async function withPage(work: (page: Page) => Promise<void>): Promise<void> {
  const phone = await openPhone(browser, server.origin, { serviceWorkers: 'block' });
  const { page, complaints } = phone;
  await page.goto('/progress');
  await page.locator('h1').waitFor();
  await work(page);
  expect(complaints).toEqual([]);
  await phone.close();
}

const violations = async (page: Page): Promise<string[]> => {
  const found = await new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

describe('the page of progress (R46)', () => {
  test('takes ID number and name by keyboard alone, and shows every step, what is late, and whom to call', async () => {
    const holder = holderAt('provincial_review');
    await withPage(async (page) => {
      expect(await violations(page)).toEqual([]);
      await page.locator('input[name=pair]').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Tab');
      await page.keyboard.type(holder.idNumber);
      await page.keyboard.press('Tab');
      await page.keyboard.type(holder.name);
      await page.keyboard.press('Enter');
      await page.locator('.line').waitFor();
      const steps = await page.locator('.line-step h3').allTextContents();
      expect(steps).toEqual(['发证', '评价机构上报', '市级审核', '省级审核', '部级中心上网', '可以查询']);
      expect(await page.locator('[aria-current=step] h3').textContent()).toBe('省级审核');
      expect(await page.locator('.phone').getAttribute('href')).toMatch(/^tel:\d+$/);
      expect(await violations(page)).toEqual([]);
      // Nothing about the holder is shown that was not there, and nothing stays (R40, D4).
      const text = await page.locator('body').textContent();
      expect(text).not.toContain(holder.idNumber);
      expect(text).not.toContain(holder.name);
      const left = await page.evaluate(() =>
        JSON.stringify([location.href, localStorage, sessionStorage, history.state]),
      );
      for (const fact of [holder.idNumber, encodeURIComponent(holder.name), holder.name, holder.number]) {
        expect(left).not.toContain(fact);
      }
      await page.reload();
      await page.locator('form').waitFor();
      expect(await page.locator('#idNumber').inputValue()).toBe('');
    });
  });

  test('says to the holder of a returned certificate what happens now, and of a published one how to verify it', async () => {
    for (const [stage, words] of [
      ['returned', '不需要重新考试'],
      ['published', '怎样核验'],
    ] as const) {
      const holder = holderAt(stage);
      await withPage(async (page) => {
        await page.locator('#idNumber').fill(holder.idNumber);
        await page.locator('#certificateNumber').fill(holder.number);
        await page.locator('form button[type=submit]').click();
        await page.locator('.line').waitFor();
        expect(await page.locator('main').textContent()).toContain(words);
      });
    }
  });

  test('finds nothing for somebody else’s ID number, keeps what was typed, and says whom to ask (D4, R43)', async () => {
    const holder = holderAt('returned');
    await withPage(async (page) => {
      await page.locator('#idNumber').fill(holderAt('ministry_review').idNumber);
      await page.locator('#certificateNumber').fill(holder.number);
      await page.locator('form button[type=submit]').click();
      await page.locator('.box').waitFor();
      expect(await page.locator('.box a').getAttribute('href')).toBe('/institutions');
      expect(await page.locator('#certificateNumber').inputValue()).toBe(holder.number);
      expect(await violations(page)).toEqual([]);
    });
  });
});
