// Help that changes with every key: seen at once, spoken only when the typing pauses.
import { useEffect, useState } from 'preact/hooks';
import type { Help } from '../fact-help.ts';

const PAUSE_MS = 900;

export function LiveHelp({ help }: { help: Help | null }) {
  const [spoken, setSpoken] = useState('');
  const worthSaying = help === null || help.tone === 'quiet' ? '' : help.text;
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(worthSaying), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [worthSaying]);
  return (
    <>
      {help && (
        <p class={`help help-${help.tone}`}>
          {help.tone !== 'quiet' && (
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path
                d={
                  help.tone === 'right'
                    ? 'm3.500 10.500 4.500 4.500 8.500-10'
                    : 'M4.500 4.500l11 11M15.500 4.500l-11 11'
                }
              />
            </svg>
          )}
          <span>{help.text}</span>
        </p>
      )}
      <span class="hidden-visually" role="status">
        {spoken}
      </span>
    </>
  );
}
