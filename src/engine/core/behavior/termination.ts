import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { forgetCompensation, handlerGone } from './compensation.js';
import { closeSubscriptions } from './event-subscriptions.js';
import { closeIncident } from './incident.js';
import { writeJob } from './jobs.js';
import { transition } from './transition.js';
import { writeUserTask } from './user-tasks.js';

interface Frame {
  instance: ElementInstance;
  children: readonly ElementInstance[];
  next: number;
}

/** Ends an element with everything inside and below it, called processes too. Nothing can hold it up. */
export function terminate(run: StepRun, root: ElementInstance): void {
  const inside = new ChildIndex();
  const path: Frame[] = [enter(run, root, inside)];
  for (let frame = path.at(-1); frame; frame = path.at(-1)) {
    const child = frame.children[frame.next];
    frame.next += 1;
    if (child) path.push(enter(run, child, inside));
    else {
      leave(run, frame.instance);
      path.pop();
    }
  }
}

/** Ends everything directly inside a scope; the scope itself stays. */
export function terminateChildren(run: StepRun, scope: ElementInstance): void {
  if (scope.children === 0) return;
  for (const child of new ChildIndex().of(scope)) terminate(run, child);
}

function enter(run: StepRun, instance: ElementInstance, inside: ChildIndex): Frame {
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
  return { instance, children: called ? [called.root] : inside.of(instance), next: 0 };
}

function leave(run: StepRun, instance: ElementInstance): void {
  const lock = instance.scope ? undefined : run.state.messages.lockOf(instance.key);
  const { compensations } = instance.instance;
  if (compensations) forgetCompensation(run, instance);
  transition(run, instance, 'ELEMENT_TERMINATED');
  if (compensations) handlerGone(run, instance);
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
