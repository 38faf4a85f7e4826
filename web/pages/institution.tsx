// One institution: how to reach it, who supervises it, what it may certify (R14), who took over when it has ceased (R37).
import { LEVELS, isLevelCode } from '../../domain/level.ts';
import { institutionByCode, type DirectoryEntry } from '../api.ts';
import { directoryWords } from '../i18n/directory.ts';
import { language } from '../i18n/language.ts';
import { FactList, type Fact } from '../ui/fact-list.tsx';
import { Marked } from '../ui/marked.tsx';
import { NoticeBox } from '../ui/notice-box.tsx';
import { Page } from '../ui/page.tsx';
import type { PageInput } from '../ui/router.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import { placeName } from './institutions.tsx';
import '../styles/directory.css';

function levelsText(levels: number[]): string {
  const codes = levels.filter(isLevelCode);
  if (language.value === 'zh') return codes.map((code) => LEVELS[code].printed).join('、');
  return codes.map((code) => `${LEVELS[code].printed} (${LEVELS[code].en})`).join(', ');
}

function Scope({ scope }: { scope: DirectoryEntry['scope'] }) {
  const words = directoryWords();
  return (
    <section aria-labelledby="scope">
      <h2 id="scope">{words.scopeTitle}</h2>
      <p class="soft">{words.scopeWhy}</p>
      <ul class="scope">
        {scope.map(({ occupation, jobs, levels }) => (
          <li key={occupation}>
            <h3 lang="zh-CN">{occupation}</h3>
            <p>
              <span class="soft">{words.jobs}</span>
              <span lang="zh-CN">{jobs.length === 0 ? words.noJobs : jobs.join('、')}</span>
            </p>
            <p>
              <span class="soft">{words.levels}</span>
              <span>
                <Marked text={levelsText(levels)} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: DirectoryEntry }) {
  const words = directoryWords();
  const facts: Fact[] = [
    { name: 'code', label: words.code, value: <span class="tabular">{entry.code}</span> },
    {
      name: 'place',
      label: words.place,
      value: placeName(entry.place),
      translated: true,
      note: words.tier[entry.tier],
    },
    { name: 'address', label: words.address, value: entry.address },
    { name: 'contact', label: words.contact, value: entry.contact },
    {
      name: 'phone',
      label: words.phone,
      value: (
        <a class="tabular" href={`tel:${entry.phone.replaceAll(/[^\d+]/g, '')}`}>
          {entry.phone}
        </a>
      ),
    },
    { name: 'authority', label: words.authority, value: entry.authority },
  ];
  return (
    <Page title={entry.name} lead={words.status[entry.status]}>
      {entry.status === 'ceased' && (
        <NoticeBox title={words.ceasedTitle}>
          <p>
            <Marked text={words.ceasedWhy(entry.authority)} />
          </p>
        </NoticeBox>
      )}
      <section class="sheet gap" aria-label={words.contactTitle}>
        <FactList facts={facts} />
      </section>
      <Scope scope={entry.scope} />
      <p class="gap">
        <a class="action-link" href="/institutions">
          {words.toDirectory}
        </a>
      </p>
    </Page>
  );
}

export default function Institution({ code }: PageInput) {
  const words = directoryWords();
  const { answer, retry } = useAnswer<DirectoryEntry>(code, (signal) => institutionByCode(code, signal));
  if (answer?.kind === 'answered') return <Entry entry={answer.value} />;
  if (answer?.kind === 'refused' && answer.problem.status === 404) {
    return (
      <Page title={words.noneOfCode} lead={words.noneOfCodeWhy}>
        <div class="actions">
          <a class="button button-main" href="/institutions">
            {words.toDirectory}
          </a>
        </div>
      </Page>
    );
  }
  return (
    <Page title={words.title}>
      {answer === null ? (
        <p class="lead" role="status">
          {words.loading}
        </p>
      ) : (
        <Trouble answer={answer} retry={retry} />
      )}
    </Page>
  );
}
