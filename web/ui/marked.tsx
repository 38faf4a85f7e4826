// Chinese names inside English sentences, marked as Chinese so that a screen reader pronounces them (WCAG 3.1.2).
import { language } from '../i18n/language.ts';

const CHINESE = /(\p{Script=Han}+(?:[·、\s]*\p{Script=Han}+)*)/u;

/** The text as it is; in an English page, each Chinese part of it in an element of its own. */
export function Marked({ text }: { text: string }) {
  if (language.value === 'zh') return <>{text}</>;
  // Split by a group, every second piece is what the group has found.
  return <>{text.split(CHINESE).map((piece, at) => (at % 2 === 1 ? <span lang="zh-CN">{piece}</span> : piece))}</>;
}
