import { parseIsoPeriod } from '../process-package/iso-period.js';

/** Official holidays of the Canton of Valais on fixed days, `MM-DD`. */
const FIXED_HOLIDAYS = new Set(['01-01', '03-19', '08-01', '08-15', '11-01', '12-08', '12-25']);
/** Ascension and Corpus Christi, in days after Easter Sunday. */
const AFTER_EASTER = [39, 60];
const DAY = 86_400_000;

export interface StatutoryDeadline {
  /** Last day on which one may act, `YYYY-MM-DD`. */
  lastDay: string;
  /** The moment after that day in Switzerland, ISO 8601 with offset: when a timer may fire. */
  expiresAt: string;
}

/**
 * A period in days, months or years begins on the day after `from`; when its last day is a Saturday, a Sunday or an
 * official holiday it ends on the next working day. Null when a date or period cannot be read.
 */
export function statutoryDeadline(from: string, period: string): StatutoryDeadline | null {
  const length = parseIsoPeriod(period);
  const start = parseDay(from);
  if (length === null || start === null) return null;
  let last = addMonths(start, length.years * 12 + length.months) + length.days * DAY;
  while (!isWorkingDay(last)) last += DAY;
  return { lastDay: isoDay(last), expiresAt: midnightInZurich(isoDay(last + DAY)) };
}

/** Monday to Friday and no official holiday; takes midnight UTC of the day. */
function isWorkingDay(day: number): boolean {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 0 || weekday === 6 || FIXED_HOLIDAYS.has(isoDay(day).slice(5))) return false;
  const easter = easterSunday(new Date(day).getUTCFullYear());
  return !AFTER_EASTER.some((offset) => easter + offset * DAY === day);
}

/** Anonymous Gregorian computus. */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const n = h + l - 7 * m;
  const month = Math.floor((n + 90) / 25);
  const day = (n + 33 * month + 19) % 32;
  return Date.UTC(year, month - 1, day);
}

function parseDay(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(text);
  if (match === null) return null;
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return isoDay(day) === text.slice(0, 10) ? day : null;
}

/** The same day of a later month, or that month's last day. */
function addMonths(day: number, months: number): number {
  if (months === 0) return day;
  const date = new Date(day);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return first + (Math.min(date.getUTCDate(), lastOfMonth) - 1) * DAY;
}

const isoDay = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** Switzerland is one hour ahead of UTC in winter and two in summer; clocks change at 2 o'clock, so midnight is never ambiguous. */
function midnightInZurich(day: string): string {
  const noon = new Date(`${day}T00:00:00+01:00`);
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Zurich',
    hour: '2-digit',
    hourCycle: 'h23',
  }).format(noon);
  return `${day}T00:00:00+0${shown === '01' ? 2 : 1}:00`;
}
