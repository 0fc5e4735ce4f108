import { useEffect, useState } from 'preact/hooks';
import { api, messageOf } from '../api/studio-api.js';
import type { PackageSummary, Session } from '../api/types.js';
import { swissDate } from './swiss-date.js';
import { Who } from './who.js';

/** All packages: draft, versions, and where they run. */
export function PackageList({ user }: { user: Session['user'] }) {
  const [packages, setPackages] = useState<PackageSummary[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => void api.packages().then(setPackages, (error: unknown) => setProblem(messageOf(error))), []);

  return (
    <>
      <header class="bar">
        <strong class="brand">Studio</strong>
        <span class="spacer" />
        <Who name={user.name} />
      </header>
      <main class="page">
        <h1>Prozesspakete</h1>
        {problem && (
          <p class="notice bad" role="alert">
            {problem}
          </p>
        )}
        {!packages && !problem && <p role="status">Wird geladen …</p>}
        {packages?.length === 0 && <p>Es gibt noch kein Paket.</p>}
        {packages?.map((item) => (
          <PackageCard key={item.id} item={item} />
        ))}
      </main>
    </>
  );
}

function PackageCard({ item }: { item: PackageSummary }) {
  const latest = item.versions[0];
  return (
    <section class="card" aria-labelledby={`title-${item.id}`}>
      <div class="card-head">
        <div>
          <h2 id={`title-${item.id}`}>{item.title}</h2>
          <p class="soft">
            {latest
              ? `Version ${latest.version}, veröffentlicht am ${swissDate(latest.publishedAt)}`
              : 'Noch nicht veröffentlicht'}
            {item.draft?.changed && (
              <span class="tag warn">
                ● Entwurf geändert am {swissDate(item.draft.savedAt)} von {item.draft.savedBy}
              </span>
            )}
          </p>
        </div>
        <a class="button primary" href={`#/paket/${encodeURIComponent(item.id)}`}>
          Bearbeiten
        </a>
      </div>
      <div class="card-columns">
        <div>
          <h3>Im Einsatz</h3>
          {item.rollouts.length === 0 ? (
            <p class="soft">In keiner Gemeinde.</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">Gemeinde</th>
                  <th scope="col">Version</th>
                  <th scope="col">Zustand</th>
                  <th scope="col">Seit</th>
                </tr>
              </thead>
              <tbody>
                {item.rollouts.map((rollout) => (
                  <tr key={rollout.bfs}>
                    <td>{rollout.gemeinde}</td>
                    <td>{rollout.version}</td>
                    <td>{STATES[rollout.state] ?? rollout.state}</td>
                    <td>{swissDate(rollout.activatedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
        <div>
          <h3>Versionen</h3>
          {item.versions.length === 0 ? (
            <p class="soft">Noch keine. Veröffentlichen Sie den Entwurf, sobald er geprüft ist.</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">Version</th>
                  <th scope="col">Datum</th>
                  <th scope="col">Von</th>
                  <th scope="col">Bemerkung</th>
                </tr>
              </thead>
              <tbody>
                {item.versions.map((version) => (
                  <tr key={version.version} title={version.contentHash}>
                    <td>{version.version}</td>
                    <td>{swissDate(version.publishedAt)}</td>
                    <td>{version.publishedBy}</td>
                    <td>{version.notes}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </div>
    </section>
  );
}

const STATES: Record<string, string> = {
  active: '✓ aktiv',
  ACTIVE: '✓ aktiv',
  pending: '… wird eingesetzt',
  PENDING: '… wird eingesetzt',
  failed: '✕ fehlgeschlagen',
  FAILED: '✕ fehlgeschlagen',
};
