// Every page, in every state that looks different. Tests of what must hold everywhere go through all of them, each on a
// device that has never been here before.
import type { Page } from 'playwright-core';
import type { DemoListing } from '../../../server/deps.ts';
import { demoCertificate } from '../../harness/server.ts';
import {
  arrive,
  DESKTOP,
  digitsOf,
  lookUp,
  lookUpAfresh,
  numberOf,
  personNamed,
  PHONE,
  type DemoPerson,
  type TypedFacts,
} from './open-pages.ts';

type Open = (page: Page, demo: DemoListing) => Promise<void>;

const at =
  (path: string): Open =>
  (page) =>
    arrive(page, path);

const found =
  (facts: (demo: DemoListing) => TypedFacts): Open =>
  (page, demo) =>
    lookUpAfresh(page, facts(demo));

const numberAndName = (demo: DemoListing, name: string): TypedFacts => ({
  certificateNumber: numberOf(personNamed(demo, name)),
  name,
});

/** The lookup form after an answer that is none. */
async function refusedLookup(page: Page, demo: DemoListing, answer: () => Promise<unknown>): Promise<void> {
  await arrive(page, '/lookup');
  await answer();
  await lookUp(page, numberAndName(demo, '李娜'));
  await page.locator('.box').waitFor();
  await page.unrouteAll();
}

async function verdict(page: Page, demo: DemoListing, standing: string): Promise<void> {
  await arrive(page, `/Q#${digitsOf(demoCertificate(demo, standing).qrText)}`);
  await page.locator('.plate').waitFor();
}

async function progress(page: Page, { name, idNumber }: DemoPerson): Promise<void> {
  await arrive(page, '/progress');
  await lookUp(page, { name, idNumber });
  await page.locator('.progress-one').first().waitFor();
}

