/** ISO 8601 date-times with offset, as Zeebe's timers and due dates write them. */
import { HOME_ZONE, offsetOfLocal } from '../../feel/temporal/calendar.js';

const PATTERN =
  /^([+-]?\d{4,6})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|[+-]\d\d(?::\d\d)?)(?:\[[\w/+-]+\]|@[\w/+-]+)?$/;

/** Epoch milliseconds; null when the text is no date-time with offset. */
export function parseZonedDateTime(text: string): number | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '0', offset = 'Z'] = match;
  const milliseconds = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Math.floor(Number(`0.${fraction}`) * 1000),
  );
  const date = new Date(milliseconds);
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && Number(hour) < 24;
  return exists ? milliseconds - offsetMilliseconds(offset) : null;
}

export const isZonedDateTime = (text: string): boolean => parseZonedDateTime(text) !== null;

/** A date-time without offset is one of the home zone: adds the offset it has there; null when the text is none. */
export function withHomeOffset(text: string): string | null {
  const asIfUtc = parseZonedDateTime(`${text}Z`);
  if (asIfUtc === null) return null;
  const minutes = Math.round(offsetOfLocal(HOME_ZONE, asIfUtc / 1000) / 60);
  const digits = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  return `${text}${minutes < 0 ? '-' : '+'}${digits(Math.abs(minutes) / 60)}:${digits(Math.abs(minutes) % 60)}`;
}

function offsetMilliseconds(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
