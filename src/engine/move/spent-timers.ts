import type { ExecutableElement, ExecutableProcess } from '../model/index.js';
import type { JsonValue, Variables } from '../engine.js';
import { isExact, type ModelTimer, timersOf } from './timers-of.js';
import { ownVariables, type WaitingElement } from './waiting-instance.js';

/** So late that nothing waits for it, and not too late for clocks that count nanoseconds in 64 bits. */
export const NEVER = '2199-12-31T00:00:00Z';

/** A reminder that was sent must not be sent again: its timer is set to {@link NEVER} in the new instance. */
export interface SpentTimer {
  event: ExecutableElement;
  /** Where its moment stands among the element's own variables. */
  path: readonly string[];
}

/** Timers beside an element that have fired, with the variable that says when; null: it cannot be told apart from others. */
export function firedBeside(
  process: ExecutableProcess,
  at: WaitingElement,
): { event: ExecutableElement; spent: SpentTimer | null }[] {
  if (!at.isActivated) return [];
  const timers = timersOf(process, at.element);
  return timers
    .filter(({ event, firesBeside }) => firesBeside && !at.timers.some(({ elementId }) => elementId === event.id))
    .map((one) => ({ event: one.event, spent: spentTimer(at, one, timers) }));
}

const PATH = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

function spentTimer(
  at: WaitingElement,
  { event, timer }: ModelTimer,
  timers: readonly ModelTimer[],
): SpentTimer | null {
  const source = sourceOf(timer.value.text);
  if (!isExact(timer) || source === undefined) return null;
  const { dueDate, followUpDate } = at.element.userTask ?? {};
  const others = [
    ...timers.filter((one) => one.event !== event).map((one) => one.timer.value.text),
    dueDate?.text,
    followUpDate?.text,
  ];
  if (others.some((text) => sourceOf(text) === source)) return null;
  const path = source.split('.');
  const moment = path.reduce<JsonValue | undefined>(
    (value, name) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined),
    ownVariables(at),
  );
  return typeof moment === 'string' ? { event, path } : null;
}

const sourceOf = (text = ''): string | undefined => {
  const source = /^=\s*(.+?)\s*$/.exec(text)?.[1] ?? '';
  return PATH.test(source) ? source : undefined;
};

/** The element's own variables while it begins: moments of spent timers never come. */
export const beginningVariables = (at: WaitingElement, spent: readonly SpentTimer[]): Variables =>
  spent.reduce<Variables>((variables, { path }) => replaced(variables, path), ownVariables(at));

function replaced(variables: Variables, [name = '', ...rest]: readonly string[]): Variables {
  return { ...variables, [name]: rest.length === 0 ? NEVER : replaced(variables[name] as Variables, rest) };
}
