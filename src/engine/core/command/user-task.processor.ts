import { noteTrigger } from '../behavior/process-event.js';
import { requireTree } from '../behavior/required-graphs.js';
import { writeUserTask } from '../behavior/user-tasks.js';
import { isEmptyDocument } from '../behavior/variables.js';
import { isZonedDateTime } from '../../model/time/zoned-date-time.js';
import type { UserTaskRecord } from '../records.js';
import type { UserTask } from '../state/work-items.js';
import type { StepRun } from '../step/step-run.js';
import type { CommandProcessor, Refused } from './reply.js';
import { answer, refuse } from './reply.js';

function findTask(run: StepRun, key: string, intent: string): UserTask | Refused {
  const task = run.state.userTasks.get(Number(key));
  if (!task)
    return refuse('NOT_FOUND', `Expected to ${intent} user task with key '${key}', but no such user task was found`);
  requireTree(run.state, task.owner.instance);
  return task;
}

/** Gives the task to somebody; without `allowOverride` only when nobody else has it. */
export const assignUserTask: CommandProcessor<'assignUserTask'> = (run, command) => {
  const { userTaskKey, assignee, allowOverride, action = 'assign' } = command;
  if (assignee === '') {
    return refuse(
      'INVALID_ARGUMENT',
      `Expected to assign user task with key '${userTaskKey}', but no assignee is given`,
    );
  }
  const task = findTask(run, userTaskKey, 'assign');
  if ('ok' in task) return task;
  if (!allowOverride && task.assignee !== '' && task.assignee !== assignee) {
    return refuse(
      'INVALID_STATE',
      `Expected to claim user task with key '${userTaskKey}', but it has already been assigned`,
    );
  }
  assign(run, task, assignee, action);
  return answer({ userTaskKey });
};

export const unassignUserTask: CommandProcessor<'unassignUserTask'> = (run, { userTaskKey, action = 'unassign' }) => {
  const task = findTask(run, userTaskKey, 'assign');
  if ('ok' in task) return task;
  assign(run, task, '', action);
  return answer({ userTaskKey });
};

function assign(run: StepRun, task: UserTask, assignee: string, action: string): void {
  const changes = { assignee, action, changedAttributes: ['assignee'] };
  writeUserTask(run, task, 'ASSIGNING', changes);
  writeUserTask(run, task, 'ASSIGNED', changes);
}

export const updateUserTask: CommandProcessor<'updateUserTask'> = (
  run,
  { userTaskKey, changes, action = 'update' },
) => {
  const task = findTask(run, userTaskKey, 'update');
  if ('ok' in task) return task;
  const wrong = findFault(changes);
  if (wrong !== null) {
    return refuse('INVALID_ARGUMENT', wrong);
  }
  const given: Partial<UserTaskRecord> = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  );
  const changedAttributes = Object.keys(given).map(recordedName);
  writeUserTask(run, task, 'UPDATING', { ...given, action, changedAttributes });
  writeUserTask(run, task, 'UPDATED', { ...given, action, changedAttributes });
  return answer({ userTaskKey });
};

type Changes = Parameters<typeof updateUserTask>[1]['changes'];

function findFault({ dueDate = '', followUpDate = '', priority = 50 }: Changes): string | null {
  const dates = [['due date', dueDate] as const, ['follow-up date', followUpDate] as const];
  const wrong = dates.filter(([, date]) => date !== '' && !isZonedDateTime(date));
  if (wrong.length > 0) {
    const faults = wrong.map(
      ([name, date]) => `The provided ${name} '${date}' cannot be parsed as a date according to RFC 3339, section 5.6.`,
    );
    return faults.join(' ');
  }
  const inRange = Number.isInteger(priority) && priority >= 0 && priority <= 100;
  return inRange ? null : `The priority must be a whole number between 0 and 100, but was '${priority}'`;
}

/** Names of the lists in Zeebe's records. */
const recordedName = (name: string): string => (name.startsWith('candidate') ? `${name}List` : name);

export const completeUserTask: CommandProcessor<'completeUserTask'> = (run, command) => {
  const { userTaskKey, variables, action = 'complete' } = command;
  const task = findTask(run, userTaskKey, 'complete');
  if ('ok' in task) return task;
  const { owner } = task;
  writeUserTask(run, task, 'COMPLETING', { variables, action });
  writeUserTask(run, task, 'COMPLETED', { variables, action });
  if (!isEmptyDocument(variables)) noteTrigger(run, owner, owner.element, variables);
  run.follow({ kind: 'complete', instance: owner });
  return answer({ userTaskKey });
};
