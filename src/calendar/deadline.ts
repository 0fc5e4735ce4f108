import { type IsoPeriod, parseIsoPeriod } from '../process-package/iso-period.js';
import { DAY, isoDay, nextWorkingDay, parseDay } from './working-day.js';

export interface Deadline {
  /** Last day on which one may act, `YYYY-MM-DD`. */
  lastDay: string;
  /** The last minute of that day in Switzerland, ISO 8601 with offset: when a task is due. */
  due: string;
  /** The moment after that day in Switzerland, ISO 8601 with offset: when a timer may fire. */
  expiresAt: string;
  /** When the office opens on the first working day after it, ISO 8601 with offset: when people are reminded of it. */
  nextMorning: string;
}

/** Longest period in working days; beyond it a period was meant in calendar days. */
const MAXIMUM_WORKING_DAYS = 400;

/**
 * A period in days, months or years begins on the day after `from`; when its last day is a Saturday, a Sunday or an
 * official holiday it ends on the next working day. Null when a date or period cannot be read.
 */
export function statutoryDeadline(from: string, period: string): Deadline | null {
  const length = parseIsoPeriod(period);
  const start = parseDay(from);
  if (length === null || start === null) return null;
  return endingOn(nextWorkingDay(after(start, length)));
}

/**
 * A period that an office sets itself counts the days on which it works, from the day after `from`. Null when a date
 * cannot be read or the period is not one to 400 whole days.
 */
export function workingDayDeadline(from: string, period: string): Deadline | null {
  const length = parseIsoPeriod(period);
  const start = parseDay(from);
  if (length === null || start === null || !isWholeDays(length)) return null;
  let last = start;
  for (let count = 0; count < length.days; count += 1) last = nextWorkingDay(last + DAY);
  return endingOn(last);
}

/**
 * When somebody is reminded: a period after `from`, but not before the day `earliest`, on a working day when the office
 * opens. ISO 8601 with offset; null when a date or period cannot be read.
 */
export function reminderMorning(from: string, period: string, earliest: string): string | null {
  const length = parseIsoPeriod(period);
  const start = parseDay(from);
  const first = parseDay(earliest);
  if (length === null || start === null || first === null) return null;
  return morning(nextWorkingDay(Math.max(after(start, length), first)));
}

const isWholeDays = ({ years, months, days, hours, minutes }: IsoPeriod): boolean =>
  years + months + hours + minutes === 0 && days > 0 && days <= MAXIMUM_WORKING_DAYS;

const endingOn = (last: number): Deadline => ({
  lastDay: isoDay(last),
  due: inZurich(isoDay(last), '23:59:00'),
  expiresAt: inZurich(isoDay(last + DAY), '00:00:00'),
  nextMorning: morning(nextWorkingDay(last + DAY)),
});

const morning = (day: number): string => inZurich(isoDay(day), '08:00:00');

const after = (start: number, { years, months, days }: IsoPeriod): number =>
  addMonths(start, years * 12 + months) + days * DAY;

/** The same day of a later month, or that month's last day. */
function addMonths(day: number, months: number): number {
  if (months === 0) return day;
  const date = new Date(day);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first + (Math.min(date.getUTCDate(), lastOfMonth) - 1) * DAY;
}

/**
 * Switzerland is one hour ahead of UTC in winter and two in summer; clocks change at 2 o'clock on a Sunday, so the first
 * and the last minute of a day and its morning are never ambiguous.
 */
function inZurich(day: string, time: string): string {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Zurich', hour: '2-digit', hourCycle: 'h23' });
  const winter = new Date(`${day}T${time}+01:00`);
  return `${day}T${time}+0${hour.format(winter) === time.slice(0, 2) ? 1 : 2}:00`;
}
