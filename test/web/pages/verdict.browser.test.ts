// The verdict page as a phone's camera opens it (D4, D5, D6, D8, D14): /q and /Q with the printed digits behind #.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { maskName } from '../../../domain/holder-name.ts';
import { verdictWords } from '../../../web/i18n/verdict.ts';
import { newAuthority } from '../../harness/authority.ts';
import { demoCertificate } from '../../harness/server.ts';
import { traces } from './left-behind.ts';
import { arrive, digitsOf, personNamed } from './open-pages.ts';
import { pagesUnderTest } from './under-test.ts';

const under = pagesUnderTest();
const { open } = under;

const digits = (standing: string): string => digitsOf(demoCertificate(under.server.demo, standing).qrText);

/** Opens the page and gives what the plate says in colour, word and shape. */
async function plateAt(page: Page, path: string): Promise<{ colour: string; word: string; shape: string | null }> {
  await arrive(page, path);
  return plate(page);
}

async function plate(page: Page): Promise<{ colour: string; word: string; shape: string | null }> {
  const shown = page.locator('.verdict > .plate');
  await shown.waitFor();
  const classes = (await shown.getAttribute('class')) ?? '';
  return {
    colour: /plate-(green|amber|grey|red)/.exec(classes)?.[1] ?? classes,
    word: await shown.locator('.plate-word').innerText(),
    shape: await shown.locator('.plate-outline').getAttribute('d'),
  };
}

const facts = (page: Page): Promise<string> => page.locator('.verdict .sheet').innerText();

