// Every page stands in one of these: it names the document, takes the focus after a change of page, and holds the one h1.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { address } from '../address.ts';
import { shellWords } from '../i18n/shell.ts';
import { Marked } from './marked.tsx';

// The browser itself places the focus on the first page; moving it then would make a screen reader skip the header.
let firstPage = true;

export interface PageProps {
  /** The h1. */
  title: string;
  /** For the tab, when it differs from the h1. */
  tabTitle?: string;
  lead?: string;
  wide?: boolean;
  settled?: boolean;
  /** A page that draws its h1 itself (home, verdict) calls {@link usePage} instead. */
  children: ComponentChildren;
}

const decodeFragment = (hash: string): string => hash.slice(1, 64);

/**
 * Sets document.title, follows the fragment to its element, and gives a ref for the heading that takes the focus when the
 * page has changed. `settled`: false while the content that a fragment may name is still on its way.
 */
export function usePage(tabTitle: string, settled = true) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { service, serviceFull } = shellWords();
  useEffect(() => {
    document.title = tabTitle === serviceFull ? `${tabTitle} · ${service}` : `${tabTitle} · ${service} ${serviceFull}`;
  }, [tabTitle, service, serviceFull]);
  const { url } = address.value;
  useEffect(() => {
    // Our links carry fragments of ids; those of a scanned code find no element, and nothing happens.
    const target = document.getElementById(decodeFragment(location.hash));
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  }, [url, settled]);
  useEffect(() => {
    const named = document.getElementById(decodeFragment(location.hash));
    if (!firstPage && (named === null || named !== document.activeElement))
      heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return heading;
}

export function Page({ title, tabTitle, lead, wide, settled, children }: PageProps) {
  const heading = usePage(tabTitle ?? title, settled);
  return (
    <div class={wide ? 'page page-wide' : 'page'}>
      <h1 ref={heading} tabIndex={-1}>
        <Marked text={title} />
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </div>
  );
}
