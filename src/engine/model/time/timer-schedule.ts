import { nextOfCron } from './cron.js';
import type { IsoDuration } from './duration.js';
import { addDuration, parseDuration } from './duration.js';
import { parseZonedDateTime } from './zoned-date-time.js';

/** When a timer is due next, and how often it is still to fire (-1 = for ever). */
export interface Schedule {
  dueDate: number;
  repetitions: number;
}

interface Cycle {
  repetitions: number;
  start: number | null;
  interval: IsoDuration;
}

const MOST_REPETITIONS = 2 ** 31 - 1;

/** `R[n]/[start/]interval`; null when the text is none. */
export function parseCycle(text: string): Cycle | null {
  const match = /^R(-?\d*)\/(.*)$/.exec(text.trim());
  if (!match) return null;
  const repetitions = match[1] === '' || match[1] === '-' ? -1 : Number(match[1]);
  if (repetitions > MOST_REPETITIONS) return null;
  const parts = (match[2] ?? '').split('/');
  const interval = parseDuration(parts.at(-1) ?? '');
  if (!interval || parts.length > 2) return null;
  const start = parts.length === 2 && parts[0] !== '' ? parseZonedDateTime(parts[0] ?? '') : null;
  if (parts.length === 2 && parts[0] !== '' && start === null) return null;
  return { repetitions: repetitions < 0 ? -1 : repetitions, start, interval };
}

export function firstOfDuration(text: string, now: number): Schedule | null {
  const duration = parseDuration(text);
  return duration && { dueDate: addDuration(now, duration), repetitions: 1 };
}

export function firstOfDate(text: string): Schedule | null {
  const dueDate = parseZonedDateTime(text);
  return dueDate === null ? null : { dueDate, repetitions: 1 };
}

export function firstOfCycle(text: string, now: number): Schedule | null {
  if (!text.trim().startsWith('R')) {
    const dueDate = nextOfCron(text, now);
    return dueDate === null ? null : { dueDate, repetitions: -1 };
  }
  const cycle = parseCycle(text);
  if (!cycle) return null;
  // A beginning that is over counts for nothing: so it is in Zeebe.
  const begins = cycle.start !== null && cycle.start > now;
  const dueDate = begins ? (cycle.start ?? now) : addDuration(now, cycle.interval);
  return { dueDate, repetitions: cycle.repetitions };
}

/** The time after a timer has fired; null when it was the last one. Counted from the previous due date: no drift. */
export function nextOfCycle(text: string, previousDue: number, repetitions: number, now: number): Schedule | null {
  if (repetitions !== -1 && repetitions <= 1) return null;
  const left = repetitions === -1 ? -1 : repetitions - 1;
  if (!text.trim().startsWith('R')) {
    const dueDate = nextOfCron(text, Math.max(previousDue, now));
    return dueDate === null ? null : { dueDate, repetitions: left };
  }
  const cycle = parseCycle(text);
  if (!cycle || isEmpty(cycle.interval)) return null;
  return { dueDate: addDuration(previousDue, cycle.interval), repetitions: left };
}

const isEmpty = (interval: IsoDuration): boolean => addDuration(0, interval) <= 0;
