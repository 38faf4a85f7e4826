// Where in the site the user is. Links within it change the address and the page, and fetch no new document.
import { signal } from '@preact/signals';

interface Address {
  /** Path and query; the fragment only where a link or {@link route} has named one: those of scanned codes stay out. */
  url: string;
  /** Without a slash at its end. */
  path: string;
  query: Record<string, string | undefined>;
  /** Come to by a step forward, as against back and forth in the history, where the browser knows how far it was scrolled. */
  pushed: boolean;
}

export const address = signal(addressOf(location.pathname + location.search, false));

function addressOf(url: string, pushed: boolean): Address {
  const { pathname, searchParams } = new URL(url, location.origin);
  return { url, path: pathname.replace(/\/+$/, '') || '/', query: Object.fromEntries(searchParams), pushed };
}

/** Goes to an address of this site (path, query, fragment); `replace`: in the place of the present one in the history. */
export function route(url: string, replace = false): void {
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  address.value = addressOf(url, !replace);
}

/** A plain click on a link of this site to another page than a fragment of this one; everything else is the browser's. */
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const link = event.composedPath().find((element) => element instanceof HTMLAnchorElement);
  if (!link?.href || link.origin !== location.origin || link.target !== '' || link.hasAttribute('download')) return;
  if (link.getAttribute('href')?.startsWith('#')) return;
  event.preventDefault();
  route(link.href.slice(location.origin.length));
}

addEventListener('click', follow);
addEventListener('popstate', () => {
  address.value = addressOf(location.pathname + location.search, false);
});
