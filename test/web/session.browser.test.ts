// A hiring day in a real browser (issue 2, point 4): one certificate after another without a tap, a list that stays on the device.
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { CLAIMS, newAuthority } from '../harness/authority.ts';
import type { Authority } from '../harness/authority.ts';
import { fakeCamera, startBrowser } from '../harness/browser.ts';
import { makeFilm } from '../harness/camera-film.ts';
import { startHostileNetwork, text } from '../harness/hostile-network.ts';
import type { HostileNetwork } from '../harness/hostile-network.ts';
import { openPhone } from '../harness/phone.ts';
import type { Phone } from '../harness/phone.ts';
import { startServer } from '../harness/server.ts';
import type { RunningServer } from '../harness/server.ts';

const HOUR = 3_600_000;
/** What a dishonest applicant might have an institution write, to run in the employer's spreadsheet. */
const FORMULA = '=HYPERLINK("http://evil.example","电工")';
const PEOPLE = ['李示例', '欧阳测试', '阿卜杜热合曼·示例江·买买提'];

let server: RunningServer;
let network: HostileNetwork;
let authority: Authority;
let film: Awaited<ReturnType<typeof makeFilm>>;
let browser: Browser;
let phone: Phone;

beforeAll(async () => {
  server = await startServer();
  network = await startHostileNetwork(server.origin);
  authority = await newAuthority(network.origin);
  const issuedAt = Math.floor(Date.now() / 1000) - 60;
  network.replace('/api/trust', text(await authority.bundle({ version: 1, issuedAt, standings: { 2: 'withdrawn' } })));
  film = await makeFilm(
    await authority.seal({ holderName: PEOPLE[0] ?? '', statusIndex: 1 }),
    await authority.seal({ holderName: PEOPLE[1] ?? '', statusIndex: 2, number: 'S000044032001263000002' }),
    await authority.seal({ holderName: PEOPLE[2] ?? '', occupation: FORMULA, number: 'S000044032001263000003' }),
  );
  browser = await startBrowser(fakeCamera(film.path));
});
beforeEach(async () => {
  phone = await openPhone(browser, network.origin);
});
afterEach(async () => {
  await phone.close();
  if (phone.complaints.length > 0) throw new Error(phone.complaints.join('\n'));
});
afterAll(async () => {
  await browser?.close();
  await film?.remove();
  await network?.stop();
  await server?.stop();
});

const rows = () => phone.page.locator('.scans > li');
const row = (name: string) => rows().filter({ hasText: name });

/** Opens the session page and lets the film run until all three are on the list. */
async function scanAll(): Promise<void> {
  await phone.page.goto('/session');
  await expect.poll(() => rows().count(), { timeout: 30_000 }).toBe(3);
}

async function pause(): Promise<void> {
  await phone.page.getByRole('button', { name: '暂停相机' }).click();
  await phone.page.locator('[data-phase=off]').waitFor();
}

/** Everything that this site has stored in the browser, as text. */
function stored(): Promise<string> {
  return phone.page.evaluate(async () => {
    const found: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage), history.state];
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const open = indexedDB.open(name);
      await new Promise((resolve) => {
        open.addEventListener('success', resolve);
      });
      for (const table of open.result.objectStoreNames) {
        const all = open.result.transaction(table).objectStore(table).getAll();
        await new Promise((resolve) => {
          all.addEventListener('success', resolve);
        });
        found.push(all.result);
      }
      open.result.close();
    }
    return JSON.stringify(found);
  });
}

test('three certificates held up one after another are three entries, masked, with their verdicts; seen again they are counted', async () => {
  await scanAll();
  expect(await row('李**').getAttribute('class')).toContain('scan-green');
  expect(await row('欧**').getAttribute('class')).toContain('scan-red');
  expect(await row('阿**').innerText()).toContain('尾号 000003');
  await expect.poll(() => row('李**').innerText(), { timeout: 30_000 }).toMatch(/扫过了，第 \d+ 次/);
  expect(await rows().count()).toBe(3);
  await pause();
  const kept = await stored();
  for (const person of PEOPLE) expect(kept).not.toContain(person);
  expect(kept).not.toContain(CLAIMS.number);
  expect(kept).toContain('李**');
});

test('the list survives a reload, is deleted one by one or all at once, and nothing of it is ever sent', async () => {
  await scanAll();
  await pause();
  await phone.page.reload();
  await expect.poll(() => rows().count()).toBe(3);
  await pause();
  await phone.page.getByRole('button', { name: /删除 欧/ }).click();
  await expect.poll(() => rows().count()).toBe(2);
  await phone.page.getByRole('button', { name: '全部删除' }).click();
  await phone.page.getByRole('button', { name: '不删除' }).click();
  expect(await rows().count()).toBe(2);
  await phone.page.getByRole('button', { name: '全部删除' }).click();
  await phone.page.getByRole('button', { name: '确定删除全部？' }).click();
  await expect.poll(() => rows().count()).toBe(0);
  expect(await stored()).not.toContain('**');
  expect(network.asked.filter((path) => path.startsWith('/api/') && path !== '/api/trust')).toEqual([]);
});

test('a hand-held scanner, which types and ends with Enter, fills the list as well', async () => {
  const desk = await openPhone(browser, network.origin, { viewport: { width: 1280, height: 900 } });
  await desk.page.goto('/session');
  await desk.page.getByRole('button', { name: '暂停相机' }).click();
  const field = desk.page.getByLabel('扫码枪或粘贴');
  for (const number of ['S000044032001263000004', 'S000044032001263000005']) {
    await field.fill(await authority.seal({ number, statusIndex: 1 }));
    await field.press('Enter');
  }
  await expect
    .poll(() => desk.page.locator('.scan-name').allInnerTexts())
    .toEqual(expect.arrayContaining(['欧** 尾号 000005', '欧** 尾号 000004']));
  expect(await field.inputValue()).toBe('');
  expect(desk.complaints).toEqual([]);
  await desk.close();
});

test('entries delete themselves after the chosen time, even if another page of the application is opened', async () => {
  await scanAll();
  await pause();
  await phone.page.getByLabel('自动删除').selectOption('1');
  await phone.context.clock.setFixedTime(Date.now() + HOUR + 60_000);
  await phone.page.goto('/about');
  await expect.poll(stored, { timeout: 20_000 }).not.toContain('**');
});

test('the table is saved with a byte order mark, CR LF and no formula', async () => {
  await scanAll();
  await pause();
  const [download] = await Promise.all([
    phone.page.waitForEvent('download'),
    phone.page.getByRole('button', { name: '导出表格' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^zhengyan-scans-\d{4}-\d\d-\d\d\.csv$/);
  const bytes = await readFile(await download.path());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.toString('utf8').slice(1).split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toBe(
    '"序号","扫码时间","姓名","证书编号后六位","职业","等级","结论","结果代码","名单截至","扫码次数"',
  );
  const table = lines.join('\n');
  expect(table).toContain(`"'=HYPERLINK(""http://evil.example"",""电工"")"`);
  expect(table).toMatch(/"李\*\*","…000001","电工","三级\/高级工","证书有效","valid"/);
  for (const person of PEOPLE) expect(table).not.toContain(person);
});
