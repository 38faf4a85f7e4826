// The directory of institutions (R43, R37), and the whole service by keyboard alone (D14).
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { directoryWords } from '../../../web/i18n/directory.ts';
import { demoCertificate } from '../../harness/server.ts';
import { focused, tabTo } from './keyboard.ts';
import { arrive, DESKTOP, digitsOf, numberOf, personNamed } from './open-pages.ts';
import { pagesUnderTest } from './under-test.ts';

const under = pagesUnderTest();
const { open } = under;

const names = (page: Page): Promise<string[]> => page.locator('.ruled li > a > b').allInnerTexts();

async function search(page: Page, q: string, place = ''): Promise<string[]> {
  await page.locator('#q').fill(q);
  await page.locator('#place').selectOption(place);
  const answered = page.waitForResponse('**/api/institutions?**');
  await page.locator('form button[type=submit]').click();
  await answered;
  await page.locator('.directory-count', { hasText: /家|机构/ }).waitFor();
  return names(page);
}

describe('the directory', () => {
  test('finds by part of a name, by part of a code and by place; what was asked stands in the address', async () => {
    const page = await open();
    await arrive(page, '/institutions');
    await page.locator('.ruled li').first().waitFor();
    expect((await names(page)).length).toBe(under.server.demo.institutions.length);
    expect(await search(page, '榕树')).toEqual(['岭南榕树技师学院']);
    expect(await search(page, 'y000044191')).toEqual(['东莞禾云精密制造有限公司']);
    expect(await search(page, '', '03')).toEqual(['深圳市鹏湾数字技能评价中心']);
    expect(new URL(page.url()).search).toBe('?place=03');
    await page.reload();
    await page.locator('.ruled li').first().waitFor();
    expect(await page.locator('#place').inputValue()).toBe('03');
    expect(await search(page, '榕树', '03')).toEqual([]);
    expect(await page.locator('.directory-count').innerText()).toBe(directoryWords().none);
  });

  test('takes a search for what it is, whatever is typed', async () => {
    const page = await open();
    await arrive(page, '/institutions');
    for (const typed of ["' or 1=1 --", '%', '_', '<script>', '\\', '𠮷'.repeat(50)]) {
      expect(await search(page, typed)).toEqual([]);
    }
  });

  test('an institution: contacts, who supervises it, and the scope it is filed for', async () => {
    const page = await open();
    await arrive(page, '/institutions?q=禅泾');
    await page.locator('.ruled a').click();
    await page.locator('h1', { hasText: '佛山禅泾技工学校' }).waitFor();
    const facts = await page.locator('main').innerText();
    for (const fact of ['S000044062004', '佛山市', '区老师', '佛山市职业技能服务指导中心'])
      expect(facts).toContain(fact);
    expect(await page.locator('a[href^="tel:"]').getAttribute('href')).toBe('tel:075755506004');
    expect(await page.locator('.scope h3').allInnerTexts()).toEqual(['车工', '模具工', '汽车维修工']);
    expect(await page.locator('.scope').innerText()).toContain('数控车工');
  });

  test('an institution that has ceased says who took over, in the list and on its page (R37)', async () => {
    const page = await open();
    await arrive(page, '/institutions?q=韩岸');
    expect(await page.locator('.ruled .ceased').innerText()).toContain('潮州市职业技能服务中心');
    await page.locator('.ruled a').click();
    const notice = page.locator('.box', { hasText: directoryWords().ceasedTitle });
    await notice.waitFor();
    expect(await notice.innerText()).toContain('潮州市职业技能服务中心');
  });

  test('a service out of reach is said, and asked again on request', async () => {
    const page = await open();
    await page.route('**/api/institutions*', (route) => route.abort());
    await arrive(page, '/institutions');
    const retry = page.locator('.box button');
    await retry.waitFor();
    await page.unrouteAll();
    await retry.click();
    await page.locator('.ruled li').first().waitFor();
    expect(await page.locator('.box').count()).toBe(0);
  });
});

