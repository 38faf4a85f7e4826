// The same as judge.ts for pages on which something may be judged later: the rules are fetched when the camera is on.
import type { DeviceVerdict } from './judge.ts';

/** Fetches the rules of judging; the second call finds them there. Rejects when they cannot be fetched. */
const fetchRules = () => import('./judge.ts');

/** Call when a code may be read soon. */
export function expectToJudge(): void {
  fetchRules().catch(() => undefined);
}

/** Rejects only when the rules cannot be fetched: on a first visit whose network goes away under it. */
export async function judgeText(text: string): Promise<DeviceVerdict> {
  const rules = await fetchRules();
  return rules.judgeText(text);
}
