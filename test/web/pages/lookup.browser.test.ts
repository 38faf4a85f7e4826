// Lookups as a person makes them (R39 to R43, D3, D4, D12): typed into the built pages, answered by the real service.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { FAULT_WORDS } from '../../../domain/fault-words.ts';
import { maskName } from '../../../domain/holder-name.ts';
import { lookupWords } from '../../../web/i18n/lookup.ts';
import { challengeIn, solve } from '../../server/proof-of-work.ts';
import { traces } from './left-behind.ts';
import {
  arrive,
  lookUp,
  lookUpAfresh,
  numberOf,
  personNamed,
  type DemoPerson,
  type TypedFacts,
  type Wish,
} from './open-pages.ts';
import { pagesUnderTest } from './under-test.ts';

// One proxy is believed, so that every test can be a visitor of its own to the rate limits.
const under = pagesUnderTest({ TRUSTED_PROXY_HOPS: '1' });
let opened = 0;

const open = (wish: Wish = {}): Promise<Page> =>
  under.open({ extraHTTPHeaders: { 'X-Forwarded-For': `192.0.2.${++opened}` }, ...wish });

const person = (name: string): DemoPerson => personNamed(under.server.demo, name);
const main = (page: Page): Promise<string> => page.locator('main').innerText();
/** The gaps inside a number are drawn, so what a page says of it has none. */
const said = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';

/** Goes on from a result to the next lookup, as a person does: in the same page. */
async function again(page: Page, facts: TypedFacts): Promise<void> {
  if (new URL(page.url()).pathname === '/lookup/result') await page.locator('.actions .button-main').click();
  await lookUp(page, facts);
  await page.waitForURL('**/lookup/result');
  await page.locator('.plate').first().waitFor();
}

// One holder for each kind of document, and the names that are hard to type, to store or to compare.
const HOLDERS = [
  '欧阳建国',
  'MARIA FERNANDA DA SILVA',
  "Jean-Luc O'Neill",
  '周嘉欣',
  '黎家豪',
  '許雅婷',
  '阿依古丽·买买提',
  '迪丽努尔·阿卜杜热合曼·吐尔逊江·买合木提艾则孜汗尼牙孜',
  '𠮷田明',
  '龚䶮',
  '赵𬭊',
  '〇珂',
];

describe('a match shows what was typed and what the certificate says, and nothing more (R39, D4)', () => {
  test('certificate number and name', async () => {
    const page = await open();
    await arrive(page, '/lookup');
    for (const name of HOLDERS) {
      const holder = person(name);
      await again(page, { certificateNumber: numberOf(holder), name });
      expect(await page.locator('.plate-green .plate-word').innerText()).toBe('有效');
      const text = await said(page);
      expect(text).toContain(name);
      expect(text).toContain(numberOf(holder));
      expect(text).not.toContain(holder.idNumber);
    }
  });

  test('certificate number and ID number: of the name the first character only', async () => {
    const page = await open();
    await arrive(page, '/lookup');
    for (const name of HOLDERS) {
      const holder = person(name);
      await again(page, { certificateNumber: numberOf(holder), idNumber: holder.idNumber });
      expect(await page.locator('.plate-green .plate-word').innerText()).toBe('有效');
      const text = await said(page);
      expect(text).toContain(maskName(name));
      expect(text).not.toContain(name);
      expect(text).not.toContain(holder.idNumber);
    }
  });

  test('name and ID number', async () => {
    const page = await open();
    await arrive(page, '/lookup');
    for (const name of HOLDERS) {
      const holder = person(name);
      await again(page, { name, idNumber: holder.idNumber });
      const text = await said(page);
      expect(text).toContain(name);
      expect(text).toContain(numberOf(holder));
      expect(text).not.toContain(holder.idNumber);
    }
  });

  test('however it was typed: another middle dot, full width, lower case, spaces (D3)', async () => {
    const page = await open();
    await arrive(page, '/lookup');
    const dotted = person('阿依古丽·买买提');
    await again(page, { certificateNumber: numberOf(dotted), name: ' 阿依古丽・ 买买提' });
    expect(await main(page)).toContain('阿依古丽·买买提');

    const number = numberOf(person('李娜'));
    const fullWidth = Array.from(number.toLowerCase(), (char) => String.fromCodePoint(char.charCodeAt(0) + 0xfee0));
    await again(page, { certificateNumber: fullWidth.join(' '), name: '李娜' });
    expect(await page.locator('.plate-green').count()).toBe(1);

    const seeksX = under.server.demo.people.find(
      ({ idNumber, certificates }) => /^\d{17}X$/.test(idNumber) && certificates[0]?.qrText,
    );
    if (!seeksX) throw new Error('the demo data has no ID number that ends in X');
    await again(page, { name: seeksX.name, idNumber: seeksX.idNumber.replace('X', 'ｘ') });
    expect(await page.locator('.plate-green').count()).toBe(1);
  });

  test('a rare character is not its everyday twin (D3)', async () => {
    const page = await open();
    await lookUpAfresh(page, { certificateNumber: numberOf(person('𠮷田明')), name: '吉田明' });
    expect(await page.locator('.plate-grey .plate-word').innerText()).toBe('未查到');
  });

  test('all certificates of one holder, told apart', async () => {
    const page = await open();
    await lookUpAfresh(page, { name: '张伟', idNumber: person('张伟').idNumber });
    expect(await page.locator('.certificate').count()).toBe(2);
    expect(await page.locator('.certificate h2').allInnerTexts()).toEqual(['第 1 本', '第 2 本']);
    for (const { certificateNumber } of person('张伟').certificates) {
      expect(await said(page)).toContain(certificateNumber);
    }
  });

  test.each([
    ['马强', '已撤销'],
    ['曹磊', '暂停查询'],
  ])('withdrawn or suspended is said, without details (%#)', async (name, word) => {
    const page = await open();
    const holder = person(name);
    await lookUpAfresh(page, { name, idNumber: holder.idNumber });
    expect(await page.locator('.plate-red .plate-word').innerText()).toBe(word);
    const labels = await page.locator('dt').allInnerTexts();
    expect(labels).toEqual(['姓名', '发证机构']);
    expect(await said(page)).not.toContain(numberOf(holder));
  });
});

