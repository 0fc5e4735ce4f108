import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { forgetCompensation, handlerGone } from './compensation.js';
import { closeSubscriptions } from './event-subscriptions.js';
import { closeIncident } from './incident.js';
import { writeJob } from './jobs.js';
import { transition } from './transition.js';
import { writeUserTask } from './user-tasks.js';

/** An element that is ending, and how much inside has still to end before. */
interface Ending {
  instance: ElementInstance;
  outer: Ending | null;
  left: number;
}

/** Ends an element with everything inside and below it, called processes too. Nothing can hold it up. */
export function terminate(run: StepRun, root: ElementInstance): void {
  terminateAll(run, [root]);
}

/** Ends everything directly inside a scope; the scope itself stays. */
export function terminateChildren(run: StepRun, scope: ElementInstance): void {
  if (scope.children > 0) terminateAll(run, new ChildIndex().of(scope));
}

/** Level by level from the outside in, as Zeebe does; each scope is over when the last one inside is. */
function terminateAll(run: StepRun, roots: readonly ElementInstance[]): void {
  const inside = new ChildIndex();
  const queue: Ending[] = roots.map((instance) => ({ instance, outer: null, left: 0 }));
  for (const ending of queue) {
    const children = enter(run, ending.instance, inside);
    ending.left = children.length;
    for (const instance of children) queue.push({ instance, outer: ending, left: 0 });
    if (children.length === 0) leaveWithOuter(run, ending);
  }
}

function leaveWithOuter(run: StepRun, innermost: Ending): void {
  for (let ending: Ending | null = innermost; ending && ending.left === 0; ending = ending.outer) {
    leave(run, ending.instance);
    if (ending.outer) ending.outer.left -= 1;
  }
}

function enter(run: StepRun, instance: ElementInstance, inside: ChildIndex): readonly ElementInstance[] {
  transition(run, instance, 'ELEMENT_TERMINATING');
  closeSubscriptions(run, instance);
  const job = run.state.jobs.get(instance.jobKey);
  if (job) writeJob(run, job, 'CANCELED', {});
  const task = run.state.userTasks.get(instance.userTaskKey);
  if (task) {
    writeUserTask(run, task, 'CANCELING', {});
    writeUserTask(run, task, 'CANCELED', {});
  }
  const incident = run.state.incidents.get(instance.incidentKey);
  if (incident) closeIncident(run, incident);
  const called = run.state.instances.get(instance.calledInstanceKey);
  return called ? [called.root] : inside.of(instance);
}

function leave(run: StepRun, instance: ElementInstance): void {
  const lock = instance.scope ? undefined : run.state.messages.lockOf(instance.key);
  const { compensations } = instance.instance;
  if (compensations) forgetCompensation(run, instance);
  transition(run, instance, 'ELEMENT_TERMINATED');
  // What ends with its whole scope has not undone anything: that is forgotten with the scope.
  if (compensations && instance.scope?.state !== 'TERMINATING') handlerGone(run, instance);
  if (lock) {
    const { tenantId, bpmnProcessId, correlationKey } = lock;
    run.follow({ kind: 'startFromBuffer', tenantId, bpmnProcessId, correlationKey });
  }
}

/** Children by scope, read from all elements of an instance once and only when needed. */
class ChildIndex {
  private readonly byScope = new Map<ElementInstance, ElementInstance[]>();
  private readonly read = new Set<number>();

  of(scope: ElementInstance): readonly ElementInstance[] {
    if (scope.children === 0) return [];
    const { instance } = scope;
    if (!this.read.has(instance.key)) {
      this.read.add(instance.key);
      for (const element of instance.elements.values()) this.add(element);
    }
    return this.byScope.get(scope) ?? [];
  }

  private add(element: ElementInstance): void {
    if (!element.scope) return;
    const siblings = this.byScope.get(element.scope);
    if (siblings) siblings.push(element);
    else this.byScope.set(element.scope, [element]);
  }
}
