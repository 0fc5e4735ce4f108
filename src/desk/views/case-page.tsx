import { EmptyState } from '../../web/components/empty-state.js';
import { Notice } from '../../web/components/notice.js';
import { StatusBadge } from '../../web/components/status-badge.js';
import { dateTime } from '../../web/format.js';
import type { CaseDetail } from '../case-detail.js';
import { type DeskFrame, DeskPage } from '../desk-page.js';
import { CaseData, CaseDiagram, CaseDocuments, CaseHistory, CaseSettings } from './case-parts.js';
import { DueDate } from './due-date.js';
import { IncidentList } from './incident-list.js';

export interface CasePageProps {
  desk: DeskFrame;
  detail: CaseDetail;
  now: number;
  notice?: { tone: 'good' | 'warn'; text: string } | undefined;
}

/** One case: what is asked, what came in, what happened, where it stands. */
export function CasePage(props: CasePageProps) {
  const { desk, detail, notice } = props;
  const { texts } = desk.frame;
  const words = texts.desk.case;
  const { row, pkg } = detail;
  const stage = pkg.manifest.stages.find(({ id }) => id === row.stage);
  return (
    <DeskPage
      desk={desk}
      title={`${row.number} ${row.subject}`}
      current="cases"
      scripts={['diagram.js']}
      styles={['diagram.css']}
    >
      {notice && <Notice tone={notice.tone}>{notice.text}</Notice>}
      <div id="fall" data-live>
        <header class="case-head">
          <p class="number">{row.number}</p>
          <h1>{row.subject}</h1>
          <p class="case-state">
            {detail.incidents.length > 0 ? (
              <StatusBadge status="gestoppt" words={{ gestoppt: texts.desk.cases.stopped }} />
            ) : (
              <StatusBadge status={row.status} words={texts.web.status} />
            )}
            {stage && <span>{stage.title.de}</span>}
          </p>
        </header>
        <IncidentList detail={detail} frame={desk.frame} />
        <OpenTasks {...props} />
      </div>
      <div class="case-columns">
        <div>
          <section>
            <h2>{words.data}</h2>
            <CaseFacts {...props} />
            <CaseData detail={detail} frame={desk.frame} />
          </section>
          <details class="block">
            <summary>{words.settings}</summary>
            <CaseSettings detail={detail} frame={desk.frame} />
          </details>
        </div>
        <div>
          <div id="ereignisse" data-live>
            <StaffMessages {...props} />
          </div>
          <section id="dokumente" data-live>
            <h2>{words.documents}</h2>
            <CaseDocuments detail={detail} frame={desk.frame} />
          </section>
          <section id="verlauf" data-live>
            <h2>{words.history}</h2>
            <CaseHistory detail={detail} frame={desk.frame} />
          </section>
        </div>
      </div>
      <section class="case-diagram">
        <h2>{words.diagram}</h2>
        <CaseDiagram detail={detail} frame={desk.frame} isOpen={false} />
      </section>
    </DeskPage>
  );
}

function CaseFacts({ desk, detail }: CasePageProps) {
  const { texts } = desk.frame;
  const words = texts.desk.case;
  const { row, pkg } = detail;
  return (
    <dl class="facts">
      <dt>{words.package}</dt>
      <dd>
        {pkg.manifest.title.de}, {words.version(row.package_version)}
      </dd>
      <dt>{words.applicant}</dt>
      <dd>{row.applicant_name}</dd>
      {row.applicant_email && (
        <>
          <dt>{words.email}</dt>
          <dd>
            <a href={`mailto:${row.applicant_email}`}>{row.applicant_email}</a>
          </dd>
        </>
      )}
      <dt>{words.submitted}</dt>
      <dd>
        {dateTime(row.submitted_at, desk.frame.language)}, {words.channel[row.channel]}
      </dd>
      {row.closed_at && (
        <>
          <dt>{words.closed}</dt>
          <dd>{dateTime(row.closed_at, desk.frame.language)}</dd>
        </>
      )}
      <dt>{words.citizenLink}</dt>
      <dd>
        <a href={detail.citizenPath}>{words.citizenLink}</a>
        <br />
        <small>{words.citizenLinkHint}</small>
      </dd>
    </dl>
  );
}

function OpenTasks({ desk, detail, now }: CasePageProps) {
  const { texts } = desk.frame;
  const words = texts.desk.case;
  if (detail.row.closed_at !== null) return null;
  if (detail.tasks.length === 0) return detail.incidents.length > 0 ? null : <p class="empty-text">{words.noTasks}</p>;
  return (
    <section class="open-tasks" aria-labelledby="offen">
      <h2 id="offen">{words.openTasks}</h2>
      <ul>
        {detail.tasks.map((task) => (
          <li key={task.key}>
            <a href={`/desk/aufgaben/${task.key}`}>{task.title}</a>
            <DueDate due={task.due_date} now={now} without={texts.desk.tasks.noDue} language={desk.frame.language} />
            <span>
              {task.candidate_groups.includes('citizen')
                ? words.waitingForCitizen
                : task.assignee === null
                  ? texts.desk.tasks.nobody
                  : (detail.people.get(task.assignee) ?? task.assignee)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Events that staff may report in this part of the procedure, e.g. an objection that came by post. */
function StaffMessages({ desk, detail }: CasePageProps) {
  const open = new Set(detail.steps.filter(({ ended_at }) => ended_at === null).map(({ element_id }) => element_id));
  const messages = detail.pkg.manifest.staffMessages.filter(
    ({ whileActive, roles }) => open.has(whileActive) && roles.some((role) => desk.who.groups.includes(role)),
  );
  if (messages.length === 0 || detail.row.closed_at !== null) return null;
  return (
    <section class="actions">
      <h2>{desk.frame.texts.desk.case.actions}</h2>
      {messages.map((message) => (
        <a
          key={message.message}
          class="button secondary"
          href={`/desk/faelle/${detail.row.id}/ereignis/${message.message}`}
        >
          {message.title.de}
        </a>
      ))}
    </section>
  );
}

/** Said where a case cannot be found. */
export function CaseNotFoundPage({ desk }: { desk: DeskFrame }) {
  const words = desk.frame.texts.desk.case;
  return (
    <DeskPage desk={desk} title={words.notFound} current="cases">
      <h1>{words.notFound}</h1>
      <EmptyState title={words.notFoundText}>
        <a class="button" href="/desk/faelle">
          {desk.frame.texts.desk.cases.title}
        </a>
      </EmptyState>
    </DeskPage>
  );
}
