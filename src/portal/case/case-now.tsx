import type { TaskRow } from '../../task/task.store.js';
import { Icon } from '../../web/components/icon.js';
import { dueText, longDate } from '../../web/format.js';
import type { PageFrame } from '../../web/page-frame.js';
import type { OpenCase } from './case-access.js';
import type { CaseOverview } from './case-overview.js';
import { outcomeOf } from './case-progress.js';
import { type RunningDeadline, runningDeadlines } from './running-deadlines.js';
import { taskName } from './task-name.js';

export interface CaseNowProps {
  frame: PageFrame;
  open: OpenCase;
  overview: CaseOverview;
}

/** What the citizen has to do, which periods run, how it ended. */
export function CaseNow(props: CaseNowProps) {
  const { frame, open, overview } = props;
  const words = frame.texts.portal.status;
  const deadlines = runningDeadlines(open.pkg.manifest, overview, frame.language);
  const outcome = outcomeOf(open.pkg.manifest, open.caseRow, frame);
  return (
    <>
      {overview.tasks.length === 0 && <p class="lead">{nothingToDo(props)}</p>}
      {overview.tasks.map((task) => (
        <NextTask
          key={task.key}
          {...props}
          task={task}
          deadline={deadlines.find(({ taskKey }) => taskKey === task.key)}
        />
      ))}
      {deadlines
        .filter(({ taskKey }) => taskKey === undefined)
        .map((deadline) => (
          <p class="running-deadline" key={deadline.title}>
            <Icon name="clock" />
            <span>{deadlineText(props, deadline)}</span>
          </p>
        ))}
      {outcome && (
        <p>
          <strong>{words.outcome}:</strong> {outcome}
        </p>
      )}
    </>
  );
}

/** A case whose process has not begun by then waits for an engine that is away. */
const USUAL_START_MS = 10_000;

function nothingToDo({ frame, open, overview }: CaseNowProps): string {
  const words = frame.texts.portal.status;
  if (open.caseRow.closed_at !== null) return words.noTaskDone;
  const isLate = overview.now - Number(open.caseRow.submitted_at) > USUAL_START_MS;
  return overview.steps.length === 0 && isLate ? words.notBegun : words.noTask;
}

const deadlineText = ({ frame, overview }: CaseNowProps, { title, lastDay }: RunningDeadline): string =>
  frame.texts.portal.status.deadline(
    title,
    longDate(lastDay, frame.language),
    dueText(lastDay, overview.now, frame.language),
  );

interface NextTaskProps extends CaseNowProps {
  task: TaskRow;
  deadline: RunningDeadline | undefined;
}

function NextTask(props: NextTaskProps) {
  const { frame, open, overview, task, deadline } = props;
  const words = frame.texts.portal.status;
  const due = task.due_date;
  return (
    <section class="next-task">
      <h2>{words.yourTask}</h2>
      <p>
        <strong>{taskName(open.pkg, task.element_id, frame.language)}</strong>
      </p>
      {deadline ? (
        <p>{deadlineText(props, deadline)}</p>
      ) : (
        due !== null && <p>{words.due(longDate(due, frame.language), dueText(due, overview.now, frame.language))}</p>
      )}
      <p>
        <a class="button" href={`${open.base}/aufgabe/${task.key}`}>
          {words.openTask}
        </a>
      </p>
    </section>
  );
}
