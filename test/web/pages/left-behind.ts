// Everything a page can leave behind on a device, as one text to search in.
import type { Page } from 'playwright-core';

/** Addresses, history, title, cookies, every storage and cache, with keys and contents. */
export async function traces(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  /* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page takes nothing along from here */
  const inPage = await page.evaluate(async () => {
    const readAll = async (name: string): Promise<unknown> => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error(name)));
      });
      const stores: unknown[] = [];
      for (const store of db.objectStoreNames) {
        const read = (request: IDBRequest): Promise<unknown> =>
          new Promise((resolve, reject) => {
            request.addEventListener('success', () => resolve(request.result));
            request.addEventListener('error', () => reject(new Error(store)));
          });
        const table = db.transaction(store).objectStore(store);
        stores.push([store, await read(table.getAllKeys()), await read(table.getAll())]);
      }
      db.close();
      return [name, stores];
    };
    const readCache = async (name: string): Promise<unknown> => {
      const cache = await caches.open(name);
      const kept = await cache.keys();
      const entries = kept.map(async (request) => [request.url, await (await cache.match(request))?.text()]);
      return [name, await Promise.all(entries)];
    };
    const databases = await indexedDB.databases();
    return JSON.stringify([
      location.href,
      document.title,
      document.referrer,
      window.name,
      document.cookie,
      history.state,
      Reflect.has(globalThis, 'navigation') ? navigation.entries().map((entry) => [entry.url, entry.getState()]) : null,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      await Promise.all(databases.map(({ name }) => readAll(name ?? ''))),
      await Promise.all((await caches.keys()).map(readCache)),
    ]);
  });
  /* oxlint-enable unicorn/consistent-function-scoping */
  return inPage + JSON.stringify(cookies);
}
