// Pages are chunks of their own. One that cannot be fetched becomes a page that says so, instead of an empty screen.
import type { FunctionComponent } from 'preact';
import { wordsReady } from '../i18n/language.ts';
import { shellWords } from '../i18n/shell.ts';
import { Page } from './page.tsx';
import type { LoadPage, PageComponent } from './router.tsx';

function ReloadPage({ title, why }: { title: string; why: string }) {
  return (
    <Page title={title} lead={why}>
      <div class="actions">
        <button type="button" class="button button-main" onClick={() => location.reload()}>
          {shellWords().reload}
        </button>
      </div>
    </Page>
  );
}

const NotLoaded: FunctionComponent = () => <ReloadPage title={shellWords().chunkTitle} why={shellWords().chunkWhy} />;

/** Shown in place of everything when a component has thrown. */
export const Crashed: FunctionComponent = () => (
  <ReloadPage title={shellWords().crashTitle} why={shellWords().crashWhy} />
);

/** A page from its own chunk; offline and not cached, or gone after an update: {@link NotLoaded}. */
export function lazyPage(load: () => Promise<{ default: PageComponent }>): LoadPage {
  return async () => {
    const page = await load().catch(() => ({ default: NotLoaded }));
    await wordsReady();
    return page.default;
  };
}
