import type { CaseRow } from '../../case/case.store.js';
import { EmptyState } from '../../web/components/empty-state.js';
import { StatusBadge } from '../../web/components/status-badge.js';
import { shortDate } from '../../web/format.js';
import { type DeskFrame, DeskPage } from '../desk-page.js';

export type CaseView = 'offen' | 'abgeschlossen' | 'alle';

export interface CaseListProps {
  desk: DeskFrame;
  view: CaseView;
  search: string;
  cases: CaseRow[];
  stopped: ReadonlySet<string>;
  /** Epoch milliseconds after which the next page goes on; absent on the last page. */
  before?: number | undefined;
  isFirst: boolean;
}

/** All cases of the Gemeinde, newest first, found by number, name, parcel or anything that was written. */
export function CaseListPage(props: CaseListProps) {
  const { desk, view, search, cases, before, isFirst } = props;
  const words = desk.frame.texts.desk.cases;
  const views: [CaseView, string][] = [
    ['offen', words.open],
    ['abgeschlossen', words.closed],
    ['alle', words.all],
  ];
  const address = (change: Record<string, string>): string =>
    `/desk/faelle?${new URLSearchParams({ sicht: view, ...(search ? { suche: search } : {}), ...change })}`;
  return (
    <DeskPage desk={desk} title={words.title} current="cases" search={search}>
      <div class="page-head">
        <h1>{words.title}</h1>
        <nav class="views" aria-label={desk.frame.texts.desk.tasks.views}>
          {views.map(([id, label]) => (
            <a key={id} href={address({ sicht: id })} aria-current={id === view ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
      </div>
      <div id="faelle" data-live>
        {cases.length === 0 ? <NoCases {...props} /> : <CaseTable {...props} />}
      </div>
      {(before !== undefined || !isFirst) && (
        <p class="buttons">
          {!isFirst && (
            <a class="button secondary" href={address({})}>
              {words.newest}
            </a>
          )}
          {before !== undefined && (
            <a class="button secondary" href={address({ vor: String(before) })}>
              {words.older}
            </a>
          )}
        </p>
      )}
    </DeskPage>
  );
}

function CaseTable({ desk, cases, stopped }: CaseListProps) {
  const words = desk.frame.texts.desk.cases;
  return (
    <table class="task-table" data-keys>
      <thead>
        <tr>
          <th scope="col">{words.number}</th>
          <th scope="col">{words.subject}</th>
          <th scope="col">{words.applicant}</th>
          <th scope="col">{words.status}</th>
          <th scope="col">{words.submitted}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((row) => (
          <tr key={row.id}>
            <td data-label={words.number}>
              <a class="number" href={`/desk/faelle/${row.id}`}>
                {row.number}
              </a>
            </td>
            <td data-label={words.subject}>{row.subject}</td>
            <td data-label={words.applicant}>{row.applicant_name}</td>
            <td data-label={words.status}>
              {stopped.has(row.id) ? (
                <StatusBadge status="gestoppt" words={{ gestoppt: words.stopped }} />
              ) : (
                <StatusBadge status={row.status} words={desk.frame.texts.web.status} />
              )}
            </td>
            <td data-label={words.submitted}>{shortDate(row.submitted_at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NoCases({ desk, search, view }: CaseListProps) {
  const words = desk.frame.texts.desk.cases;
  if (search !== '') {
    return (
      <EmptyState title={words.emptySearch(search)}>
        <p class="buttons">
          {view !== 'alle' && (
            <a class="button" href={`/desk/faelle?${new URLSearchParams({ sicht: 'alle', suche: search })}`}>
              {desk.frame.texts.desk.tasks.searchCases}
            </a>
          )}
          <a class="button quiet" href="/desk/faelle">
            {desk.frame.texts.desk.tasks.clearSearch}
          </a>
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={words.empty}>
      <p>{words.emptyHint}</p>
      <p>
        <a class="button" href="/desk/schalter">
          {words.toCounter}
        </a>
      </p>
    </EmptyState>
  );
}
