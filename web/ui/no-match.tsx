// R43: nothing found is not the end, and not a verdict on the certificate.
import { resultWords } from '../i18n/result.ts';
import { Plate } from './plate.tsx';

export function NoMatch({ prefix }: { prefix: string | null }) {
  const words = resultWords();
  return (
    <>
      <Plate colour="grey" word={words.noMatch} line={words.noMatchLine} />
      <p class="result-not">{words.noMatchNot}</p>
      <ol class="steps">
        <li>
          <h2>{words.step1}</h2>
          <p>{words.step1Why}</p>
          <p>
            <a class="action-link" href="/lookup">
              {words.change}
            </a>
          </p>
        </li>
        <li>
          <h2>{words.step2}</h2>
          <p>{words.step2Why}</p>
          <p>
            <a class="action-link" href="/progress">
              {words.progress}
            </a>
          </p>
        </li>
        <li>
          <h2>{words.step3}</h2>
          <p>{words.step3Why}</p>
          <p>
            {prefix !== null && (
              <a class="action-link" href={`/institutions/${prefix}`}>
                {words.thisInstitution}
              </a>
            )}
            <a class="action-link" href="/institutions">
              {words.directory}
            </a>
          </p>
        </li>
      </ol>
      <p>
        <a class="action-link" href="/scan">
          {words.scan}
        </a>
      </p>
    </>
  );
}
