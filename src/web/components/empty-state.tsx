import type { ComponentChildren } from 'preact';

/** Says what to do first where there is nothing to show yet. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty-state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
