import type { ExecutableElement } from '../../model/index.js';
import type { Definition } from '../state/definition.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { endsItsWait, writeSignal, writeSubscription, writeTimer } from './event-subscriptions.js';
import { writeIncident } from './incident.js';
import { writeJob } from './jobs.js';
import { writeUserTask } from './user-tasks.js';
import { write } from './variables.js';

/** One element instance on its way into another process. */
export interface Moved {
  element: ElementInstance;
  /** What it becomes. */
  target: ExecutableElement;
  /** Events that go on waiting: index in the old process → event of the new one. */
  kept: ReadonlyMap<number, ExecutableElement>;
}

/** ELEMENT_MIGRATED, and MIGRATED for all that belongs to the element. The instance itself has to be the first. */
export function migrateElement(run: StepRun, { element, target, kept }: Moved, definition: Definition): void {
  const { instance, flowScopeKey } = element;
  run.emit({
    valueType: 'PROCESS_INSTANCE',
    intent: 'ELEMENT_MIGRATED',
    key: element.key,
    definition,
    element: target,
    processInstanceKey: instance.key,
    flowScopeKey,
    parentProcessInstanceKey: instance.parentProcessInstanceKey,
    parentElementInstanceKey: instance.parentElementInstanceKey,
    flow: null,
    loopCounter: 0,
  });
  migrateWork(run, element);
  migrateWaits(run, element, kept);
}

function migrateWork(run: StepRun, element: ElementInstance): void {
  const { state } = run;
  const job = state.jobs.get(element.jobKey);
  if (job) writeJob(run, job, 'MIGRATED', {});
  const task = state.userTasks.get(element.userTaskKey);
  if (task) writeUserTask(run, task, 'MIGRATED', {});
  const incident = state.incidents.get(element.incidentKey);
  if (incident) writeIncident(run, incident, 'MIGRATED');
  for (const [name, { key, value }] of element.variables ?? []) write(run, element, key, 'MIGRATED', name, value);
}

/** Each record replaces the element's list by a new one: the one that is read here stays as it was. */
function migrateWaits(run: StepRun, element: ElementInstance, kept: Moved['kept']): void {
  const { timers, messages, signals } = element;
  for (const timer of timers ?? []) {
    const target = kept.get(timer.target);
    if (target) writeTimer(run, element, 'MIGRATED', { ...timer, target: target.index });
  }
  for (const wait of messages ?? []) {
    const target = kept.get(wait.target);
    if (!target) continue;
    const moved = { ...wait, target: target.index, interrupting: endsItsWait(target) };
    writeSubscription(run, element, moved, 'MIGRATED', {});
  }
  for (const wait of signals ?? []) {
    const target = kept.get(wait.target);
    if (target) writeSignal(run, element, 'MIGRATED', { ...wait, target: target.index });
  }
}
