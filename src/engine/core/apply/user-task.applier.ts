import type { UserTaskRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

export function applyUserTask(state: EngineState, event: UserTaskRecord): void {
  switch (event.intent) {
    case 'CREATED':
      create(state, event);
      return;
    case 'ASSIGNED':
    case 'UPDATED':
      change(state, event);
      return;
    case 'COMPLETED':
    case 'CANCELED':
      remove(state, event);
      return;
    default:
      // The first half of a transition; the second half changes the task.
      return;
  }
}

function create(state: EngineState, event: UserTaskRecord): void {
  const owner = state.elements.get(event.elementInstanceKey);
  if (!owner) throw new Error(`element instance ${event.elementInstanceKey} does not exist`);
  owner.userTaskKey = event.key;
  state.userTasks.set(event.key, {
    key: event.key,
    owner,
    formKey: event.formKey,
    formId: event.formId,
    externalFormReference: event.externalFormReference,
    customHeaders: event.customHeaders,
    createdAt: event.createdAt,
    assignee: event.assignee,
    candidateGroups: event.candidateGroups,
    candidateUsers: event.candidateUsers,
    dueDate: event.dueDate,
    followUpDate: event.followUpDate,
    priority: event.priority,
  });
}

function change(state: EngineState, event: UserTaskRecord): void {
  const task = state.userTasks.get(event.key);
  if (!task) return;
  task.assignee = event.assignee;
  task.candidateGroups = event.candidateGroups;
  task.candidateUsers = event.candidateUsers;
  task.dueDate = event.dueDate;
  task.followUpDate = event.followUpDate;
  task.priority = event.priority;
}

function remove(state: EngineState, event: UserTaskRecord): void {
  const task = state.userTasks.get(event.key);
  if (!task) return;
  task.owner.userTaskKey = 0;
  state.userTasks.delete(event.key);
}
