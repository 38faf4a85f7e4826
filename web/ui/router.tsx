// Shows the page of the present address. The page before it stands until the next one is there.
import type { FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { address } from '../address.ts';

/** What every page is given, whether it looks at it or not. */
export interface PageInput {
  /** The last part of the path: of an institution's page, its code as it stands in the address. */
  code: string;
}

export type PageComponent = FunctionComponent<PageInput>;

/** Fetches a page, once; never rejects. */
export type LoadPage = () => Promise<PageComponent>;

export function Router({ pageAt }: { pageAt: (path: string) => LoadPage }) {
  const { path } = address.value;
  const [shown, show] = useState<{ Page: PageComponent; path: string } | null>(null);
  useEffect(() => {
    const asked = { current: true };
    void pageAt(path)().then((Page) => asked.current && show({ Page, path }));
    return () => {
      asked.current = false;
    };
  }, [path, pageAt]);
  useLayoutEffect(() => {
    if (address.peek().pushed) scrollTo(0, 0);
  }, [shown]);
  return shown && <shown.Page code={shown.path.split('/').at(-1) ?? ''} />;
}
