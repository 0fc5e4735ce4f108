import { EmptyState } from '../../web/components/empty-state.js';
import { Notice } from '../../web/components/notice.js';
import type { DescribedTask } from '../described-task.js';
import { type DeskFrame, DeskPage } from '../desk-page.js';
import { DueDate } from './due-date.js';

export type TaskView = 'meine' | 'gruppe' | 'alle';

export interface TaskListProps {
  desk: DeskFrame;
  view: TaskView;
  search: string;
  tasks: DescribedTask[];
  people: ReadonlyMap<string, string>;
  now: number;
  notice?: { tone: 'good' | 'warn'; text: string } | undefined;
}

const MAXIMUM = 200;

/** What there is to do, most urgent first. */
export function TaskListPage(props: TaskListProps) {
  const { desk, view, search, tasks, notice } = props;
  const words = desk.frame.texts.desk.tasks;
  const views: [TaskView, string, number?][] = [
    ['meine', words.mine, desk.counts.mine],
    ['gruppe', words.group, desk.counts.groups],
    ['alle', words.all],
  ];
  return (
    <DeskPage desk={desk} title={words.title} current="tasks">
      {notice && <Notice tone={notice.tone}>{notice.text}</Notice>}
      <div class="page-head">
        <h1>{words.title}</h1>
        <nav class="views" aria-label={words.views}>
          {views.map(([id, label, count]) => (
            <a key={id} href={address(id, search)} aria-current={id === view ? 'page' : undefined}>
              {label}
              {count !== undefined && <span class="count">{count}</span>}
            </a>
          ))}
        </nav>
        <form class="list-search" action="/desk" method="get" role="search" aria-label={words.filter}>
          <input type="hidden" name="sicht" value={view} />
          <input
            class="input"
            type="search"
            name="suche"
            value={search}
            aria-label={desk.frame.texts.desk.searchLabel}
            placeholder={desk.frame.texts.desk.searchLabel}
          />
          <button class="button secondary" type="submit">
            {desk.frame.texts.web.search}
          </button>
        </form>
      </div>
      <div id="aufgaben" data-live>
        {tasks.length === 0 ? <NoTasks {...props} /> : <TaskTable {...props} />}
      </div>
    </DeskPage>
  );
}

function address(view: TaskView, search: string): string {
  const query = new URLSearchParams({ sicht: view, ...(search ? { suche: search } : {}) });
  return `/desk?${query}`;
}

function TaskTable({ desk, view, search, tasks, people, now }: TaskListProps) {
  const words = desk.frame.texts.desk.tasks;
  return (
    <>
      <table class="task-table" data-keys>
        <caption class="visually-hidden">{words.count(tasks.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.due}</th>
            <th scope="col">{words.task}</th>
            <th scope="col">{words.case}</th>
            <th scope="col">{words.assignee}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.key}>
              <td data-label={words.due}>
                <DueDate due={task.due_date} now={now} without={words.noDue} language={desk.frame.language} />
              </td>
              <td data-label={words.task}>
                <a
                  href={`/desk/aufgaben/${task.key}?${new URLSearchParams({ sicht: view, ...(search ? { suche: search } : {}) })}`}
                >
                  {task.title}
                </a>
              </td>
              <td data-label={words.case}>
                <span class="number">{task.number}</span> <span>{task.applicant_name}</span>
                <small>{task.subject}</small>
              </td>
              <td data-label={words.assignee}>
                <Assignee desk={desk} task={task} people={people} view={view} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{tasks.length >= MAXIMUM ? words.capped : words.keys}</p>
    </>
  );
}

function Assignee({
  desk,
  task,
  people,
  view,
}: Pick<TaskListProps, 'desk' | 'people' | 'view'> & { task: DescribedTask }) {
  const words = desk.frame.texts.desk.tasks;
  if (task.assignee === desk.who.email) return <>{words.me}</>;
  if (task.assignee !== null) return <>{people.get(task.assignee) ?? task.assignee}</>;
  if (!task.candidate_groups.some((group) => desk.who.groups.includes(group))) return <>{words.nobody}</>;
  return (
    <form action={`/desk/aufgaben/${task.key}/uebernehmen`} method="post" class="inline">
      <input type="hidden" name="sicht" value={view} />
      <button class="button secondary" type="submit" aria-label={`${words.claim}: ${task.title}, ${task.number}`}>
        {words.claim}
      </button>
    </form>
  );
}

function NoTasks({ desk, view, search }: TaskListProps) {
  const words = desk.frame.texts.desk.tasks;
  if (search !== '') {
    return (
      <EmptyState title={words.emptySearch(search)}>
        <p class="buttons">
          <a class="button" href={`/desk/faelle?${new URLSearchParams({ suche: search })}`}>
            {words.searchCases}
          </a>
          <a class="button quiet" href={address(view, '')}>
            {words.clearSearch}
          </a>
        </p>
      </EmptyState>
    );
  }
  const title = { meine: words.emptyMine, gruppe: words.emptyGroup, alle: words.emptyAll }[view];
  return (
    <EmptyState title={title}>
      <p>{view === 'meine' ? words.emptyMineHint : words.emptyHint}</p>
    </EmptyState>
  );
}
