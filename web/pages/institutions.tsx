// The directory (R43): whom to ask when nothing is found. Its questions name institutions, so they may stand in the address.
import { useState } from 'preact/hooks';
import { GUANGDONG_PLACES } from '../../domain/place.ts';
import { wordsOf } from '../../domain/table.ts';
import { address, route } from '../address.ts';
import { searchInstitutions, type DirectoryEntry, type DirectoryPage } from '../api.ts';
import { directoryWords } from '../i18n/directory.ts';
import { language } from '../i18n/language.ts';
import { Marked } from '../ui/marked.tsx';
import { Page } from '../ui/page.tsx';
import { Field } from '../ui/field.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import '../styles/directory.css';

const QUERY_MAX = 100;

export const placeName = (code: string): string => wordsOf(GUANGDONG_PLACES, code)?.[language.value] ?? code;

/** R37: the certificates of an institution that has ceased remain, and somebody answers for them. */
export function Ceased({ entry }: { entry: DirectoryEntry }) {
  const words = directoryWords();
  return (
    <span class="ceased">
      <b>{words.status.ceased}</b> <Marked text={words.takenOver(entry.authority)} />
    </span>
  );
}

function Row({ entry }: { entry: DirectoryEntry }) {
  return (
    <li>
      <a href={`/institutions/${entry.code}`}>
        <b lang="zh-CN">{entry.name}</b>
        <span class="entry-line tabular">
          <span>{entry.code}</span>
          <span>{placeName(entry.place)}</span>
          <span>{entry.phone}</span>
        </span>
        {entry.status === 'ceased' && <Ceased entry={entry} />}
      </a>
    </li>
  );
}

/** The answers to one question, page after page. */
function Results({ q, place }: { q: string; place: string }) {
  const words = directoryWords();
  const [cursor, setCursor] = useState('');
  const [before, setBefore] = useState<DirectoryEntry[]>([]);
  const { answer, retry } = useAnswer<DirectoryPage>(`from ${cursor}`, (signal) =>
    searchInstitutions({ q, place, cursor }, signal),
  );
  const page = answer?.kind === 'answered' ? answer.value : null;
  const entries = page === null ? before : [...before, ...page.items];
  const next = page?.nextCursor ?? null;
  return (
    <>
      <p class="directory-count tabular" role="status">
        {answer === null && words.searching}
        {page !== null && (entries.length === 0 ? words.none : words.found(entries.length, next !== null))}
      </p>
      {page !== null && entries.length === 0 && <p class="soft">{words.noneWhy}</p>}
      {entries.length > 0 && (
        <ul class="ruled">
          {entries.map((entry) => (
            <Row key={entry.code} entry={entry} />
          ))}
        </ul>
      )}
      {answer !== null && answer.kind !== 'answered' && <Trouble answer={answer} retry={retry} />}
      {next !== null && (
        <div class="actions">
          <button
            type="button"
            class="button"
            onClick={() => {
              setBefore(entries);
              setCursor(next);
            }}
          >
            {words.more}
          </button>
        </div>
      )}
    </>
  );
}

export default function Institutions() {
  const words = directoryWords();
  const { query } = address.value;
  const q = query['q'] ?? '';
  const askedPlace = query['place'] ?? '';
  const [text, setText] = useState(q);
  const [place, setPlace] = useState(askedPlace);
  const search = (event: Event) => {
    event.preventDefault();
    const given = Object.entries({ q: text.trim(), place }).filter(([, value]) => value !== '');
    route(given.length === 0 ? '/institutions' : `/institutions?${new URLSearchParams(given)}`, true);
  };
  return (
    <Page title={words.title} lead={words.lead}>
      <form class="directory-form" role="search" onSubmit={search}>
        <Field id="q" label={words.query} hint={words.queryHint} value={text} onInput={setText} maxLength={QUERY_MAX} />
        <div class="field">
          <label for="place">{words.place}</label>
          <select id="place" class="input" value={place} onChange={(event) => setPlace(event.currentTarget.value)}>
            <option value="">{words.anyPlace}</option>
            {Object.entries(GUANGDONG_PLACES).map(([code, name]) => (
              <option key={code} value={code}>
                {name[language.value]}
              </option>
            ))}
          </select>
        </div>
        <button class="button button-main" type="submit">
          <SearchIcon />
          {words.search}
        </button>
      </form>
      <Results key={JSON.stringify([q, askedPlace])} q={q} place={askedPlace} />
    </Page>
  );
}
