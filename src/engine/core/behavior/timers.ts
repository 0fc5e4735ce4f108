import type { FeelKind, VariableContext } from '../../feel/feel.js';
import type { TimerDefinition } from '../../model/index.js';
import { firstOfCycle, firstOfDate, firstOfDuration, type Schedule } from '../../model/time/timer-schedule.js';
import { withHomeOffset } from '../../model/time/zoned-date-time.js';
import type { StepRun } from '../step/step-run.js';
import { evaluate, wrongType } from './expression.js';
import { Failure } from './failure.js';

const ACCEPTED: Readonly<Record<TimerDefinition['kind'], readonly FeelKind[]>> = {
  date: ['date-time', 'string'],
  duration: ['days-time-duration', 'years-months-duration', 'string'],
  cycle: ['string'],
};
const EXPECTED: Readonly<Record<TimerDefinition['kind'], string>> = {
  date: 'DATE_TIME|STRING',
  duration: 'DURATION|PERIOD|STRING',
  cycle: 'STRING',
};

/** When the timer is due for the first time. */
export function evaluateTimer(run: StepRun, timer: TimerDefinition, context: VariableContext): Schedule | Failure {
  const text = evaluateTimerText(run, timer, context);
  if (text instanceof Failure) return text;
  return scheduleOf(timer.kind, text, run.now) ?? invalid(timer, text);
}

export function evaluateTimerText(run: StepRun, timer: TimerDefinition, context: VariableContext): string | Failure {
  const { text, expression } = timer.value;
  if (expression === null) return text;
  const result = evaluate(run, expression, context);
  if (result instanceof Failure) return result;
  if (!ACCEPTED[timer.kind].includes(result.kind)) return wrongType(expression, result, EXPECTED[timer.kind]);
  return result.value as string;
}

function scheduleOf(kind: TimerDefinition['kind'], text: string, now: number): Schedule | null {
  if (kind === 'duration') return firstOfDuration(text, now);
  if (kind === 'cycle') return firstOfCycle(text, now);
  return firstOfDate(text) ?? firstOfDate(withHomeOffset(text) ?? '');
}

const invalid = ({ kind, value }: TimerDefinition, text: string): Failure =>
  new Failure('EXTRACT_VALUE_ERROR', `Invalid timer ${kind} '${text}' (expression '${value.text}')`);
