const EVERY_MS = 10 * 60_000;
const FIRST_RETRY_MS = 15_000;

/**
 * How long to wait before the service is asked again (ms): ten minutes after a good answer, from 15 seconds doubling up to
 * ten minutes after bad ones. `chance` (0 to 1) spreads it by a tenth either way, so that ten thousand installed
 * applications do not ask in the same second after an outage.
 */
export function pauseAfter(failures: number, chance: number): number {
  const pause = failures === 0 ? EVERY_MS : Math.min(EVERY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  return pause * (0.9 + 0.2 * chance);
}
