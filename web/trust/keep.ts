// Where verified trust material outlives the tab: one IndexedDB store. Every method rejects when the browser refuses to keep
// things (private mode, no space, storage wiped under a running page); the holder then goes on from memory and says so.
import { createStore, promisifyRequest } from 'idb-keyval';

/** What was verified, as text, so that it is verified again when it is read: a store on a device is not trusted. */
export interface Kept {
  text: string;
  /** Written from the verified bundle. Decides only which of two tabs was later. */
  version: number;
  /** The pinned roots at the time: JWKs, to be read strictly. */
  roots: unknown[];
}

export interface TrustKeep {
  load(): Promise<{ kept: Kept | null; floor: number }>;
  /** Keeps a bundle and resets the clock floor in one transaction; false when another tab has kept a newer one meanwhile. */
  save(kept: Kept, floor: number): Promise<boolean>;
  /** Raises the clock floor (ms), unless a newer bundle than `version` has reset it meanwhile. Never lowers it. */
  raiseFloor(floor: number, version: number | null): Promise<void>;
  clear(): Promise<void>;
}

/** `name`: of the database; another one in tests. */
export function indexedDbKeep(name = 'zhengyan-trust'): TrustKeep {
  const store = createStore(name, 'keep');
  return {
    async load() {
      return store('readonly', async (table) => {
        const [kept, floor] = await Promise.all([read(table, 'bundle'), read(table, 'floor')]);
        return { kept: isKept(kept) ? kept : null, floor: typeof floor === 'number' ? floor : 0 };
      });
    },
    async save(kept, floor) {
      return store('readwrite', async (table) => {
        const before = await read(table, 'bundle');
        if (isKept(before) && before.version > kept.version) return false;
        table.put(kept, 'bundle');
        table.put(floor, 'floor');
        await finished(table.transaction);
        return true;
      });
    },
    async raiseFloor(floor, version) {
      return store('readwrite', async (table) => {
        const [kept, before] = await Promise.all([read(table, 'bundle'), read(table, 'floor')]);
        if ((isKept(kept) ? kept.version : null) !== version) return;
        if (typeof before === 'number' && before >= floor) return;
        table.put(floor, 'floor');
        await finished(table.transaction);
      });
    },
    async clear() {
      return store('readwrite', async (table) => {
        table.clear();
        await finished(table.transaction);
      });
    },
  };
}

const read = (table: IDBObjectStore, key: string): Promise<unknown> => promisifyRequest<unknown>(table.get(key));

/** A put that has "succeeded" is lost when its transaction aborts, which is where a full disk shows. */
const finished = (transaction: IDBTransaction): Promise<void> => promisifyRequest(transaction);

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  if (!('text' in value && 'version' in value && 'roots' in value)) return false;
  return typeof value.text === 'string' && typeof value.version === 'number' && Array.isArray(value.roots);
}
