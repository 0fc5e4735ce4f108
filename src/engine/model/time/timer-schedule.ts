import { CronExpressionParser } from 'cron-parser';
import { HOME_ZONE } from '../../feel/temporal/calendar.js';
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

/** `R[n]/[start/]interval`; null when the text is none. */
export function parseCycle(text: string): Cycle | null {
  const match = /^R(-?\d*)\/(.*)$/.exec(text.trim());
  if (!match) return null;
  const repetitions = match[1] === '' || match[1] === '-' ? -1 : Number(match[1]);
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
  if (cycle.start === null) return { dueDate: addDuration(now, cycle.interval), repetitions: cycle.repetitions };
  return { dueDate: firstAfter(cycle.start, cycle.interval, now), repetitions: cycle.repetitions };
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

function firstAfter(start: number, interval: IsoDuration, now: number): number {
  if (start > now || isEmpty(interval)) return start;
  let due = start;
  // Exact intervals are skipped at once; those with months step by step (at most some thousands).
  if (interval.months === 0) {
    const length = interval.days * 86_400_000 + interval.milliseconds;
    return start + Math.ceil((now - start) / length) * length;
  }
  while (due < now) due = addDuration(due, interval);
  return due;
}

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};

/** Six fields with seconds, or a macro; null when the text is no cron expression or never comes again. */
function nextOfCron(text: string, after: number): number | null {
  const source = text.trim();
  const fields = MACROS[source] ?? source;
  if (fields.split(/\s+/).length !== 6) return null;
  try {
    return CronExpressionParser.parse(fields, { currentDate: new Date(after), tz: HOME_ZONE })
      .next()
      .getTime();
  } catch {
    return null;
  }
}
