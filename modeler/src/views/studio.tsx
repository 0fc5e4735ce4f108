import { useEffect, useState } from 'preact/hooks';
import { api, messageOf } from '../api/studio-api.js';
import type { Session } from '../api/types.js';
import { PackageList } from './package-list.js';
import { PackageEditor } from './package-editor.js';
import { words } from '../words.js';

const packageInAddress = (): string | null => /^#\/paket\/([^/]+)$/.exec(location.hash)?.[1] ?? null;

/** The whole page: signs in with the session of the desk, then shows the list or one package. */
export function Studio() {
  const [session, setSession] = useState<Session | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [packageId, setPackageId] = useState(packageInAddress());

  useEffect(() => {
    const follow = (): void => setPackageId(packageInAddress());
    window.addEventListener('hashchange', follow);
    api.session().then(setSession, (error: unknown) => setProblem(messageOf(error)));
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  if (problem)
    return (
      <main class="page">
        <h1>{words.name}</h1>
        <p class="notice bad" role="alert">
          {problem}
        </p>
      </main>
    );
  if (!session)
    return (
      <main class="page">
        <h1>{words.name}</h1>
        <p role="status">{words.loading}</p>
      </main>
    );
  return packageId ? (
    <PackageEditor key={packageId} packageId={decodeURIComponent(packageId)} user={session.user} />
  ) : (
    <PackageList user={session.user} />
  );
}
