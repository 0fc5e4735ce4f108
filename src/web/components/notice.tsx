import type { ComponentChildren } from 'preact';

/** A sentence that stands out: information, success, warning or fault. */
export function Notice({
  tone = 'info',
  children,
}: {
  tone?: 'info' | 'good' | 'warn' | 'bad';
  children: ComponentChildren;
}) {
  return <div class={tone === 'info' ? 'notice' : `notice ${tone}`}>{children}</div>;
}
