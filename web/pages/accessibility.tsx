import { accessibilityWords } from '../i18n/accessibility.ts';
import { Prose } from '../ui/prose.tsx';

export default function Accessibility() {
  return <Prose words={accessibilityWords()} />;
}
