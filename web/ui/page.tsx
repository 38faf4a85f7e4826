// Every page stands in one of these: it names the document, takes the focus after a change of page, and holds the one h1.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { shellWords } from '../i18n/shell.ts';

// The browser itself places the focus on the first page; moving it then would make a screen reader skip the header.
let firstPage = true;

export interface PageProps {
  /** The h1. */
  title: string;
  /** For the tab, when it differs from the h1. */
  tabTitle?: string;
  lead?: string;
  wide?: boolean;
  /** A page that draws its h1 itself (home, verdict) calls {@link usePage} instead. */
  children: ComponentChildren;
}

/** Sets document.title and gives a ref for the element that takes the focus when the page has changed. */
export function usePage(tabTitle: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { service, serviceFull } = shellWords();
  useEffect(() => {
    document.title = tabTitle === serviceFull ? `${tabTitle} · ${service}` : `${tabTitle} · ${service} ${serviceFull}`;
  }, [tabTitle, service, serviceFull]);
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return heading;
}

export function Page({ title, tabTitle, lead, wide, children }: PageProps) {
  const heading = usePage(tabTitle ?? title);
  return (
    <div class={wide ? 'page page-wide' : 'page'}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </div>
  );
}
