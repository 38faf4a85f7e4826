// A message about what just happened, spoken as soon as it appears. Colour is not its only sign: it has a heading.
import type { ComponentChildren } from 'preact';

export function NoticeBox({
  title,
  children,
  tone = 'plain',
}: {
  title: string;
  children?: ComponentChildren;
  tone?: 'plain' | 'wrong';
}) {
  return (
    <div class={`box box-${tone}`} role="alert">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