describe('a code of ours', () => {
  test.each([
    ['valid', 'green', '有效', 'Valid'],
    ['withdrawn', 'red', '已撤销', 'Withdrawn'],
    ['suspended', 'red', '已暂停', 'Suspended'],
    ['superseded', 'red', '已更换', 'Superseded'],
  ])(
    'that is %s: %s plate, the word for it in both languages, the facts with the name masked',
    async (standing, colour, zh, en) => {
      const page = await open();
      const { qrText, person, certificate } = demoCertificate(under.server.demo, standing);
      expect(await plateAt(page, `/Q#${digitsOf(qrText)}`)).toMatchObject({ colour, word: zh });
      // The superseded code names the holder as before the correction, so only the first character is compared.
      expect(await facts(page)).toContain(maskName(person.name));
      expect(await facts(page)).not.toContain(person.name);
      expect(await page.locator('.verdict .sheet .number').textContent()).toBe(certificate.certificateNumber);
      expect(await page.locator('main').innerText()).not.toContain(person.idNumber);

      await page.locator('.strip-tools button').last().click();
      await page.locator('.plate-word', { hasText: en }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    },
  );

  test('shows the full name when asked to, for comparing it with the paper, and hides it again', async () => {
    const page = await open();
    const { person } = demoCertificate(under.server.demo, 'valid');
    await plateAt(page, `/q#${digits('valid')}`);
    const reveal = page.locator('.reveal');
    expect(await reveal.getAttribute('aria-expanded')).toBe('false');
    await reveal.click();
    expect(await facts(page)).toContain(person.name);
    expect(await reveal.getAttribute('aria-expanded')).toBe('true');
    await reveal.click();
    expect(await facts(page)).not.toContain(person.name);
  });

  test('shows names with rare characters and of any length', async () => {
    const page = await open();
    for (const name of ['𠮷田明', '迪丽努尔·阿卜杜热合曼·吐尔逊江·买合木提艾则孜汗尼牙孜', "Jean-Luc O'Neill"]) {
      const qrText = personNamed(under.server.demo, name).certificates[0]?.qrText ?? '';
      expect(await plateAt(page, `/q#${digitsOf(qrText)}`)).toMatchObject({ colour: 'green' });
      expect(await facts(page)).toContain(maskName(name));
      await page.locator('.reveal').click();
      expect(await facts(page)).toContain(name);
    }
  });

  test('is judged by the age of the status list as this device has it: amber, then grey, never green (D8)', async () => {
    const page = await open();
    const shapes = new Set([(await plateAt(page, `/q#${digits('valid')}`)).shape]);
    const day = 86_400_000;
    const issued = Date.now();
    await page.clock.setFixedTime(issued + 2 * day);
    const amber = await plateAt(page, `/q#${digits('valid')}`);
    expect(amber).toMatchObject({ colour: 'amber', word: '有效' });
    await page.clock.setFixedTime(issued + 9 * day);
    const grey = await plateAt(page, `/q#${digits('valid')}`);
    expect(grey).toMatchObject({ colour: 'grey', word: '待确认' });
    // What was withdrawn then is withdrawn still.
    const red = await plateAt(page, `/q#${digits('withdrawn')}`);
    expect(red).toMatchObject({ colour: 'red', word: '已撤销' });
    // Colour is never the only sign: each has a shape of its own.
    expect(shapes.add(amber.shape).add(grey.shape).add(red.shape).size).toBe(4);
  });

  test('is not judged at all while there is no trust list', async () => {
    const page = await open();
    await page.route('**/api/trust', (route) => route.abort());
    expect(await plateAt(page, `/q#${digits('valid')}`)).toMatchObject({ colour: 'grey', word: '未核验' });
    expect(await page.locator('.reveal').count()).toBe(0);
    await page.unrouteAll();
    await page.locator('.actions button', { hasText: verdictWords().refresh }).click();
    await page.locator('.plate-green').waitFor();
  });

  test('is found behind the parameters that chat apps add, and a second scan in the same tab replaces the first', async () => {
    const page = await open();
    expect(await plateAt(page, `/Q?from=timeline#${digits('valid')}`)).toMatchObject({ colour: 'green' });
    await page.evaluate((next) => void (location.hash = next), digits('withdrawn'));
    await page.locator('.plate-red').waitFor();
    expect(page.url()).not.toContain('#');
  });
});

describe('a code that is not what we printed', () => {
  test('cut, lengthened, changed or filled with something else: red, no facts, what to do', async () => {
    const page = await open();
    const genuine = digits('valid');
    const other = genuine.startsWith('1') ? '2' : '1';
    const middle = genuine.length >> 1;
    const hostile = [
      genuine.slice(0, -1),
      genuine.slice(0, middle),
      `${genuine}0`,
      `0${genuine}`,
      `${genuine}${genuine}`,
      other + genuine.slice(1),
      genuine.slice(0, middle) + ((Number(genuine[middle]) + 1) % 10) + genuine.slice(middle + 1),
      '1'.repeat(3000),
      'hello',
      '%3Cimg%20src=x%20onerror=alert(1)%3E',
    ];
    for (const text of hostile) {
      expect(await plateAt(page, `/q#${text}`)).toMatchObject({ colour: 'red', word: '无效' });
      expect(await page.locator('.verdict .sheet').count()).toBe(0);
      expect(await page.locator('.next').innerText()).toMatch(/查询/);
      expect(await page.locator('main code').allInnerTexts()).toHaveLength(1);
    }
    expect(await page.locator('main img').count()).toBe(0);
    // More than a QR code can hold came from somewhere else.
    expect(await plateAt(page, `/q#${'1'.repeat(50_000)}`)).toMatchObject({ colour: 'grey', word: '未识别' });
  });

  test('sealed by somebody else: not recognised, whatever it says', async () => {
    const page = await open();
    const forger = await newAuthority(under.server.origin);
    expect(await plateAt(page, `/q#${digitsOf(await forger.seal())}`)).toMatchObject({ colour: 'red', word: '不认可' });
    expect(await page.locator('.verdict .sheet').count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toContain('欧阳');
  });

  test('empty: nothing is judged, and the ways on are offered', async () => {
    const page = await open();
    await arrive(page, '/q#');
    expect(await page.locator('.plate').count()).toBe(0);
    expect(
      await page.locator('.actions a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(['/scan', '/lookup']);
  });
});

describe('the ID number can be checked without network (D6)', () => {
  test('yes with the right check code, type and number, however it is written; no with any of them wrong', async () => {
    const page = await open();
    const { qrText, checkCode, person } = demoCertificate(under.server.demo, 'valid');
    await plateAt(page, `/q#${digitsOf(qrText)}`);
    await page.locator('.id-details summary').click();
    await page.locator('#check-code').waitFor();
    await page.context().setOffline(true);
    const asked: string[] = [];
    page.on('request', (request) => {
      // The page may still be fetching parts of itself, in vain.
      if (!request.url().includes('/assets/')) asked.push(request.url());
    });
    const outcome = page.locator('.id-outcome');
    const check = async (code: string, type: string, number: string): Promise<void> => {
      await page.locator('#check-code').fill(code);
      await page.locator('#id-type').selectOption(type);
      await page.locator('#id-number').fill(number);
      await page.locator('.id-check button[type=submit]').click();
    };
    await check(checkCode, person.idType, person.idNumber);
    await outcome.locator('.plate-green', { hasText: '一致' }).waitFor();
    await check(`${checkCode.slice(0, 5)}-${checkCode.slice(5)}`.toLowerCase(), person.idType, ` ${person.idNumber} `);
    await outcome.locator('.plate-green').waitFor();

    const wrongCode = checkCode.slice(0, -1) + (checkCode.endsWith('7') ? '8' : '7');
    await check(wrongCode, person.idType, person.idNumber);
    await outcome.locator('.plate-red', { hasText: '不一致' }).waitFor();
    const somebodyElse = personNamed(under.server.demo, '李娜').idNumber;
    await check(checkCode, person.idType, somebodyElse);
    await outcome.locator('.plate-red').waitFor();
    await check(checkCode, 'passport', 'FX0000001');
    await outcome.locator('.plate-red').waitFor();

    // What cannot be right is said at its field, and the answer to the last question is gone.
    await check('7PWR4', person.idType, '1234');
    expect(await page.locator('#check-code-error').innerText()).toContain('10 位');
    expect(await page.locator('#id-number-error').count()).toBe(1);
    expect(await outcome.locator('.plate').count()).toBe(0);
    expect(asked).toEqual([]);
  });
});

describe('what stays behind (R40, D5)', () => {
  test('nothing of the code: not in the address, the history, the title, a storage or a cache', async () => {
    const page = await open({ serviceWorkers: 'allow' });
    const { qrText, person, certificate } = demoCertificate(under.server.demo, 'valid');
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(`${request.url()} ${request.postData() ?? ''}`));
    await plateAt(page, `/Q#${digitsOf(qrText)}`);
    await page.locator('.reveal').click();
    expect(page.url()).toBe(`${under.server.origin}/Q`);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const left = await traces(page);
    expect(left).toContain('zhengyan.language');
    expect(left).toContain('bundle');
    const sent = asked.slice(1).join('\n');
    for (const secret of [
      digitsOf(qrText),
      digitsOf(qrText).slice(9, 60),
      person.name,
      certificate.certificateNumber,
    ]) {
      expect(left).not.toContain(secret);
      expect(sent).not.toContain(secret);
    }
    await page.reload();
    await page.getByText(verdictWords().emptyLead).waitFor();
  });
});

describe('on paper', () => {
  test('a printed verdict is the plate, the facts, what was checked, when and by whom, and no navigation', async () => {
    const page = await open();
    await plateAt(page, `/q#${digits('valid')}`);
    await page.emulateMedia({ media: 'print' });
    const shown = (selectors: string[]): Promise<string[]> =>
      page.evaluate((all) => all.filter((selector) => document.querySelector(selector)?.checkVisibility()), selectors);
    const wanted = ['h1', '.plate-word', '.plate-shape', '.verdict .sheet', '.checked', '.next', '.only-print'];
    expect(await shown(wanted)).toEqual(wanted);
    expect(await shown(['.strip', '.nav', '.foot', '.actions', '.id-details', '.reveal'])).toEqual([]);
    expect(await page.locator('.only-print').innerText()).toContain(new URL(under.server.origin).host);
    // Ink, not light: white ground, black word, and a border that a greyscale printer keeps.
    const look = await page.locator('.plate').evaluate((element) => {
      const { backgroundColor, color, borderTopWidth } = getComputedStyle(element);
      return { backgroundColor, color, border: parseFloat(borderTopWidth) > 1 };
    });
    expect(look).toEqual({ backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)', border: true });
  });
});
