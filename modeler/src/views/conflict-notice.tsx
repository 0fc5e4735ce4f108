import { words } from '../words.js';

interface Props {
  text: string;
  /** Files with own changes. */
  paths: string[];
  busy: boolean;
  onMerge: () => void;
  onDiscard: () => void;
}

/** Somebody else has saved the draft meanwhile: both ways out, and neither is taken by itself. */
export function ConflictNotice({ text, paths, busy, onMerge, onDiscard }: Props) {
  if (paths.length === 0)
    return (
      <div class="notice warn" role="alert">
        <p>{text}</p>
        <div class="actions">
          <button type="button" class="button primary" disabled={busy} onClick={onMerge}>
            {words.loadNewest}
          </button>
        </div>
      </div>
    );
  return (
    <div class="notice bad" role="alert">
      <p>
        {text} {words.ownKept} {words.ownChanges(paths.join(', '))}
      </p>
      <div class="actions">
        <button type="button" class="button primary" disabled={busy} onClick={onMerge}>
          {words.mergeOwn}
        </button>
        <button
          type="button"
          class="button"
          disabled={busy}
          onClick={() => {
            if (confirm(words.discardOwnSure)) onDiscard();
          }}
        >
          {words.discardOwn}
        </button>
      </div>
    </div>
  );
}
