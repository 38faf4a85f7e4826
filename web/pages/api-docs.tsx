// /api/docs: a reader for the OpenAPI description, made from the same schemas that validate.
import { apiDescription } from '../api.ts';
import { docsWords } from '../i18n/docs.ts';
import { language } from '../i18n/language.ts';
import { operationsOf, problemsOf, type Operation } from '../open-api.ts';
import { Page } from '../ui/page.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import '../styles/prose.css';
import '../styles/docs.css';

/** The service writes "中文 · English" into one text; the reader shows its own side. */
function inLanguage(text: string): string {
  const [zh = text, en] = text.split(' · ');
  return language.value === 'en' && en !== undefined ? en : zh;
}

/** Text with its `code` set as such. */
function WithCode({ text }: { text: string }) {
  return <>{text.split('`').map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}</>;
}

function Example({ title, value }: { title: string; value: unknown }) {
  return (
    <>
      <h4>{title}</h4>
      {/* Scrolls sideways, so the keyboard must reach it. */}
      <pre tabIndex={0} aria-label={title}>
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </pre>
    </>
  );
}

function curl({ method, path, requestExamples }: Operation): string {
  const [first] = requestExamples;
  const address = `${location.origin}${path}`;
  if (first === undefined) return `curl ${method === 'GET' ? '' : `-X ${method} `}'${address}'`;
  return `curl '${address}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(first.value)}'`;
}

function OperationEntry({ operation }: { operation: Operation }) {
  const words = docsWords();
  const { id, method, path, summary, description, parameters, requestExamples, answerType, answerExamples, problems } =
    operation;
  return (
    <section class="operation" aria-labelledby={id}>
      <h3 id={id} tabIndex={-1}>
        {inLanguage(summary)}
      </h3>
      <p class="call">
        <b>{method}</b> <code>{path}</code>
      </p>
      {description && (
        <p lang="en">
          <WithCode text={description} />
        </p>
      )}
      {parameters.length > 0 && (
        <dl class="terms">
          {parameters.map((parameter) => (
            <div key={parameter.name}>
              <dt>
                <code>{parameter.name}</code>
              </dt>
              <dd lang="en">
                <WithCode text={parameter.description} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <details>
        <summary>{words.examples}</summary>
        <Example title="curl" value={curl(operation)} />
        {requestExamples.slice(1).map(({ name, value }) => (
          <Example key={name} title={`${words.request}: ${name}`} value={value} />
        ))}
        {answerExamples.map(({ name, value }) => (
          <Example key={name} title={`${words.answer}: ${name}`} value={value} />
        ))}
      </details>
      {problems.length > 0 && (
        <details>
          <summary>{words.problems}</summary>
          <p>
            {problems.map((code) => (
              <a key={code} class="code-link" href={`/api/docs#${code}`}>
                <code>{code}</code>
              </a>
            ))}
          </p>
        </details>
      )}
      <p class="small soft">
        {words.answerType} <code>{answerType}</code>
      </p>
    </section>
  );
}

export default function ApiDocs() {
  const words = docsWords();
  const { answer, retry } = useAnswer('openapi', apiDescription);
  const description = answer?.kind === 'answered' ? answer.value : null;
  const groups = description === null ? [] : operationsOf(description);
  return (
    <Page title={words.title} lead={words.lead} settled={description !== null}>
      {answer === null && <p role="status">{words.loading}</p>}
      {answer !== null && answer.kind !== 'answered' && <Trouble answer={answer} retry={retry} />}
      {description !== null && (
        <div class="prose">
          <ul>
            {words.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
            <li>
              <a href="/api/openapi.json" target="_blank" rel="noreferrer">
                {words.raw}
              </a>
            </li>
          </ul>
          {groups.map(({ tag, title, operations }) => (
            <section key={tag} aria-labelledby={`tag-${tag}`}>
              <h2 id={`tag-${tag}`}>{inLanguage(title)}</h2>
              {operations.map((operation) => (
                <OperationEntry key={operation.id} operation={operation} />
              ))}
            </section>
          ))}
          <section aria-labelledby="problems">
            <h2 id="problems" tabIndex={-1}>
              {words.problemsTitle}
            </h2>
            <p>{words.problemsWhy}</p>
            <dl class="problems">
              {problemsOf(description).map(({ code, status, title }) => (
                <div key={code}>
                  <dt id={code} tabIndex={-1}>
                    <code>{code}</code> <span class="soft tabular">{status}</span>
                  </dt>
                  <dd>{inLanguage(title)}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      )}
    </Page>
  );
}
