import type { VariableContext } from '../../feel/feel.js';
import type { ExecutableProcess } from '../../model/index.js';
import type { StepRun } from '../step/step-run.js';
import { evaluateString } from './expression.js';
import { Failure } from './failure.js';
import type { StartTrigger } from './start-subscriptions.js';
import { evaluateTimer } from './timers.js';
import { elementAt } from './transition.js';

const NOTHING: VariableContext = { get: () => undefined };

/** What starts the process from outside; evaluated once, at deployment, without variables. */
export function evaluateStartTriggers(run: StepRun, process: ExecutableProcess): StartTrigger[] | Failure {
  const triggers: StartTrigger[] = [];
  for (const index of elementAt(process, 0).triggeredStartEvents) {
    const startEvent = elementAt(process, index);
    if (startEvent.timer) {
      const schedule = evaluateTimer(run, startEvent.timer, NOTHING);
      if (schedule instanceof Failure) return atElement(startEvent.id, schedule);
      triggers.push({ startEvent, schedule });
    } else if (startEvent.message) {
      const messageName = evaluateString(run, startEvent.message.name, NOTHING);
      if (messageName instanceof Failure) return atElement(startEvent.id, messageName);
      triggers.push({ startEvent, messageName });
    } else if (startEvent.signal) {
      const signalName = evaluateString(run, startEvent.signal.name, NOTHING);
      if (signalName instanceof Failure) return atElement(startEvent.id, signalName);
      triggers.push({ startEvent, signalName });
    }
  }
  return triggers;
}

const atElement = (id: string, { errorType, message }: Failure): Failure =>
  new Failure(errorType, `Expected to create start events, but '${id}': ${message}`);
