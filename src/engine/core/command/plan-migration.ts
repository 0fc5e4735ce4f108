import { Failure } from '../behavior/failure.js';
import { prepareSubscription, type Subscription, waitsOf } from '../behavior/event-subscriptions.js';
import type { Moved } from '../behavior/migration.js';
import { elementAt } from '../behavior/transition.js';
import type { ExecutableElement, ExecutableProcess } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { ProcessInstance } from '../state/process-instance.js';
import type { StepRun } from '../step/step-run.js';
import { findElementFault, findPairFault, type MappingInstructions } from './check-migration.js';

export interface PlannedMove extends Moved {
  opened: readonly Subscription[];
}

export interface CannotMove {
  reason: string;
}

const cannot = (reason: string): CannotMove => ({ reason });

/** Where every element instance goes and which events it waits for there; writes nothing. Scopes come before their contents. */
export function planMigration(
  run: StepRun,
  instance: ProcessInstance,
  process: ExecutableProcess,
  instructions: MappingInstructions,
): PlannedMove[] | CannotMove {
  for (const element of instance.elements.values()) {
    const fault = findElementFault(element);
    if (fault !== null) return cannot(fault);
  }
  if (instance.compensations) return cannot('it holds activities that can be compensated');
  const mapping = new Map(
    instructions.map(({ sourceElementId, targetElementId }) => [sourceElementId, targetElementId]),
  );
  const targets = new Map<ElementInstance, ExecutableElement>();
  const plan: PlannedMove[] = [];
  for (const element of instance.elements.values()) {
    const target = findTarget(element, process, mapping);
    if ('reason' in target) return target;
    const scope = element.scope ? (targets.get(element.scope) ?? null) : null;
    const fault = findPairFault(element.element, target, scope);
    if (fault !== null) return cannot(fault);
    targets.set(element, target);
    const kept = keepEvents(element, target, process, mapping);
    if ('reason' in kept) return kept;
    const opened = prepareNew(run, element, target, process, kept);
    if ('reason' in opened) return opened;
    plan.push({ element, target, kept, opened });
  }
  return plan;
}

function findTarget(
  instance: ElementInstance,
  process: ExecutableProcess,
  mapping: ReadonlyMap<string, string>,
): ExecutableElement | CannotMove {
  const { element } = instance;
  if (!instance.scope) return elementAt(process, 0);
  const target = process.indexById.get(mapping.get(element.id) ?? '');
  return target === undefined
    ? cannot(
        `no mapping instruction defined for active element with id '${element.id}'. Elements cannot be migrated without a mapping.`,
      )
    : elementAt(process, target);
}

/** Events that go on waiting, by index in the old process: the element itself, and those that are mapped. */
function keepEvents(
  { element, instance, timers, messages, signals }: ElementInstance,
  target: ExecutableElement,
  process: ExecutableProcess,
  mapping: ReadonlyMap<string, string>,
): Map<number, ExecutableElement> | CannotMove {
  const kept = new Map<number, ExecutableElement>();
  const possible = new Set(waitsOf(process, target));
  for (const { target: index } of [...(timers ?? []), ...(messages ?? []), ...(signals ?? [])]) {
    const event = elementAt(instance.process, index);
    const mapped =
      event === element ? target : process.elements[process.indexById.get(mapping.get(event.id) ?? '') ?? -1];
    if (!mapped) continue;
    if (!possible.has(mapped.index)) {
      return cannot(
        `the event with id '${event.id}' is mapped to '${mapped.id}', which does not wait at '${target.id}'`,
      );
    }
    if (mapped.type !== event.type || mapped.eventType !== event.eventType) {
      return cannot(`the event with id '${event.id}' is mapped to '${mapped.id}' of a different type`);
    }
    kept.set(index, mapped);
  }
  if (new Set(kept.values()).size < kept.size)
    return cannot(`several events of '${element.id}' are mapped to the same one`);
  return kept;
}

/** Events of the new process that nothing waits for yet; those of an element that has not opened its events follow by themselves. */
function prepareNew(
  run: StepRun,
  instance: ElementInstance,
  target: ExecutableElement,
  process: ExecutableProcess,
  kept: ReadonlyMap<number, ExecutableElement>,
): Subscription[] | CannotMove {
  if (instance.state !== 'ACTIVATED') return [];
  const known = new Set(kept.values());
  const opened: Subscription[] = [];
  for (const index of waitsOf(process, target)) {
    const event = elementAt(process, index);
    if (known.has(event) || (instance.interrupted && event.type === 'START_EVENT')) continue;
    const subscription = prepareSubscription(run, instance, event);
    if (subscription instanceof Failure)
      return cannot(`the event with id '${event.id}' cannot be waited for: ${subscription.message}`);
    if (subscription) opened.push(subscription);
  }
  return opened;
}
