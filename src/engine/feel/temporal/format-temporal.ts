/** Two ways to write temporal values: as FEEL's `string()` does, and as they leave in JSON (java.time's short forms, seen on Zeebe 8.5.8). */
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  NANOS_PER_SECOND,
  YearMonthDuration,
} from './temporal-values.js';
import type { Temporal } from '../values.js';

const two = (value: number): string => String(value).padStart(2, '0');

export const formatDate = ({ year, month, day }: FeelDate): string =>
  `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** The number of digits is a multiple of `group`. */
function formatFraction(nano: number, group = 1): string {
  const digits = String(nano).padStart(9, '0').replace(/0+$/, '');
  return nano === 0 ? '' : `.${digits.padEnd(Math.ceil(digits.length / group) * group, '0')}`;
}

export function formatOffset(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const seconds = size % 60;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds ? `:${two(seconds)}` : ''}`;
}

/** `short`: as java.time's toString, without zero seconds and with 3, 6 or 9 digits of a fraction. */
const clock = (time: FeelTime, short: boolean): string =>
  `${two(time.hour)}:${two(time.minute)}${short && time.second === 0 && time.nano === 0 ? '' : `:${two(time.second)}${formatFraction(time.nano, short ? 3 : 1)}`}`;

function formatTime(time: FeelTime): string {
  if (time.zone !== null) return `${clock(time, false)}@${time.zone}`;
  return clock(time, false) + (time.offset === null ? '' : formatOffset(time.offset));
}

function timeToJson(time: FeelTime): string {
  const offset = time.offset === null ? '' : formatOffset(time.offset);
  return `${clock(time, true)}${offset}${time.zone === null ? '' : `[${time.zone}]`}`;
}

function formatMonths(total: number): string {
  if (total === 0) return 'P0Y';
  const size = Math.abs(total);
  return `${total < 0 ? '-' : ''}P${size >= 12 ? `${Math.floor(size / 12)}Y` : ''}${size % 12 ? `${size % 12}M` : ''}`;
}

function monthsToJson(total: number): string {
  if (total === 0) return 'P0D';
  const years = Math.trunc(total / 12);
  const months = total % 12;
  return `P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`;
}

function formatDayTime(nanos: bigint): string {
  if (nanos === 0n) return 'P0D';
  const size = nanos < 0n ? -nanos : nanos;
  const seconds = size / NANOS_PER_SECOND;
  const [days, hours, minutes, rest] = [
    seconds / 86_400n,
    (seconds / 3600n) % 24n,
    (seconds / 60n) % 60n,
    seconds % 60n,
  ];
  const fraction = formatFraction(Number(size % NANOS_PER_SECOND));
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest || fraction ? `${rest}${fraction}S` : ''}`;
  return `${nanos < 0n ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

function dayTimeToJson(nanos: bigint): string {
  if (nanos === 0n) return 'PT0S';
  const seconds = nanos / NANOS_PER_SECOND;
  const [hours, minutes, rest] = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
  const restNanos = Number(nanos % NANOS_PER_SECOND);
  const fraction = formatFraction(Math.abs(restNanos));
  const sign = rest === 0n && restNanos < 0 ? '-' : '';
  return `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest || fraction ? `${sign}${rest}${fraction}S` : ''}`;
}

/** As FEEL's string() writes it. */
export function formatTemporal(value: Temporal): string {
  if (value instanceof FeelDate) return formatDate(value);
  if (value instanceof FeelDateTime) return `${formatDate(value.date)}T${formatTime(value.time)}`;
  if (value instanceof FeelTime) return formatTime(value);
  if (value instanceof YearMonthDuration) return formatMonths(value.months);
  return formatDayTime(value.nanos);
}

/** As it is stored in a variable. */
export function temporalToJson(value: Temporal): string {
  if (value instanceof FeelDate) return formatDate(value);
  if (value instanceof FeelDateTime) return `${formatDate(value.date)}T${timeToJson(value.time)}`;
  if (value instanceof FeelTime) return timeToJson(value);
  if (value instanceof YearMonthDuration) return monthsToJson(value.months);
  return dayTimeToJson((value as DayTimeDuration).nanos);
}
