import { useEffect, useState } from 'preact/hooks';
import { api, messageOf } from '../api/studio-api.js';
import type { Gemeinde, Version } from '../api/types.js';
import { Dialog } from './dialog.js';
import { words } from '../words.js';

interface Props {
  versions: Version[];
  busy: boolean;
  problem: string | null;
  onRollOut: (bfs: string, version: string, name: string) => void;
  onClose: () => void;
}

/** Chooses one Gemeinde and a version. */
export function RolloutDialog({ versions, busy, problem, onRollOut, onClose }: Props) {
  const [gemeinden, setGemeinden] = useState<Gemeinde[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [bfs, setBfs] = useState('');
  const [version, setVersion] = useState(versions[0]?.version ?? '');
  useEffect(() => void api.gemeinden().then(setGemeinden, (error: unknown) => setFailure(messageOf(error))), []);
  const name = gemeinden.find((gemeinde) => gemeinde.bfs === bfs)?.name ?? bfs;
  return (
    <Dialog title={words.rollOut} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onRollOut(bfs, version, name);
        }}
      >
        <p>{words.rollOutText}</p>
        {(problem ?? failure) && (
          <p class="notice bad" role="alert">
            {problem ?? failure}
          </p>
        )}
        <label>
          {words.municipality}
          <select required value={bfs} onChange={(event) => setBfs(event.currentTarget.value)}>
            <option value="">{words.choose}</option>
            {gemeinden.map((gemeinde) => (
              <option key={gemeinde.bfs} value={gemeinde.bfs}>
                {gemeinde.name} ({gemeinde.bezirk})
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.version}
          <select required value={version} onChange={(event) => setVersion(event.currentTarget.value)}>
            {versions.map((item) => (
              <option key={item.version} value={item.version}>
                {item.version}
              </option>
            ))}
          </select>
        </label>
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {words.rollOutNow}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
