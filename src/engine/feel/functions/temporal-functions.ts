/** Dates, times, durations, and the moment of the evaluation. */
import type { Evaluation } from '../evaluation.js';
import { toDouble } from '../numbers.js';
import { addMonths, dayOfYear, daysInMonth, HOME_ZONE, isoWeek, isoWeekday } from '../temporal/calendar.js';
import { temporalToJson } from '../temporal/format-temporal.js';
import {
  makeDate,
  makeDateTime,
  makeTime,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
} from '../temporal/parse-temporal.js';
import { fromEpochMillis, monthsBetween } from '../temporal/temporal-arithmetic.js';
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  NANOS_PER_SECOND,
  YearMonthDuration,
} from '../temporal/temporal-values.js';
import type { Value } from '../values.js';
import { isNumber } from '../values.js';
import { define } from './builtin.js';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const dateOf = (value: Value | undefined): FeelDate | null =>
  value instanceof FeelDateTime ? value.date : value instanceof FeelDate ? value : null;

const onDate = (name: string, work: (date: FeelDate) => Value) =>
  define(name, 'date', ([value]) => {
    const date = dateOf(value);
    return date ? work(date) : undefined;
  });

function date([first, month, day]: readonly Value[]): Value | undefined {
  if (typeof first === 'string') return parseDate(first) ?? undefined;
  if (isNumber(first) && isNumber(month) && isNumber(day))
    return makeDate(toDouble(first), toDouble(month), toDouble(day)) ?? undefined;
  return dateOf(first) ?? undefined;
}

function time([first, minute, second, offset]: readonly Value[]): Value | undefined {
  if (typeof first === 'string') return parseTime(first) ?? undefined;
  if (first instanceof FeelDateTime) return first.time;
  if (first instanceof FeelTime) return first;
  // The midnight with which a date begins is one of UTC (DMN 1.5, table 74).
  if (first instanceof FeelDate) return new FeelTime(0, 0, 0, 0, 0, null);
  if (!isNumber(first) || !isNumber(minute) || !isNumber(second)) return undefined;
  if (offset !== undefined && offset !== null && !(offset instanceof DayTimeDuration)) return undefined;
  const seconds = toDouble(second);
  const shift = offset instanceof DayTimeDuration ? Number(offset.nanos / NANOS_PER_SECOND) : null;
  const whole = Math.floor(seconds);
  return makeTime(toDouble(first), toDouble(minute), whole, Math.round((seconds - whole) * 1e9), shift) ?? undefined;
}

/** Looking up what a zone's clocks showed costs more than a step. */
const ZONE_STEPS = 10;

function dateAndTime([first, second]: readonly Value[], evaluation: Evaluation): Value | undefined {
  evaluation.spend(ZONE_STEPS);
  if (second === undefined)
    return typeof first === 'string'
      ? (parseDateTime(first) ?? undefined)
      : first instanceof FeelDateTime
        ? first
        : undefined;
  const day = dateOf(first);
  if (typeof second === 'string' && first instanceof FeelDateTime) {
    const { hour, minute, second: seconds, nano } = first.time;
    const shifted = parseTime(`00:00:00@${second}`);
    return shifted
      ? makeDateTime(first.date, new FeelTime(hour, minute, seconds, nano, null, shifted.zone))
      : undefined;
  }
  return day && second instanceof FeelTime ? makeDateTime(day, second) : undefined;
}

function duration([from]: readonly Value[]): Value | undefined {
  if (from instanceof DayTimeDuration || from instanceof YearMonthDuration) return from;
  return typeof from === 'string' ? (parseDuration(from) ?? undefined) : undefined;
}

/** Zeebe's repeating interval as text: `R3/PT1H`, `R/P1D`. */
function cycle(args: readonly Value[]): Value | undefined {
  const interval = args.at(-1);
  const repetitions = args.length === 2 ? args[0] : null;
  if (!(interval instanceof DayTimeDuration || interval instanceof YearMonthDuration)) return undefined;
  if (repetitions !== null && !isNumber(repetitions)) return undefined;
  return `R${isNumber(repetitions) ? Math.trunc(toDouble(repetitions)) : ''}/${temporalToJson(interval)}`;
}

export const temporalFunctions = [
  define('date', 'from | year, month, day', date),
  define('time', 'from | hour, minute, second, offset?', time),
  define('date and time', 'from | date, time | date, timezone', dateAndTime),
  define('duration', 'from', duration),
  define('years and months duration', 'from, to', ([from, to]) => {
    const [start, end] = [dateOf(from), dateOf(to)];
    return start && end ? monthsBetween(start, end) : undefined;
  }),
  define('now', '', (_args, { now }) => fromEpochMillis(now, HOME_ZONE)),
  define('today', '', (_args, { now }) => fromEpochMillis(now, HOME_ZONE).date),
  onDate('day of week', (day) => DAYS[isoWeekday(day) - 1] ?? null),
  onDate('day of year', dayOfYear),
  onDate('week of year', isoWeek),
  onDate('month of year', (day) => MONTHS[day.month - 1] ?? null),
  onDate('last day of month', (day) =>
    addMonths(new FeelDate(day.year, day.month, daysInMonth(day.year, day.month)), 0),
  ),
  define('cycle', 'interval | repetitions, interval', cycle),
];
