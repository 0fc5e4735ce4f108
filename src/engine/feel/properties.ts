/** `value.name`: entries of contexts, parts of temporal values and ranges; a list answers with the entries of its items. */
import type { Evaluation } from './evaluation.js';
import { formatOffset } from './temporal/format-temporal.js';
import { isoWeekday } from './temporal/calendar.js';
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  NANOS_PER_SECOND,
  YearMonthDuration,
} from './temporal/temporal-values.js';
import type { Value } from './values.js';
import { FeelRange, isContext } from './values.js';

type Properties<T> = Record<string, (value: T) => Value>;

const DATE: Properties<FeelDate> = {
  year: (date) => date.year,
  month: (date) => date.month,
  day: (date) => date.day,
  weekday: isoWeekday,
};

const TIME: Properties<FeelTime> = {
  hour: (time) => time.hour,
  minute: (time) => time.minute,
  second: (time) => time.second,
  'time offset': (time) => (time.offset === null ? null : new DayTimeDuration(BigInt(time.offset) * NANOS_PER_SECOND)),
  timezone: (time) => time.zone ?? (time.offset === null ? null : formatOffset(time.offset)),
};

const DAY_TIME: Properties<DayTimeDuration> = {
  days: ({ nanos }) => Number(nanos / (86_400n * NANOS_PER_SECOND)),
  hours: ({ nanos }) => Number((nanos / (3600n * NANOS_PER_SECOND)) % 24n),
  minutes: ({ nanos }) => Number((nanos / (60n * NANOS_PER_SECOND)) % 60n),
  seconds: ({ nanos }) => Number((nanos / NANOS_PER_SECOND) % 60n),
};

const YEAR_MONTH: Properties<YearMonthDuration> = {
  years: ({ months }) => Math.trunc(months / 12) + 0,
  months: ({ months }) => (months % 12) + 0,
};

const RANGE: Properties<FeelRange> = {
  start: (range) => range.start,
  end: (range) => range.end,
  'start included': (range) => range.startIncluded,
  'end included': (range) => range.endIncluded,
};

function temporalProperty(value: Value, name: string): ((value: never) => Value) | undefined {
  if (value instanceof FeelDate) return own(DATE, name);
  if (value instanceof FeelTime) return own(TIME, name);
  if (value instanceof DayTimeDuration) return own(DAY_TIME, name);
  if (value instanceof YearMonthDuration) return own(YEAR_MONTH, name);
  // `!= 5` leaves no interval.
  return value instanceof FeelRange && value.operator !== '!=' ? own(RANGE, name) : undefined;
}

const own = <T>(properties: Properties<T>, name: string): ((value: T) => Value) | undefined =>
  Object.hasOwn(properties, name) ? properties[name] : undefined;

export function propertyOf(value: Value, name: string, evaluation: Evaluation): Value {
  if (value === null)
    return evaluation.warn('NO_CONTEXT_ENTRY_FOUND', `No context entry found with key '${name}'. The context is null`);
  if (Array.isArray(value)) {
    evaluation.spend(value.length);
    return value.map((item) => propertyOf(item, name, evaluation));
  }
  if (isContext(value)) {
    if (Object.hasOwn(value, name)) return value[name] ?? null;
    return evaluation.warn(
      'NO_CONTEXT_ENTRY_FOUND',
      `No context entry found with key '${name}'. Available keys: ${Object.keys(value)
        .slice(0, 20)
        .map((key) => `'${key}'`)
        .join(', ')}`,
    );
  }
  if (value instanceof FeelDateTime) {
    return Object.hasOwn(DATE, name)
      ? propertyOf(value.date, name, evaluation)
      : propertyOf(value.time, name, evaluation);
  }
  const property = temporalProperty(value, name);
  if (property) return property(value as never);
  return evaluation.warn('NO_PROPERTY_FOUND', `No property found with name '${name}'`);
}
