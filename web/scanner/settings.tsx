// How a verdict makes itself felt; kept on this device.
import { useState } from 'preact/hooks';
import { keepChoices, keptChoices } from './choices.ts';
import { allowSound } from './feedback.ts';
import { scanWords } from './words.ts';

export function ScanSettings() {
  const words = scanWords();
  const [choices, setChoices] = useState(keptChoices());
  const change = (part: { vibrate?: boolean; beep?: boolean }) => {
    // The camera may have been chosen since this was drawn.
    const next = { ...keptChoices(), ...part };
    keepChoices(next);
    setChoices(next);
    if (part.beep) allowSound();
  };
  return (
    <details class="scan-settings">
      <summary>{words.settings}</summary>
      {(['vibrate', 'beep'] as const).map((name) => (
        <label key={name} class="tick">
          <input
            type="checkbox"
            checked={choices[name]}
            onChange={(event) => change({ [name]: event.currentTarget.checked })}
          />
          {words[name]}
        </label>
      ))}
    </details>
  );
}
