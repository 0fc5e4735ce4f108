import type { ComponentChildren } from 'preact';

/**
 * A place that a script brings to life. Its properties stand beside it as JSON in a script element that browsers do not
 * run; `<` is escaped, so no value can end it early.
 */
export function Island({ name, props, children }: { name: string; props: unknown; children?: ComponentChildren }) {
  const json = JSON.stringify(props).replace(/</g, '\\u003c');
  return (
    <div data-island={name}>
      <script type="application/json" dangerouslySetInnerHTML={{ __html: json }} />
      <div data-island-root>{children}</div>
    </div>
  );
}
