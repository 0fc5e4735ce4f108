import { startAtEvent } from '../behavior/create-instance.js';
import { writeTimer } from '../behavior/event-subscriptions.js';
import { canTrigger, triggerEvent } from '../behavior/event-trigger.js';
import { Failure } from '../behavior/failure.js';
import { requireGraphs, requireTree } from '../behavior/required-graphs.js';
import { writeStartTimer } from '../behavior/start-subscriptions.js';
import { evaluateTimerText } from '../behavior/timers.js';
import { elementAt } from '../behavior/transition.js';
import type { VariableContext } from '../../feel/feel.js';
import type { ExecutableElement } from '../../model/index.js';
import { nextOfCycle, type Schedule } from '../../model/time/timer-schedule.js';
import { processOf } from '../state/definition.js';
import type { TimerEntry } from '../state/engine-state.js';
import type { StepRun } from '../step/step-run.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/** A timer is due: never early, maybe late. Repeating timers count on from the moment they were due, without drift. */
export const triggerTimer: CommandProcessor<'triggerTimer'> = (run, { timerKey }) => {
  const timer = run.state.timers.get(timerKey);
  if (!timer || timer.dueDate > run.now) {
    return refuse('NOT_FOUND', `Expected to trigger a timer with key '${timerKey}', but no such timer is due`);
  }
  return timer.elementInstanceKey < 0 ? startProcess(run, timer) : triggerElement(run, timer);
};

const NOTHING: VariableContext = { get: () => undefined };

function startProcess(run: StepRun, timer: TimerEntry): ReturnType<typeof answer> {
  const definition = run.state.definitions.get(timer.definitionKey);
  if (!definition) throw new Error(`definition ${timer.definitionKey} does not exist`);
  requireGraphs(run.state, definition);
  const target = elementAt(processOf(definition), timer.target);
  writeStartTimer(run, definition, target, 'TRIGGERED', timer);
  startAtEvent(run, definition, target, {});
  const next = nextSchedule(run, target, timer, NOTHING);
  if (next) writeStartTimer(run, definition, target, 'CREATED', { key: run.nextKey(), ...next });
  return answer(null);
}

function triggerElement(run: StepRun, timer: TimerEntry): ReturnType<typeof answer> {
  const owner = run.state.elements.get(timer.elementInstanceKey);
  if (!owner) throw new Error(`process instance ${timer.processInstanceKey} of a timer is not loaded`);
  requireTree(run.state, owner.instance);
  const target = elementAt(owner.instance.process, timer.target);
  // The element is on its way out (an incident holds it up): it will not need the timer any more.
  if (!canTrigger(owner, target)) {
    writeTimer(run, owner, 'CANCELED', timer);
    return answer(null);
  }
  writeTimer(run, owner, 'TRIGGERED', timer);
  const next = target.interrupting ? null : nextSchedule(run, target, timer, owner);
  if (next) writeTimer(run, owner, 'CREATED', { key: run.nextKey(), target: target.index, ...next });
  triggerEvent(run, owner, target, {});
  return answer(null);
}

/** An expression that no longer gives a cycle ends the repetition. */
function nextSchedule(
  run: StepRun,
  target: ExecutableElement,
  { dueDate, repetitions }: TimerEntry,
  context: VariableContext,
): Schedule | null {
  if (target.timer?.kind !== 'cycle') return null;
  const text = evaluateTimerText(run, target.timer, context);
  return text instanceof Failure ? null : nextOfCycle(text, dueDate, repetitions, run.now);
}
