// Rate limits of a single process (D12).
import { gcra } from '../domain/gcra.ts';
import type { LimitStore } from './deps.ts';

const SWEEP_EVERY = 1000;

/**
 * The store in this process's memory; a restart empties it. Holds at most `capacity` keys: whoever brings more sources
 * than that drives out the keys that were charged longest ago, never the ones in use.
 */
export function memoryLimitStore(capacity = 200_000): LimitStore {
  const times = new Map<string, number>(); // in the order of the last charge
  const nonces = new Map<string, number>();
  let calls = 0;
  return {
    charge(charges, now) {
      if (++calls % SWEEP_EVERY === 0) {
        dropUntil(times, now);
        dropUntil(nonces, now);
      }
      return charges.map(({ key, limit, cost }) => {
        const decision = gcra(limit, times.get(key) ?? null, cost, now);
        if (cost !== 0) put(times, key, decision.tat, capacity); // a refused one too: who hammers must not age into oblivion
        return decision;
      });
    },
    useOnce(nonce, expiresAt) {
      if (nonces.has(nonce)) return false;
      put(nonces, nonce, expiresAt, capacity);
      return true;
    },
  };
}

function put(map: Map<string, number>, key: string, value: number, capacity: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= capacity) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}

/** A time that has passed says the same as no time. */
function dropUntil(map: Map<string, number>, now: number): void {
  for (const [key, time] of map) if (time <= now) map.delete(key);
}
