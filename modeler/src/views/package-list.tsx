import { useEffect, useState } from 'preact/hooks';
import { api, messageOf } from '../api/studio-api.js';
import type { PackageSummary, Session } from '../api/types.js';
import { swissDate } from './swiss-date.js';
import { Who } from './who.js';
import { words } from '../words.js';

/** All packages: draft, versions, and where they run. */
export function PackageList({ user }: { user: Session['user'] }) {
  const [packages, setPackages] = useState<PackageSummary[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => void api.packages().then(setPackages, (error: unknown) => setProblem(messageOf(error))), []);

  return (
    <>
      <header class="bar">
        <strong class="brand">{words.name}</strong>
        <span class="spacer" />
        <Who name={user.name} />
      </header>
      <main class="page">
        <h1>{words.packages}</h1>
        {problem && (
          <p class="notice bad" role="alert">
            {problem}
          </p>
        )}
        {!packages && !problem && <p role="status">{words.loading}</p>}
        {packages?.length === 0 && <p>{words.noPackages}</p>}
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
            {latest ? words.published(latest.version, swissDate(latest.publishedAt)) : words.notPublished}
            {item.draft?.changed && (
              <span class="tag warn">{words.draftChanged(swissDate(item.draft.savedAt), item.draft.savedBy)}</span>
            )}
          </p>
        </div>
        <a class="button primary" href={`#/paket/${encodeURIComponent(item.id)}`}>
          {words.edit}
        </a>
      </div>
      <div class="card-columns">
        <div>
          <h3>{words.atWork}</h3>
          {item.rollouts.length === 0 ? (
            <p class="soft">{words.nowhereAtWork}</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.municipality}</th>
                  <th scope="col">{words.version}</th>
                  <th scope="col">{words.state}</th>
                  <th scope="col">{words.since}</th>
                </tr>
              </thead>
              <tbody>
                {item.rollouts.map((rollout) => (
                  <tr key={rollout.bfs}>
                    <td>{rollout.gemeinde}</td>
                    <td>{rollout.version}</td>
                    <td>{words.states[rollout.state.toUpperCase()] ?? rollout.state}</td>
                    <td>{swissDate(rollout.activatedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
        <div>
          <h3>{words.versions}</h3>
          {item.versions.length === 0 ? (
            <p class="soft">{words.noVersions}</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.version}</th>
                  <th scope="col">{words.day}</th>
                  <th scope="col">{words.by}</th>
                  <th scope="col">{words.notes}</th>
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