describe('help while typing', () => {
  test('names the part of a certificate number that cannot be right (R1 to R10)', async () => {
    const page = await open();
    await arrive(page, '/lookup');
    const number = page.locator('#certificateNumber');
    const help = page.locator('#certificateNumber-help');
    const wrong = [
      ['Z', FAULT_WORDS.number_class, 'Z'],
      ['S000O', FAULT_WORDS.number_digit, '000O'],
      ['S000099', FAULT_WORDS.number_province, '99'],
      ['S00004499', FAULT_WORDS.number_place, '99'],
      ['S000044032001266', FAULT_WORDS.number_level, '6'],
      ['S000044032001263000000', FAULT_WORDS.number_sequence, '000000'],
    ] as const;
    for (const [typed, { zh }, part] of wrong) {
      await number.fill(typed);
      expect(await help.locator('.help-wrong').innerText()).toBe(zh);
      expect(await help.locator('.ruler-wrong').innerText()).toContain(part);
    }
    await number.fill('s0000 44 032 001 26 3');
    expect(await help.locator('.help').innerText()).toBe(lookupWords().counted(16, 22));
    expect(await help.locator('.meanings').innerText()).toContain('深圳市');
    await number.fill(numberOf(person('李娜')));
    expect(await help.locator('.help-right').innerText()).toBe(lookupWords().numberRight);
  });

  test('sees a wrong check digit of an ID number, says which document a number fits, and speaks when typing pauses', async () => {
    const page = await open();
    await arrive(page, '/lookup');
    await page.locator('input[value=name_id]').check({ force: true });
    const help = page.locator('#idNumber-help');
    const { idNumber } = person('李娜');
    const last = idNumber.endsWith('5') ? '6' : '5';
    await page.locator('#idNumber').fill(idNumber.slice(0, -1) + last);
    expect(await help.locator('.help-wrong').innerText()).toBe(FAULT_WORDS.id_check_digit.zh);
    await help.locator('[role=status]', { hasText: FAULT_WORDS.id_check_digit.zh }).waitFor({ state: 'attached' });
    await page.locator('#idNumber').fill(idNumber);
    expect(await help.locator('.help-right').innerText()).toBe(lookupWords().idCheckRight);
    await page.locator('#idNumber').fill(person('黎家豪').idNumber);
    expect(await help.locator('.help-right').innerText()).toContain('港澳');
  });
});

