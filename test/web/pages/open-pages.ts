// The built pages in a browser as somebody has set it: language, type size, width of the screen. Shared by the tests of pages.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '../../../web/i18n/language.ts';
import type { DemoListing } from '../../../server/deps.ts';
import { openPhone, type Phone } from '../../harness/phone.ts';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };
/** The narrowest screen that has to do (WCAG 1.4.10); also what 400 % zoom leaves of 1280 px. */
export const NARROW = { width: 320, height: 640 };

/** Every address of a page that is the same everywhere. */
export const PAGES = [
  '/',
  '/lookup',
  '/progress',
  '/q',
  '/Q',
  '/scan',
  '/session',
  '/institutions',
  '/about',
  '/privacy',
  '/accessibility',
  '/api/docs',
];

export interface Wish extends BrowserContextOptions {
  language?: Language;
  largeType?: boolean;
}

/**
 * A phone on which the language and the type size have been chosen before. Its complaints include breaches of the content
 * security policy and errors on the console. The service worker is tested elsewhere; here it would answer for the server.
 */
export async function openPages(browser: Browser, origin: string, wish: Wish = {}): Promise<Phone> {
  const { language = 'zh', largeType = false, ...options } = wish;
  const chosen = [
    { name: 'zhengyan.language', value: language },
    { name: 'zhengyan.type', value: largeType ? 'large' : 'normal' },
  ];
  const phone = await openPhone(browser, origin, {
    serviceWorkers: 'block',
    storageState: { cookies: [], origins: [{ origin, localStorage: chosen }] },
    ...options,
  });
  const { context, complaints } = phone;
  await context.exposeBinding('tellViolation', (_, what: string) => void complaints.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      // @ts-expect-error -- the binding above
      void globalThis.tellViolation(`content security policy: ${effectiveDirective} ${blockedURI}`);
    });
  });
  context.on('console', (message) => {
    // Answers such as 404 and 429 are on the console too, and are what some of the tests are after.
    const expected = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !expected) complaints.push(`console: ${message.text()}`);
  });
  return phone;
}

/** Opens a page afresh, as from an address typed or a code scanned, and waits until it is there. */
export async function arrive(page: Page, path: string): Promise<void> {
  // A change of the fragment alone would not load anything.
  await page.goto('about:blank');
  await page.goto(path);
  await page.locator('h1').waitFor();
}

export type TypedFacts = Partial<Record<'certificateNumber' | 'name' | 'idNumber', string>>;

/** Fills the lookup form, which is open, and sends it. */
export async function lookUp(page: Page, facts: TypedFacts): Promise<void> {
  await page.locator(`input[name=pair][value=${pairOf(facts)}]`).check({ force: true });
  for (const [fact, value] of Object.entries(facts)) await page.locator(`#${fact}`).fill(value);
  await page.locator('form button[type=submit]').click();
}

/** A lookup from its beginning to its result. */
export async function lookUpAfresh(page: Page, facts: TypedFacts): Promise<void> {
  await arrive(page, '/lookup');
  await lookUp(page, facts);
  await page.locator('.plate').first().waitFor();
}

function pairOf(facts: TypedFacts): string {
  if (facts.certificateNumber === undefined) return 'name_id';
  return facts.name === undefined ? 'number_id' : 'number_name';
}

/** What is printed behind `#` in a code. */
export const digitsOf = (qrText: string): string => qrText.slice(qrText.indexOf('#') + 1);

export type DemoPerson = DemoListing['people'][number];

/** The demo person of a name; where two share it, the first. */
export function personNamed(demo: DemoListing, name: string): DemoPerson {
  const person = demo.people.find((one) => one.name === name);
  if (!person) throw new Error(`the demo data has nobody of the name ${name}`);
  return person;
}

/** The number of somebody's certificate that can be found by the public. */
export function numberOf(person: DemoPerson): string {
  const published = person.certificates.find(({ stage }) => stage === 'published');
  if (!published) throw new Error('nothing of this person is published');
  return published.certificateNumber;
}
