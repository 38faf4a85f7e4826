// Asks the service for the trust bundle and tells a bundle from everything else that a network may put in its place.
import type { TrustProblem } from './state.ts';

/** A hotel's portal can hold a connection open for ever. */
const PATIENCE_MS = 20_000;

export type Answer = { text: string } | { problem: TrustProblem };

/**
 * GET /api/trust, past every cache. `redirect: manual` because a captive portal answers with a redirect, which must be seen
 * as what it is and not as "no network". Nothing here is trusted: the text still has to verify.
 */
export async function askForBundle(fetcher: typeof fetch = fetch): Promise<Answer> {
  // AbortSignal.timeout is younger than the browsers inside many chat applications.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), PATIENCE_MS);
  try {
    return await ask(fetcher, limit.signal);
  } finally {
    clearTimeout(timer);
  }
}

async function ask(fetcher: typeof fetch, signal: AbortSignal): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetcher('/api/trust', {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      headers: { accept: 'application/jose+json, application/json' },
      signal,
    });
  } catch {
    return { problem: 'offline' };
  }
  if (answer.type === 'opaqueredirect' || answer.status === 511 || isHtml(answer)) return { problem: 'captive_portal' };
  if (!answer.ok) return { problem: 'server' };
  try {
    const text = await answer.text();
    return text.trimStart().startsWith('<') ? { problem: 'captive_portal' } : { text };
  } catch {
    return { problem: 'broken' }; // the headers came, the rest did not
  }
}

const isHtml = (answer: Response): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(answer.headers.get('content-type') ?? '');
