// A browser context as a phone has it, which remembers everything that should not have happened: script errors, requests to
// other hosts, breaches of the content security policy.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export interface Phone {
  context: BrowserContext;
  page: Page;
  /** What went wrong so far, in words; a test ends with `expect(phone.complaints).toEqual([])`. */
  complaints: string[];
  close(): Promise<void>;
}

export async function openPhone(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<Phone> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
  const complaints: string[] = [];
  watch(context, origin, complaints);
  return { context, page: await context.newPage(), complaints, close: () => context.close() };
}

/** Also for a context with a profile of its own. */
export function watch(context: BrowserContext, origin: string, complaints: string[]): void {
  context.on('weberror', (error) => complaints.push(`script error: ${error.error().message}`));
  context.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) complaints.push(`third party: ${request.url()}`);
  });
}

/** The trust bundle has been fetched, proven and stored, and the service worker controls the page: usable offline from here on. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
    for (;;) {
      const names = await indexedDB.databases();
      const kept = await new Promise<unknown>((resolve) => {
        // Opening a database that is not there yet would create an empty one in the application's way.
        if (!names.some(({ name }) => name === 'zhengyan-trust')) {
          resolve(null);
          return;
        }
        const open = indexedDB.open('zhengyan-trust');
        open.addEventListener('error', () => resolve(null));
        open.addEventListener('success', () => {
          const { result } = open;
          if (!result.objectStoreNames.contains('keep')) {
            result.close();
            resolve(null);
            return;
          }
          const read = result.transaction('keep').objectStore('keep').get('bundle');
          const done = () => {
            result.close();
            resolve(read.result ?? null);
          };
          read.addEventListener('success', done);
          read.addEventListener('error', done);
        });
      });
      if (kept) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
}

/** The colour of the verdict on the phone's page, once there is one; the plate's classes when it is none of the four. */
export async function colour({ page }: Pick<Phone, 'page'>): Promise<string> {
  const shown = (await page.locator('.plate').first().getAttribute('class')) ?? '';
  return /plate-(green|amber|grey|red)/.exec(shown)?.[1] ?? shown;
}

/** True once a message with this heading has appeared. */
export async function says({ page }: Pick<Phone, 'page'>, title: string): Promise<boolean> {
  await page.getByRole('heading', { name: title }).waitFor();
  return true;
}

/** Makes the page believe that it went out of sight or came back. */
export async function setVisibility(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
