import type { ComponentChildren } from 'preact';
import { words } from '../words.js';

/** Name and state of the package; `children` are its buttons. */
export function EditorBar({
  title,
  version,
  changed,
  problems,
  errors,
  children,
}: {
  title: string;
  /** Newest published version, if any. */
  version: string | undefined;
  changed: boolean;
  problems: number;
  errors: number;
  children: ComponentChildren;
}) {
  return (
    <header class="bar">
      <a
        class="brand"
        href="#/"
        onClick={(event) => {
          if (changed && !confirm(words.leaveUnsaved)) event.preventDefault();
        }}
      >
        {words.name}
      </a>
      <h1>{title}</h1>
      <span class="soft">{version ? words.versionNow(version) : words.unpublished}</span>
      <span class={`tag ${changed ? 'warn' : 'good'}`} role="status">
        {changed ? words.unsaved : words.saved}
      </span>
      <span class={`tag ${errors ? 'bad' : ''}`}>{words.problemCount(problems)}</span>
      <span class="spacer" />
      {children}
    </header>
  );
}
