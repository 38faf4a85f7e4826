// Fetches what a page shows, again whenever its question changes, and lets go of answers to earlier questions.
import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../send.ts';

/** `key` names the question; null asks nothing. `answer` is null while the service is being asked. */
export function useAnswer<T>(
  key: string | null,
  ask: (signal: AbortSignal) => Promise<Answer<T>>,
): { answer: Answer<T> | null; retry: () => void } {
  const [state, setState] = useState<{ key: string; answer: Answer<T> } | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const fetchNow = async (asked: string) => {
      const answer = await ask(abort.signal);
      if (!abort.signal.aborted) setState({ key: asked, answer });
    };
    // A rejection says only that the question is no longer wanted.
    if (key !== null) fetchNow(key).catch(() => undefined);
    return () => {
      abort.abort();
    };
  }, [key, round]);
  const retry = () => {
    setState(null);
    setRound(round + 1);
  };
  return { answer: state !== null && state.key === key ? state.answer : null, retry };
}
