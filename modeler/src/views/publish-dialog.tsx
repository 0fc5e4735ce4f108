import { useState } from 'preact/hooks';
import { Dialog } from './dialog.js';

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
    <Dialog title="Neue Version veröffentlichen" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onPublish(version, notes.trim());
        }}
      >
        <p>Eine veröffentlichte Version bleibt unverändert. Laufende Fälle bleiben auf ihrer Version.</p>
        {problem && (
          <p class="notice bad" role="alert">
            {problem}
          </p>
        )}
        <label>
          Versionsnummer
          <input
            required
            pattern="\d+\.\d+\.\d+"
            title="Drei Zahlen mit Punkten, zum Beispiel 1.2.0"
            value={version}
            onInput={(event) => setVersion(event.currentTarget.value)}
          />
        </label>
        <label>
          Was ist neu?
          <textarea required rows={4} value={notes} onInput={(event) => setNotes(event.currentTarget.value)} />
        </label>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            Abbrechen
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            Veröffentlichen
          </button>
        </div>
      </form>
    </Dialog>
  );
}
