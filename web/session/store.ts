// The hiring-day list on this device, and only here: no request ever carries it. Kept in IndexedDB under one key, changed in one
// transaction each time, so that two tabs do not lose each other's scans.
import { signal } from '@preact/signals';
import { createStore, promisifyRequest } from 'idb-keyval';
import { hex, utf8 } from '../../domain/bytes.ts';
import { KEEP_HOURS, USUAL_KEEP_HOURS, withoutExpired } from './list.ts';
import type { KeepHours, ScanEntry, ScanList } from './list.ts';

const KEY = 'list';
const store = createStore('zhengyan-session', 'keep');

export const scanList = signal<ScanList>(emptyList());
/** False where the browser keeps nothing: the list then ends with the tab, and the page says so. */
export const listIsKept = signal(true);

function emptyList(keepHours: KeepHours = USUAL_KEEP_HOURS): ScanList {
  return { salt: crypto.getRandomValues(new Uint8Array(16)), keepHours, entries: [] };
}

/**
 * Changes the list, expired entries gone first. Without storage the change happens in memory. The first change also keeps the
 * salt, so that all tabs have the same.
 */
export async function changeList(change: (list: ScanList) => ScanList, now: number = Date.now()): Promise<void> {
  try {
    scanList.value = await store('readwrite', async (table) => {
      const stored: unknown = await promisifyRequest<unknown>(table.get(KEY));
      const before = isList(stored) ? stored : scanList.value;
      const after = withoutExpired(change(withoutExpired(before, now)), now);
      if (after !== stored) {
        table.put(after, KEY);
        await promisifyRequest(table.transaction);
      }
      return after;
    });
    listIsKept.value = true;
  } catch {
    scanList.value = withoutExpired(change(withoutExpired(scanList.value, now)), now);
    listIsKept.value = false;
  }
}

/** Shows what is stored, without what is due to go. */
export const loadList = (): Promise<void> => changeList((list) => list);

/** At every start of the application, whatever page it starts on: what is due to go goes. Creates nothing. */
export async function purgeList(): Promise<void> {
  const stored = await store('readonly', (table) => promisifyRequest<unknown>(table.get(KEY))).catch(() => null);
  if (isList(stored)) await loadList();
}

/** Deletes all entries, and the salt with them, so that not even a hash links to an older list. */
export const clearList = (): Promise<void> => changeList((list) => emptyList(list.keepHours));

/** The id of a code in the present list. */
export async function idOf(text: string): Promise<string> {
  const { salt } = scanList.value;
  const key = await crypto.subtle.importKey('raw', salt, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text))).subarray(0, 12));
}

/** Stored by us, but perhaps by an older version: anything unexpected counts as no list. */
function isList(value: unknown): value is ScanList {
  if (typeof value !== 'object' || value === null) return false;
  if (!('salt' in value && 'keepHours' in value && 'entries' in value)) return false;
  const hours: readonly unknown[] = KEEP_HOURS;
  return (
    value.salt instanceof Uint8Array &&
    hours.includes(value.keepHours) &&
    Array.isArray(value.entries) &&
    value.entries.every(isEntry)
  );
}

function isEntry(value: unknown): value is ScanEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'lastAt' in value &&
    typeof value.lastAt === 'number'
  );
}
