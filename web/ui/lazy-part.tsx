// A part of a page that is fetched when it is first shown. The page stands while it comes; one that does not come leaves
// its place empty, so nothing that matters may stand in one alone.
import type { AnyComponent } from 'preact';
import { wordsReady } from '../i18n/language.ts';
import { useEffect, useState } from 'preact/hooks';

export function lazyPart<Props extends object>(load: () => Promise<AnyComponent<Props>>): AnyComponent<Props> {
  return function LazyPart(props: Props) {
    const [Part, setPart] = useState<AnyComponent<Props> | null>(null);
    useEffect(() => {
      const fetchPart = async () => {
        const part = await load();
        await wordsReady();
        setPart(() => part);
      };
      fetchPart().catch(() => undefined);
    }, []);
    return Part && <Part {...props} />;
  };
}