describe('what goes wrong keeps what was typed', () => {
  test('faults are said at their fields, the first one takes the focus, and nothing is sent', async () => {
    const page = await open();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    await arrive(page, '/lookup');
    await lookUp(page, { certificateNumber: 'S0000440320', name: '<b>' });
    expect(await page.locator('#certificateNumber-error').innerText()).toBe(FAULT_WORDS.number_too_short.zh);
    expect(await page.locator('#name-error').innerText()).toBe(FAULT_WORDS.name_markup.zh);
    const input = page.locator('#certificateNumber');
    expect(await input.evaluate((field) => document.activeElement === field)).toBe(true);
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await input.getAttribute('aria-describedby')).toContain('certificateNumber-error');
    expect(await input.inputValue()).toBe('S0000440320');
    expect(await page.locator('#name').inputValue()).toBe('<b>');
    expect(asked).not.toContain('/api/lookups');
    // Put right, the fault is gone at once, and what was typed for one pair is still there for another.
    await input.fill(numberOf(person('李娜')));
    expect(await page.locator('#certificateNumber-error').count()).toBe(0);
    await page.locator('input[value=number_id]').check({ force: true });
    expect(await input.inputValue()).toBe(numberOf(person('李娜')));
  });

  test('nothing found: no alarm, what to do in order, the institution of the number, the directory (R43)', async () => {
    const page = await open();
    await lookUpAfresh(page, { certificateNumber: numberOf(person('陈静')), name: '陈静静' });
    expect(await page.locator('.plate-grey .plate-word').innerText()).toBe('未查到');
    expect(await page.locator('.steps > li').count()).toBe(3);
    // Back to the form, where both facts still stand.
    await page.locator('.steps a[href="/lookup"]').click();
    expect(await page.locator('#name').inputValue()).toBe('陈静静');
    await page.locator('form button[type=submit]').click();
    await page.locator('.steps a[href^="/institutions/S"]').click();
    await page.locator('h1', { hasText: '食彩食品技术促进会' }).waitFor();
    await page.goBack();
    await page.locator('.steps a[href="/institutions"]').click();
    await page.locator('.ruled li').first().waitFor();
  });

  test('without a connection it says so, and the same form goes on when there is one', async () => {
    const page = await open();
    await arrive(page, '/lookup');
    await page.context().setOffline(true);
    const facts = { certificateNumber: numberOf(person('李娜')), name: '李娜' };
    await lookUp(page, facts);
    await page.getByRole('alert').getByText(lookupWords().offlineWhy).waitFor();
    expect(await page.locator('#certificateNumber').inputValue()).toBe(facts.certificateNumber);
    await page.context().setOffline(false);
    await page.locator('form button[type=submit]').click();
    await page.locator('.plate-green').waitFor();
  });

  test('a network that answers with a page of its own, and a service that fails, are told apart', async () => {
    const page = await open();
    await arrive(page, '/lookup');
    const facts = { certificateNumber: numberOf(person('李娜')), name: '李娜' };
    await page.route('**/api/lookups', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Log in</h1>' }));
    await lookUp(page, facts);
    await page.getByRole('alert').getByText(lookupWords().foreignWhy).waitFor();
    await page.unrouteAll();
    const problem = { code: 'storage_unavailable', requestId: 'a1b2c3' };
    await page.route('**/api/lookups', (route) => route.fulfill({ status: 503, json: problem }));
    await page.locator('form button[type=submit]').click();
    await page.getByRole('alert').getByText(lookupWords().failedWhy).waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('a1b2c3');
    expect(await page.locator('#name').inputValue()).toBe('李娜');
  });
});

const post = async (facts: TypedFacts, visitor: string, proof?: string): Promise<Response> =>
  fetch(`${under.server.origin}/api/lookups`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Forwarded-For': visitor,
      ...(proof === undefined ? {} : { 'Proof-Of-Work': proof }),
    },
    body: JSON.stringify(facts),
  });

describe('past the rate limits (D12)', () => {
  test('the page solves the challenge by itself; past that it asks for patience and counts down', async () => {
    const { certificateNumber, name } = { certificateNumber: numberOf(person('何丽')), name: '何丽' };
    // Somebody guesses names for one certificate, from many places.
    let guesses = 0;
    while ((await post({ certificateNumber, name: '何莉' }, `198.51.100.${++guesses}`)).ok);
    const page = await open();
    const answers: number[] = [];
    page.on('response', (answer) => {
      if (answer.url().endsWith('/api/lookups')) answers.push(answer.status());
    });
    await lookUpAfresh(page, { certificateNumber, name });
    expect(await page.locator('.plate-green .plate-word').innerText()).toBe('有效');
    expect(answers).toEqual([429, 200]);

    // The guesser pays for every guess now, until that is not enough either.
    for (let status = 200; status !== 429;) {
      const asked = await post({ certificateNumber, name: '何莉' }, `198.51.100.${++guesses}`);
      const solved = await solve(await challengeIn(asked));
      ({ status } = await post({ certificateNumber, name: '何莉' }, `198.51.100.${++guesses}`, solved));
    }
    await arrive(page, '/lookup');
    await lookUp(page, { certificateNumber, name });
    const notice = page.getByRole('alert');
    await notice.getByText(lookupWords().limited).waitFor();
    expect(await notice.locator('p').first().innerText()).toMatch(/^请等待 \d+ 秒。已填写的内容会保留/);
    expect(await page.locator('#name').inputValue()).toBe(name);
    // The way that always works.
    expect(await notice.locator('a').getAttribute('href')).toBe('/scan');
  });
});

describe('nothing of a lookup stays behind (R40, D4)', () => {
  test('not in the address, the history, the title, a storage or a cache; a reload shows nothing', async () => {
    const page = await open({ serviceWorkers: 'allow' });
    const holder = person('阿依古丽·买买提');
    const secrets = [holder.name, '阿依古丽', holder.idNumber, numberOf(holder)];
    await arrive(page, '/lookup');
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.reload();
    await lookUp(page, { name: holder.name, idNumber: holder.idNumber });
    await page.locator('.plate-green').waitFor();
    const left = await traces(page);
    // What the traces are: not empty, or the test would prove nothing.
    expect(left).toContain('/lookup/result');
    expect(left).toContain('zhengyan.language');
    expect(left).toContain('/manifest.webmanifest');
    for (const secret of secrets) expect(left).not.toContain(secret);

    await page.reload();
    await page.getByText(lookupWords().askedBefore).waitFor();
    expect(await page.locator('#name').inputValue()).toBe('');
    expect(await said(page)).not.toContain(holder.name);
  });
});
