import type { StepRow } from '../../case/case-steps.store.js';
import type { JsonValue } from '../../engine/engine.js';
import { localize, type LocalizedText } from '../../process-package/localized-text.js';
import type { PackageManifest } from '../../process-package/manifest.js';
import type { TaskRow } from '../../task/task.store.js';
import type { Language } from '../../texts/texts.js';

/** A period of the case that runs now. */
export interface RunningDeadline {
  title: string;
  /** Last day: `YYYY-MM-DD`, or the moment at which a task is due. */
  lastDay: string;
  /** The citizen's task that this period is for. */
  taskKey?: string;
}

export interface DeadlineFacts {
  tasks: readonly TaskRow[];
  steps: readonly StepRow[];
  variables: ReadonlyMap<string, JsonValue>;
}

/** Variables that {@link runningDeadlines} wants to know of the case. */
export const deadlineVariables = ({ deadlines }: PackageManifest): string[] =>
  deadlines.flatMap(({ lastDay }) => (lastDay === undefined ? [] : [lastDay]));

/** What the package declares as a deadline and what runs at this moment, in the order of the manifest. */
export function runningDeadlines(
  { deadlines }: PackageManifest,
  { tasks, steps, variables }: DeadlineFacts,
  language: Language,
): RunningDeadline[] {
  const active = new Set(steps.filter(({ ended_at }) => ended_at === null).map(({ element_id }) => element_id));
  const named = (title: LocalizedText): string => localize(title, language);
  return deadlines.flatMap(({ title, whileActive, lastDay }): RunningDeadline[] => {
    if (lastDay === undefined)
      return tasks
        .filter(({ element_id }) => element_id === whileActive)
        .flatMap(({ key, due_date: due }) =>
          due === null ? [] : [{ title: named(title), lastDay: due, taskKey: key }],
        );
    const day = variables.get(lastDay);
    return active.has(whileActive) && typeof day === 'string' ? [{ title: named(title), lastDay: day }] : [];
  });
}
