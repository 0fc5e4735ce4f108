/** Day numbers in the proleptic Gregorian calendar (algorithms after Howard Hinnant's `chrono` paper) and zone offsets. */
import { FeelDate, FeelDateTime, FeelTime, SECONDS_PER_DAY } from './temporal-values.js';

/** The zone of everything that names none. Deadlines are Swiss days: `today()` at 23:30 in Brig is not yet tomorrow. */
export const HOME_ZONE = 'Europe/Zurich';

/** Days since 1970-01-01. */
export function toEpochDay({ year, month, day }: FeelDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function fromEpochDay(epochDay: number): FeelDate {
  const z = epochDay + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return new FeelDate(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  );
}

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Monday = 1 … Sunday = 7. */
export const isoWeekday = (date: FeelDate): number => ((((toEpochDay(date) + 3) % 7) + 7) % 7) + 1;

export const dayOfYear = (date: FeelDate): number => toEpochDay(date) - toEpochDay(new FeelDate(date.year, 1, 1)) + 1;

/** ISO 8601 week: the week that holds the year's first Thursday is week 1. */
export function isoWeek(date: FeelDate): number {
  const thursday = fromEpochDay(toEpochDay(date) + 4 - isoWeekday(date));
  return Math.ceil(dayOfYear(thursday) / 7);
}

/** Adds months; the day is clamped to the end of the month. */
export function addMonths(date: FeelDate, months: number): FeelDate {
  const index = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return new FeelDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    try {
      formatter = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      formatter = null;
    }
    if (formatters.size < 1_000) formatters.set(zone, formatter);
  }
  return formatter;
}

export const isZone = (zone: string): boolean =>
  /^[A-Za-z][A-Za-z0-9_+\-/]{0,50}$/.test(zone) && formatterOf(zone) !== null;

/** Further from 1970 nobody knows when clocks change: a zone has its winter offset there. */
export const MOST_SECONDS = 8.64e12 - SECONDS_PER_DAY;

/** A moment in winter of the north, in epoch seconds. */
export const WINTER_2000 = 946_684_800;

/** Offset of a zone in seconds at an instant (epoch seconds). */
export function offsetAt(zone: string, epochSeconds: number): number {
  const formatter = formatterOf(zone);
  if (!formatter) return 0;
  if (Math.abs(epochSeconds) > MOST_SECONDS) return offsetAt(zone, WINTER_2000);
  const parts: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(epochSeconds * 1000)) parts[type] = value;
  const part = (name: string): number => Number(parts[name]);
  const year = parts['era'] === 'BC' ? 1 - part('year') : part('year');
  const local =
    toEpochDay(new FeelDate(year, part('month'), part('day'))) * SECONDS_PER_DAY +
    part('hour') * 3600 +
    part('minute') * 60 +
    part('second');
  return local - Math.floor(epochSeconds);
}

/** Offset for a local time in a zone; in the hour that does not exist in spring the offset before the change is taken, as java.time does. */
export function offsetOfLocal(zone: string, localSeconds: number): number {
  const before = offsetAt(zone, localSeconds - SECONDS_PER_DAY);
  if (offsetAt(zone, localSeconds - before) === before) return before;
  const after = offsetAt(zone, localSeconds - before);
  return offsetAt(zone, localSeconds - after) === after ? after : before;
}

/** What the clocks of a zone show at an instant (epoch seconds and nanoseconds within the second). */
export function inZone(zone: string, epochSeconds: number, nano: number): FeelDateTime {
  const offset = offsetAt(zone, epochSeconds);
  const local = epochSeconds + offset;
  const day = Math.floor(local / SECONDS_PER_DAY);
  const second = local - day * SECONDS_PER_DAY;
  const time = new FeelTime(Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60, nano, offset, zone);
  return new FeelDateTime(fromEpochDay(day), time);
}
