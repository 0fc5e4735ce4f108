/** Sums, differences and order of temporal values; null where FEEL knows no answer. */
import { compareNumbers, decimal, divide, toDouble } from '../numbers.js';
import type { FeelNumber, Value } from '../values.js';
import { isNumber } from '../values.js';
import { addMonths, fromEpochDay, inZone, offsetAt, toEpochDay, WINTER_2000 } from './calendar.js';
import { makeDateTime } from './parse-temporal.js';
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  NANOS_PER_SECOND,
  SECONDS_PER_DAY,
  YearMonthDuration,
} from './temporal-values.js';

const NANOS_PER_DAY = BigInt(SECONDS_PER_DAY) * NANOS_PER_SECOND;
const secondOfDay = (time: FeelTime): number => time.hour * 3600 + time.minute * 60 + time.second;
const nanoOfDay = (time: FeelTime): bigint => BigInt(secondOfDay(time)) * NANOS_PER_SECOND + BigInt(time.nano);
const localNanos = ({ date, time }: FeelDateTime): bigint => BigInt(toEpochDay(date)) * NANOS_PER_DAY + nanoOfDay(time);
const atMidnight = (date: FeelDate): FeelDateTime => new FeelDateTime(date, new FeelTime(0, 0, 0, 0, 0, null));

const floorDiv = (a: bigint, b: bigint): bigint => (a >= 0n || a % b === 0n ? a / b : a / b - 1n);

function timeOfNanos(nanos: bigint, offset: number | null, zone: string | null): FeelTime {
  const second = Number(nanos / NANOS_PER_SECOND);
  return new FeelTime(
    Math.floor(second / 3600),
    Math.floor(second / 60) % 60,
    second % 60,
    Number(nanos % NANOS_PER_SECOND),
    offset,
    zone,
  );
}

/** The moment on the time line; null for local values. */
export const instantNanos = (value: FeelDateTime): bigint | null =>
  value.time.offset === null ? null : localNanos(value) - BigInt(value.time.offset) * NANOS_PER_SECOND;

/** Seconds east of UTC; a time of a zone without a day takes the zone's winter offset. Null = local time. */
const offsetOf = (time: FeelTime): number | null =>
  time.offset ?? (time.zone === null ? null : offsetAt(time.zone, WINTER_2000));

/** A date-time from epoch milliseconds, written in a zone with its offset. */
export function fromEpochMillis(millis: number, zone: string): FeelDateTime {
  const offset = offsetAt(zone, Math.floor(millis / 1000));
  return fromLocalNanos((BigInt(Math.floor(millis)) + BigInt(offset) * 1000n) * 1_000_000n, offset, null);
}

function fromLocalNanos(nanos: bigint, offset: number | null, zone: string | null): FeelDateTime {
  const day = floorDiv(nanos, NANOS_PER_DAY);
  const value = new FeelDateTime(
    fromEpochDay(Number(day)),
    timeOfNanos(nanos - day * NANOS_PER_DAY, zone === null ? offset : null, zone),
  );
  return zone === null ? value : makeDateTime(value.date, value.time);
}

function plusDuration(a: Value, b: DayTimeDuration | YearMonthDuration): Value {
  if (b instanceof YearMonthDuration) {
    if (a instanceof YearMonthDuration) return new YearMonthDuration(a.months + b.months);
    if (Math.abs(b.months) > 12_000_000_000) return null;
    if (a instanceof FeelDate) return addMonths(a, b.months);
    if (a instanceof FeelDateTime) {
      return makeDateTime(
        addMonths(a.date, b.months),
        a.time.zone ? new FeelTime(a.time.hour, a.time.minute, a.time.second, a.time.nano, null, a.time.zone) : a.time,
      );
    }
    return null;
  }
  if (a instanceof DayTimeDuration) return new DayTimeDuration(a.nanos + b.nanos);
  if (b.nanos > NANOS_PER_DAY * 365_000_000_000n || b.nanos < -NANOS_PER_DAY * 365_000_000_000n) return null;
  if (a instanceof FeelDate) return fromEpochDay(toEpochDay(a) + Number(floorDiv(b.nanos, NANOS_PER_DAY)));
  if (a instanceof FeelDateTime) return plusNanos(a, b.nanos);
  if (a instanceof FeelTime) {
    const sum = nanoOfDay(a) + b.nanos;
    return timeOfNanos(sum - floorDiv(sum, NANOS_PER_DAY) * NANOS_PER_DAY, a.offset, a.zone);
  }
  return null;
}

/** In a zone an hour is an hour, also when the clocks change. */
function plusNanos(value: FeelDateTime, nanos: bigint): FeelDateTime {
  const { offset, zone } = value.time;
  const instant = instantNanos(value);
  if (zone === null || instant === null) return fromLocalNanos(localNanos(value) + nanos, offset, zone);
  const moved = instant + nanos;
  const seconds = floorDiv(moved, NANOS_PER_SECOND);
  return inZone(zone, Number(seconds), Number(moved - seconds * NANOS_PER_SECOND));
}

