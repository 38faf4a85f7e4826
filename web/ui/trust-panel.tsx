// The trust list held on this device, in full (D7). A refused answer has a notice of its own at the head of the page.
import { useState } from 'preact/hooks';
import { momentText } from '../dates.ts';
import { trustWords } from '../i18n/trust.ts';
import { refreshTrust } from '../trust/start.ts';
import { trustState } from '../trust/state.ts';
import { FactList, type Fact } from './fact-list.tsx';

export function TrustPanel() {
  const words = trustWords();
  const { version, issuedAt, lastCheckedAt, storage } = trustState.value;
  const [phase, setPhase] = useState<'idle' | 'busy' | 'done'>('idle');
  const update = async () => {
    setPhase('busy');
    await refreshTrust();
    setPhase('done');
  };
  const facts: Fact[] = [
    {
      name: 'version',
      label: words.version,
      value: version === null ? words.none : words.versionNumber(version),
      translated: true,
    },
    ...(issuedAt === null
      ? []
      : [{ name: 'issued', label: words.issued, value: momentText(issuedAt * 1000), translated: true }]),
    {
      name: 'checked',
      label: words.checked,
      value: lastCheckedAt === null ? words.never : momentText(lastCheckedAt),
      translated: true,
    },
    { name: 'storage', label: words.storage, value: words.storages[storage], translated: true },
  ];
  return (
    <div class="trust-panel">
      <FactList facts={facts} />
      <div class="actions">
        <button
          type="button"
          class="button button-small"
          aria-disabled={phase === 'busy'}
          onClick={() => void update()}
        >
          {phase === 'busy' ? words.refreshing : words.refresh}
        </button>
      </div>
      <p class="hidden-visually" role="status">
        {phase === 'done' && words.refreshed}
      </p>
    </div>
  );
}