export const STATES: Record<string, Open> = {
  home: at('/'),
  lookup: at('/lookup'),
  'lookup, wide screen': async (page) => {
    await page.setViewportSize(DESKTOP);
    await arrive(page, '/lookup');
    await page.locator('.lookup-aside svg').first().waitFor();
    await page.setViewportSize(PHONE);
  },
  'lookup, live help': async (page) => {
    await arrive(page, '/lookup');
    await page.locator('input[value=number_id]').check({ force: true });
    await page.locator('#certificateNumber').fill('S000044032001267000001');
    await page.locator('#idNumber').fill('449901199003071310');
  },
  'lookup, sent too early': async (page) => {
    await arrive(page, '/lookup');
    await page.locator('#certificateNumber').fill('S00004403');
    await page.locator('form button[type=submit]').click();
    await page.locator('.field-error').first().waitFor();
  },
  'lookup, result gone': at('/lookup/result'),
  'lookup, no network': (page, demo) => refusedLookup(page, demo, () => page.route('**/api/lookups', (r) => r.abort())),
  'lookup, limited': (page, demo) =>
    refusedLookup(page, demo, () =>
      page.route('**/api/lookups', (route) =>
        route.fulfill({ status: 429, headers: { 'Retry-After': '40' }, json: { code: 'rate_limited' } }),
      ),
    ),
  'lookup, service failing': (page, demo) =>
    refusedLookup(page, demo, () =>
      page.route('**/api/lookups', (route) =>
        route.fulfill({ status: 503, json: { code: 'storage_unavailable', requestId: 'a1b2c3d4' } }),
      ),
    ),
  'result, valid': found((demo) => numberAndName(demo, '阿依古丽·买买提')),
  'result, name masked': found((demo) => {
    const person = personNamed(demo, '高翔');
    return { certificateNumber: numberOf(person), idNumber: person.idNumber };
  }),
  'result, two certificates': found((demo) => ({ name: '张伟', idNumber: personNamed(demo, '张伟').idNumber })),
  'result, withdrawn': found((demo) => numberAndName(demo, '马强')),
  'result, suspended': found((demo) => numberAndName(demo, '曹磊')),
  'result, nothing found': found((demo) => ({ ...numberAndName(demo, '李娜'), name: '李四' })),
  'verdict, valid': (page, demo) => verdict(page, demo, 'valid'),
  'verdict, everything open': async (page, demo) => {
    const { qrText, checkCode, person } = demoCertificate(demo, 'valid');
    await arrive(page, `/q#${digitsOf(qrText)}`);
    await page.locator('.reveal').click();
    for (const summary of await page.locator('details > summary').all()) await summary.click();
    await page.locator('#check-code').fill(checkCode);
    await page.locator('#id-type').selectOption(person.idType);
    await page.locator('#id-number').fill(person.idNumber);
    await page.locator('.id-check button[type=submit]').click();
    await page.locator('.id-outcome .plate').waitFor();
  },
  'verdict, withdrawn': (page, demo) => verdict(page, demo, 'withdrawn'),
  'verdict, suspended': (page, demo) => verdict(page, demo, 'suspended'),
  'verdict, superseded': (page, demo) => verdict(page, demo, 'superseded'),
  'verdict, cut short': async (page, demo) => {
    await arrive(page, `/q#${digitsOf(demoCertificate(demo, 'valid').qrText).slice(0, -7)}`);
    await page.locator('.plate').waitFor();
  },
  'verdict, no trust list': async (page, demo) => {
    await page.route('**/api/trust', (route) => route.abort());
    await verdict(page, demo, 'valid');
    await page.unrouteAll();
  },
  'verdict, nothing read': at('/q'),
  'verdict, not one of ours': async (page) => {
    await arrive(page, '/scan');
    await page.locator('.text-form textarea').fill('HTTPS://ZHENGYAN.EXAMPLE.COM/Q#1234567890');
    await page.locator('.text-form button').click();
    await page.locator('.foreign').waitFor();
  },
  progress: at('/progress'),
  'progress, on its way': (page, demo) => progress(page, personNamed(demo, '丘小敏')),
  'progress, returned': (page, demo) => progress(page, personNamed(demo, '卢俊')),
  'progress, online': (page, demo) => progress(page, personNamed(demo, '高翔')),
  'progress, withdrawn': (page, demo) => progress(page, personNamed(demo, '马强')),
  'progress, nothing found': async (page, demo) => {
    await arrive(page, '/progress');
    await lookUp(page, { name: '李四', idNumber: personNamed(demo, '李娜').idNumber });
    await page.locator('.box').waitFor();
  },
  scan: at('/scan'),
  session: at('/session'),
  'session, with scans': async (page, demo) => {
    await arrive(page, '/session');
    // A desk scanner types like a keyboard.
    for (const standing of ['valid', 'withdrawn', 'superseded']) {
      const { qrText } = demoCertificate(demo, standing);
      await page.locator('.hand-scanner input').fill(qrText);
      await page.locator('.hand-scanner input').press('Enter');
      await page.locator('.session-last .plate-word').waitFor();
    }
    await page.locator('.scans > li').nth(2).waitFor();
  },
  institutions: async (page) => {
    await arrive(page, '/institutions');
    await page.locator('.ruled li').first().waitFor();
  },
  'institutions, none': async (page) => {
    await arrive(page, '/institutions?q=zzz');
    await page.locator('.directory-count + p').waitFor();
  },
  institution: async (page, demo) => {
    await arrive(page, `/institutions/${numberOf(personNamed(demo, '陈静')).slice(0, 13)}`);
    await page.locator('.scope').waitFor();
  },
  'institution, ceased': async (page, demo) => {
    await arrive(page, `/institutions/${numberOf(personNamed(demo, '蔡瑞香')).slice(0, 13)}`);
    await page.locator('.scope').waitFor();
  },
  'institution, unknown': async (page) => {
    await arrive(page, '/institutions/S000044999999');
    await page.locator('.actions').waitFor();
  },
  about: at('/about'),
  privacy: at('/privacy'),
  accessibility: at('/accessibility'),
  'interface for programs': async (page) => {
    await arrive(page, '/api/docs');
    await page.locator('.operation').first().waitFor();
  },
  'no such page': at('/no-such-page'),
};
