import { useState } from 'preact/hooks';
import { Dialog } from './dialog.js';
import { words } from '../words.js';

interface Props {
  current: string | undefined;
  busy: boolean;
  problem: string | null;
  onPublish: (version: string, notes: string) => void;
  onClose: () => void;
}

/** The version after the newest: the middle number counts up. */
function nextVersion(current: string | undefined): string {
  const [major, minor] = (current ?? '').split('.').map(Number);
  return Number.isInteger(major) && Number.isInteger(minor) ? `${major}.${(minor ?? 0) + 1}.0` : '1.0.0';
}

/** Asks for number and notes of a new version. */
export function PublishDialog({ current, busy, problem, onPublish, onClose }: Props) {
  const [version, setVersion] = useState(nextVersion(current));
  const [notes, setNotes] = useState('');
  return (
    <Dialog title={words.publishTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onPublish(version, notes.trim());
        }}
      >
        <p>{words.publishText}</p>
        {problem && (
          <p class="notice bad" role="alert">
            {problem}
          </p>
        )}
        <label>
          {words.versionNumber}
          <input
            required
            pattern="\d+\.\d+\.\d+"
            title={words.versionHint}
            value={version}
            onInput={(event) => setVersion(event.currentTarget.value)}
          />
        </label>
        <label>
          {words.whatIsNew}
          <textarea required rows={4} value={notes} onInput={(event) => setNotes(event.currentTarget.value)} />
        </label>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {words.publish}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
