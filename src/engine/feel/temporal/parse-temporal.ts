/** Strict readers of FEEL's temporal texts; null when the text is none. */
import {
  daysInMonth,
  fromEpochDay,
  inZone,
  isZone,
  MOST_SECONDS,
  offsetAt,
  offsetOfLocal,
  toEpochDay,
  WINTER_2000,
} from './calendar.js';
import {
  DayTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  NANOS_PER_SECOND,
  SECONDS_PER_DAY,
  YearMonthDuration,
} from './temporal-values.js';

/** A date if day, month and year exist in the calendar. */
export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger) || Math.abs(year) > 999_999_999) return null;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
    ? new FeelDate(year, month, day)
    : null;
}

export function parseDate(text: string): FeelDate | null {
  const match = /^(-?\d{4,9})-(\d\d)-(\d\d)$/.exec(text);
  return match && !/^-?0\d{4}/.test(match[1] ?? '')
    ? makeDate(Number(match[1]), Number(match[2]), Number(match[3]))
    : null;
}

export function parseTime(text: string): FeelTime | null {
  const match = /^T?(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d(?::\d\d)?)?(?:@(.+)|\[(.+)\])?$/.exec(
    text,
  );
  if (!match) return null;
  const [, hour, minute, second, fraction, offsetText, atZone, bracketZone] = match;
  const zone = atZone ?? bracketZone ?? null;
  if (zone !== null && !isZone(zone)) return null;
  if (atZone !== undefined && offsetText !== undefined) return null;
  const offset = offsetText === undefined ? null : parseOffset(offsetText);
  if (offset === undefined) return null;
  const nano = Number((fraction ?? '').padEnd(9, '0'));
  // As in XML Schema the end of a day is another way to write midnight.
  const endOfDay = Number(hour) === 24 && Number(minute) + Number(second ?? 0) + nano === 0;
  return makeTime(endOfDay ? 0 : Number(hour), Number(minute), Number(second ?? 0), nano, offset, zone);
}

export function makeTime(
  hour: number,
  minute: number,
  second: number,
  nano: number,
  offset: number | null,
  zone: string | null = null,
): FeelTime | null {
  const valid =
    hour >= 0 &&
    hour < 24 &&
    minute >= 0 &&
    minute < 60 &&
    second >= 0 &&
    second < 60 &&
    [hour, minute, second].every(Number.isInteger);
  return valid && (offset === null || Math.abs(offset) <= 18 * 3600)
    ? new FeelTime(hour, minute, second, nano, offset, zone)
    : null;
}

function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  if (hours > 18 || minutes > 59 || seconds > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

/** Joins date and time; a zone's offset is that of the day. In spring the hour that does not exist becomes the next one, as in java.time. */
export function makeDateTime(date: FeelDate, time: FeelTime): FeelDateTime {
  if (time.zone === null || time.offset !== null) return new FeelDateTime(date, time);
  const local = toEpochDay(date) * SECONDS_PER_DAY + time.hour * 3600 + time.minute * 60 + time.second;
  if (Math.abs(local) > MOST_SECONDS) {
    const { hour, minute, second, nano, zone } = time;
    return new FeelDateTime(date, new FeelTime(hour, minute, second, nano, offsetAt(zone, WINTER_2000), zone));
  }
  return inZone(time.zone, local - offsetOfLocal(time.zone, local), time.nano);
}

export function parseDateTime(text: string): FeelDateTime | null {
  const separator = text.indexOf('T');
  if (separator < 0) {
    const midnight = parseDate(text);
    return midnight && new FeelDateTime(midnight, new FeelTime(0, 0, 0, 0, null, null));
  }
  const written = parseDate(text.slice(0, separator));
  const time = parseTime(text.slice(separator + 1));
  if (!written || !time) return null;
  const date = text.startsWith('24', separator + 1) ? fromEpochDay(toEpochDay(written) + 1) : written;
  return Math.abs(date.year) > 999_999_999 ? null : makeDateTime(date, time);
}

export function parseDuration(text: string): DayTimeDuration | YearMonthDuration | null {
  if (text.length > 60) return null;
  const months = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text);
  if (months) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return Number.isSafeInteger(total) ? new YearMonthDuration((months[1] ? -total : total) + 0) : null;
  }
  const time = /^(-?)P(?:(-?\d+)D)?(?:T(?=[-\d])(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+)(?:\.(\d{0,9}))?S)?)?$/.exec(text);
  if (!time || text.endsWith('P')) return null;
  const [, sign, days, hours, minutes, seconds, fraction] = time;
  const whole =
    BigInt(days ?? 0) * 86_400n + BigInt(hours ?? 0) * 3600n + BigInt(minutes ?? 0) * 60n + BigInt(seconds ?? 0);
  const nanos = BigInt((fraction ?? '').padEnd(9, '0')) * (seconds?.startsWith('-') ? -1n : 1n);
  const total = whole * NANOS_PER_SECOND + nanos;
  return new DayTimeDuration(sign ? -total : total);
}

/** `@"…"`: any temporal text. */
export const parseAny = (text: string) =>
  parseDate(text) ??
  (text.includes('T') && !text.startsWith('T') ? parseDateTime(text) : null) ??
  parseTime(text) ??
  parseDuration(text);
