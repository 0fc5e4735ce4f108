import type { ExecutableElement, ExecutableProcess, TimerDefinition } from '../model/index.js';

export interface ModelTimer {
  event: ExecutableElement;
  timer: TimerDefinition;
  /** It fires at most once while its element goes on. */
  firesBeside: boolean;
}

/** Timers that run while an element is active: its own, those at its border, those that start event sub-processes in it. */
export function timersOf(process: ExecutableProcess, element: ExecutableElement): ModelTimer[] {
  const starts = element.eventSubProcesses.map((index) => process.elements[index]?.startEvent ?? -1);
  return [...new Set([...element.catchEvents, ...starts])].flatMap((index) => {
    const event = process.elements[index];
    if (!event?.timer) return [];
    const isOwn = event === element || event.behindEventBasedGateway;
    return [{ event, timer: event.timer, firesBeside: !isOwn && !event.interrupting && event.timer.kind !== 'cycle' }];
  });
}

/** The moment is written in the model or in a variable: a timer that is set again falls due when the first one would have. */
export const isExact = ({ kind, value }: TimerDefinition): boolean =>
  kind === 'date' && !/\b(now|today)\s*\(/.test(value.text);
