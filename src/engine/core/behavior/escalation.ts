import type { ExecutableElement } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { findCatch } from './error-catch.js';
import { triggerEvent } from './event-trigger.js';
import { Failure } from './failure.js';

/** Times that one event may be reached by escalations within a step: handlers that escalate anew would never end. */
const MOST_ESCALATIONS = 10_000;

export type EscalationCatch = { owner: ElementInstance; target: ExecutableElement } | null;

/** Who catches the escalation, through calling processes too; null when nobody does. */
export function findEscalationCatch(run: StepRun, thrower: ElementInstance, code: string): EscalationCatch | Failure {
  const found = findCatch(run, thrower.scope, ({ escalation }) => escalation, code);
  if ('known' in found) return null;
  return run.countMove(found.owner) <= MOST_ESCALATIONS
    ? found
    : new Failure('UNKNOWN', `The escalation '${code}' was caught ${MOST_ESCALATIONS} times without waiting`);
}

/** True when the thrower itself may complete: nobody caught the escalation, or the event that did runs beside. */
export function throwEscalation(run: StepRun, thrower: ElementInstance, code: string, found: EscalationCatch): boolean {
  write(run, thrower, code, found?.target.id ?? null);
  if (!found) return true;
  triggerEvent(run, found.owner, found.target, {});
  return !found.target.interrupting;
}

function write(run: StepRun, thrower: ElementInstance, escalationCode: string, catchElementId: string | null): void {
  run.emit({
    valueType: 'ESCALATION',
    intent: catchElementId === null ? 'NOT_ESCALATED' : 'ESCALATED',
    key: run.nextKey(),
    escalationCode,
    throwElement: thrower.element,
    catchElementId: catchElementId ?? '',
    processInstanceKey: thrower.instance.key,
    definition: thrower.instance.definition,
  });
}
