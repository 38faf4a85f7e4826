import { privacyWords } from '../i18n/privacy.ts';
import { Prose } from '../ui/prose.tsx';

/** What happens to personal data here (R40, D4, D5); every sentence has a test or a rule behind it. */
export default function Privacy() {
  return <Prose words={privacyWords()} />;
}
