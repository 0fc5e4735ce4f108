import type { ComponentChildren } from 'preact';
import { EmptyState } from '../../web/components/empty-state.js';
import { Notice } from '../../web/components/notice.js';
import { agoText } from '../../web/format.js';
import type { DescribedStep } from '../../form/index.js';
import type { TaskLetter } from '../../task/task-letter.js';
import type { CaseDetail } from '../case-detail.js';
import type { DescribedTask } from '../described-task.js';
import { type DeskFrame, DeskPage } from '../desk-page.js';
import { CaseData, CaseDiagram, CaseDocuments, CaseHistory, DescribedSteps } from './case-parts.js';
import { DueDate } from './due-date.js';

export interface TaskPageProps {
  desk: DeskFrame;
  task: DescribedTask;
  detail: CaseDetail;
  now: number;
  isMine: boolean;
  /** The person belongs to a group that may do it. */
  mayWork: boolean;
  letter?: TaskLetter | undefined;
  /** The form, when the task is this person's. */
  form?: ComponentChildren;
  notice?: string | undefined;
  /** The form was sent with faults: the window's title says so too. */
  hasErrors?: boolean;
}

/** The work on the left, the case beside it. */
export function TaskPage(props: TaskPageProps) {
  const { desk, task, detail, form, notice } = props;
  const { texts } = desk.frame;
  const words = texts.desk.task;
  return (
    <DeskPage
      desk={desk}
      title={`${props.hasErrors ? texts.web.errorPrefix : ''}${task.title} · ${task.number}`}
      current="tasks"
      scripts={['diagram.js', ...(form ? ['form.js'] : [])]}
      styles={['diagram.css', ...(form ? ['form.css'] : [])]}
    >
      <header class="case-head">
        <p class="case-line">
          <a class="number" href={`/desk/faelle/${task.case_id}`}>
            {task.number}
          </a>{' '}
          {task.applicant_name} · {task.subject}
        </p>
        <h1>{task.title}</h1>
      </header>
      {notice && <Notice tone="warn">{notice}</Notice>}
      <div id="aufgabe-stand" data-live>
        <TaskState {...props} />
      </div>
      <div class="task-columns">
        <div>
          <section aria-label={words.work}>
            {form ?? (props.isMine ? <NoForm {...props} /> : <ClaimFirst {...props} />)}
          </section>
          <LetterPreview {...props} />
        </div>
        <aside aria-label={words.aside}>
          <details open>
            <summary>
              <h2>{texts.desk.case.data}</h2>
            </summary>
            <CaseData detail={detail} frame={desk.frame} />
          </details>
          <details open>
            <summary>
              <h2>{texts.desk.case.documents}</h2>
            </summary>
            <CaseDocuments detail={detail} frame={desk.frame} />
          </details>
          <details>
            <summary>
              <h2>{texts.desk.case.history}</h2>
            </summary>
            <CaseHistory detail={detail} frame={desk.frame} />
          </details>
          <details>
            <summary>
              <h2>{texts.desk.case.diagram}</h2>
            </summary>
            <CaseDiagram detail={detail} frame={desk.frame} isOpen />
          </details>
        </aside>
      </div>
    </DeskPage>
  );
}

function TaskState({ desk, task, detail, now }: TaskPageProps) {
  const { texts } = desk.frame;
  const words = texts.desk.task;
  const isMine = task.assignee === desk.who.email;
  return (
    <dl class="task-state">
      <div>
        <dt>{words.due}</dt>
        <dd>
          <DueDate due={task.due_date} now={now} without={texts.desk.tasks.noDue} language={desk.frame.language} />
        </dd>
      </div>
      <div>
        <dt>{words.since}</dt>
        <dd>{agoText(task.created_at, now, desk.frame.language)}</dd>
      </div>
      <div>
        <dt>{words.responsible}</dt>
        <dd>
          {isMine
            ? texts.desk.tasks.me
            : task.assignee === null
              ? texts.desk.tasks.nobody
              : (detail.people.get(task.assignee) ?? task.assignee)}
          {isMine && (
            <form class="inline" action={`/desk/aufgaben/${task.key}/zurueckgeben`} method="post">
              <button class="button quiet" type="submit">
                {words.release}
              </button>
            </form>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Nothing to fill in: the person says that it is done. */
function NoForm({ desk, task }: TaskPageProps) {
  const words = desk.frame.texts.desk.task;
  return (
    <form action={`/desk/aufgaben/${task.key}`} method="post">
      <p>{words.noForm}</p>
      <button class="button" type="submit">
        {words.complete}
      </button>
    </form>
  );
}

/** Nobody works on a task that is not his or hers: so two people never do the same work. */
function ClaimFirst({ desk, task, detail, mayWork }: TaskPageProps) {
  const words = desk.frame.texts.desk.task;
  const other = task.assignee;
  if (task.candidate_groups.includes('citizen')) return <Notice>{words.citizen}</Notice>;
  if (!mayWork) return <Notice>{words.otherGroup}</Notice>;
  return (
    <EmptyState title={other === null ? words.claimFirst : words.takenBy(detail.people.get(other) ?? other)}>
      {other !== null && <p>{words.takeOverHint}</p>}
      <form action={`/desk/aufgaben/${task.key}/uebernehmen`} method="post">
        {other !== null && <input type="hidden" name="trotzdem" value="ja" />}
        <button class={other === null ? 'button' : 'button secondary'} type="submit">
          {other === null ? words.claim : words.takeOver}
        </button>
      </form>
    </EmptyState>
  );
}

/** The letter that the task is about: a draft is read before it is approved, an approved one before it is sent. */
function LetterPreview({ desk, detail, letter }: TaskPageProps) {
  const document = detail.documents.find(({ id }) => id === letter?.documentId);
  if (!document || !letter) return null;
  const words = desk.frame.texts.desk.task;
  const isDraft = document.state === 'entwurf';
  const hint = !isDraft ? words.letterApproved : letter.isApproved ? words.letterHint : words.letterDraft;
  return (
    <section>
      <h2>{isDraft ? words.letter : words.letterToSend}</h2>
      <p class="hint">
        {hint} <a href={`/desk/dokumente/${document.id}`}>{document.title}</a>
      </p>
      <iframe class="letter-preview" src={`/desk/dokumente/${document.id}`} title={document.title} loading="lazy" />
    </section>
  );
}

/** The task is done or was withdrawn meanwhile. */
export function TaskGonePage({ desk, isOwn, typed }: { desk: DeskFrame; isOwn: boolean; typed: DescribedStep[] }) {
  const words = desk.frame.texts.desk.tasks;
  return (
    <DeskPage desk={desk} title={words.gone} current="tasks">
      <h1>{words.gone}</h1>
      <EmptyState title={isOwn ? words.goneByMe : words.goneText}>
        <a class="button" href="/desk">
          {words.backToList}
        </a>
      </EmptyState>
      {typed.length > 0 && (
        <section>
          <h2>{words.typed}</h2>
          <p class="hint">{words.typedHint}</p>
          <DescribedSteps steps={typed} />
        </section>
      )}
    </DeskPage>
  );
}