describe('by keyboard alone', () => {
  test.each([
    ['a phone', {}],
    ['a desktop', { viewport: DESKTOP }],
    ['large type', { largeType: true }],
  ])('a whole lookup on %s: skip link, pair, fields, result, print, next one', async (_, options) => {
    const page = await open(options);
    const holder = personNamed(under.server.demo, '高翔');
    await arrive(page, '/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    expect(await page.locator('.skip').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await focused(page, 'main');
    await tabTo(page, 'main a[href="/lookup"]');
    await page.keyboard.press('Enter');
    // A screen reader goes on where the new page begins.
    await focused(page, 'main h1');
    await tabTo(page, 'input[name=pair]');
    await page.keyboard.press('ArrowRight');
    await tabTo(page, '#certificateNumber');
    await page.keyboard.type(numberOf(holder));
    await tabTo(page, '#idNumber');
    // Sent too early, it goes back to what is missing.
    await page.keyboard.press('Enter');
    await page.locator('#idNumber-error').waitFor();
    await focused(page, '#idNumber');
    await page.keyboard.type(holder.idNumber);
    await page.keyboard.press('Enter');
    await page.locator('.plate-green').waitFor();
    await focused(page, 'main h1');
    await tabTo(page, '.fact-note a');
    await tabTo(page, '.actions .button-main');
    await page.keyboard.press('Space');
    await page.locator('#certificateNumber').waitFor();
    expect(await page.locator('#certificateNumber').inputValue()).toBe('');
  });

  test('language and type size', async () => {
    const page = await open();
    await arrive(page, '/');
    await tabTo(page, '.strip-tools button[aria-pressed]');
    await page.keyboard.press('Space');
    await page.locator('html.large-type').waitFor();
    expect(await page.locator('.strip-tools button').first().getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('html[lang=en]').waitFor();
    // Both choices are kept, and the focus has not been lost on the way.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('lang'))).toBe('zh-CN');
    await page.reload();
    await page.locator('html.large-type[lang=en]').waitFor();
  });

  test('a verdict: name, ID check, every check', async () => {
    const page = await open();
    const { qrText, checkCode, person } = demoCertificate(under.server.demo, 'valid');
    await arrive(page, `/Q#${digitsOf(qrText)}`);
    await page.locator('.plate-green').waitFor();
    await tabTo(page, '.reveal');
    await page.keyboard.press('Space');
    expect(await page.locator('.verdict .sheet').innerText()).toContain(person.name);
    await tabTo(page, '.id-details summary');
    await page.keyboard.press('Enter');
    await page.locator('#check-code').waitFor();
    await tabTo(page, '#check-code');
    await page.keyboard.type(checkCode);
    await tabTo(page, '#id-number');
    await page.keyboard.type(person.idNumber);
    await page.keyboard.press('Enter');
    await page.locator('.id-outcome .plate-green').waitFor();
    await tabTo(page, '.id-check button');
    await tabTo(page, '.verdict details:not(.id-details) > summary');
    await page.keyboard.press('Space');
    await page.locator('.checks').waitFor();
    expect(await page.locator('.checks > li').count()).toBeGreaterThan(5);
  });

  test('the directory, by its search field and its list', async () => {
    const page = await open();
    await arrive(page, '/');
    await tabTo(page, '.nav a[href="/institutions"]');
    await page.keyboard.press('Enter');
    await focused(page, 'main h1');
    await tabTo(page, '#q');
    await page.keyboard.type('韩岸');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.ruled li').length === 1);
    await tabTo(page, '.ruled a');
    await page.keyboard.press('Enter');
    await page.locator('.scope').waitFor();
    await focused(page, 'main h1');
    expect(await page.locator('h1').innerText()).toBe('潮州韩岸陶瓷工艺培训学校');
  });
});