const isDuration = (value: Value): value is DayTimeDuration | YearMonthDuration =>
  value instanceof DayTimeDuration || value instanceof YearMonthDuration;

const negated = (value: DayTimeDuration | YearMonthDuration): DayTimeDuration | YearMonthDuration =>
  value instanceof DayTimeDuration ? new DayTimeDuration(-value.nanos) : new YearMonthDuration(0 - value.months);

export function addTemporal(a: Value, b: Value): Value {
  if (isDuration(b)) return plusDuration(a, b);
  return isDuration(a) ? plusDuration(b, a) : null;
}

export function subtractTemporal(a: Value, b: Value): Value {
  if (isDuration(b)) return plusDuration(a, negated(b));
  if (a instanceof FeelTime && b instanceof FeelTime) {
    const [from, to] = [offsetOf(a), offsetOf(b)];
    if ((from === null) !== (to === null)) return null;
    return new DayTimeDuration(nanoOfDay(a) - nanoOfDay(b) - BigInt((from ?? 0) - (to ?? 0)) * NANOS_PER_SECOND);
  }
  const left = a instanceof FeelDate ? atMidnight(a) : a;
  const right = b instanceof FeelDate ? atMidnight(b) : b;
  if (!(left instanceof FeelDateTime) || !(right instanceof FeelDateTime)) return null;
  if ((left.time.offset === null) !== (right.time.offset === null)) return null;
  const shift = BigInt((left.time.offset ?? 0) - (right.time.offset ?? 0)) * NANOS_PER_SECOND;
  return new DayTimeDuration(localNanos(left) - localNanos(right) - shift);
}

/** duration × number, duration ÷ number, duration ÷ duration. */
export function scaleDuration(duration: Value, factor: Value, operator: '*' | '/'): Value {
  if (isNumber(factor)) return scaleByNumber(duration, factor, operator);
  if (operator === '/' && duration instanceof DayTimeDuration && factor instanceof DayTimeDuration) {
    return divide(decimal(duration.nanos.toString()), decimal(factor.nanos.toString()));
  }
  return operator === '/' && duration instanceof YearMonthDuration && factor instanceof YearMonthDuration
    ? divide(duration.months, factor.months)
    : null;
}

function scaleByNumber(duration: Value, factor: FeelNumber, operator: '*' | '/'): Value {
  if (!isDuration(duration) || (operator === '/' && compareNumbers(factor, 0) === 0)) return null;
  const amount = decimal(duration instanceof DayTimeDuration ? duration.nanos.toString() : duration.months);
  const scaled = (operator === '*' ? amount.times(decimal(factor)) : amount.div(decimal(factor))).trunc();
  if (duration instanceof DayTimeDuration) return new DayTimeDuration(BigInt(scaled.toFixed()));
  return Number.isSafeInteger(toDouble(scaled)) ? new YearMonthDuration(scaled.toNumber() + 0) : null;
}

/** Whole months between two days, towards zero. */
export function monthsBetween(from: FeelDate, to: FeelDate): YearMonthDuration {
  let months = (to.year - from.year) * 12 + to.month - from.month;
  if (months > 0 && to.day < from.day) months -= 1;
  if (months < 0 && to.day > from.day) months += 1;
  return new YearMonthDuration(months);
}

const order = (a: bigint | number, b: bigint | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** -1, 0, 1; undefined when the two cannot be compared. */
export function compareTemporal(a: Value, b: Value): number | undefined {
  if (a instanceof FeelDate && b instanceof FeelDate) return order(toEpochDay(a), toEpochDay(b));
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    const [left, right] = [instantNanos(a), instantNanos(b)];
    if (left !== null && right !== null) return order(left, right);
    return left === null && right === null ? order(localNanos(a), localNanos(b)) : undefined;
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    const [left, right] = [offsetOf(a), offsetOf(b)];
    if ((left === null) !== (right === null)) return undefined;
    return order(
      nanoOfDay(a) - BigInt(left ?? 0) * NANOS_PER_SECOND,
      nanoOfDay(b) - BigInt(right ?? 0) * NANOS_PER_SECOND,
    );
  }
  if (a instanceof DayTimeDuration && b instanceof DayTimeDuration) return order(a.nanos, b.nanos);
  if (a instanceof YearMonthDuration && b instanceof YearMonthDuration) return order(a.months, b.months);
  return undefined;
}

/** Of two moments or times only one has an offset: the other takes it (DMN 1.5, table 54). */
export function compareLocal(a: Value, b: Value): number | undefined {
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) return order(localNanos(a), localNanos(b));
  return a instanceof FeelTime && b instanceof FeelTime ? order(nanoOfDay(a), nanoOfDay(b)) : undefined;
}
