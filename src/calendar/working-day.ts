/** Days are counted as midnight UTC in epoch milliseconds, so that no time zone shifts them; texts are `YYYY-MM-DD`. */
export const DAY = 86_400_000;

/** Official holidays of the Canton of Valais on fixed days, `MM-DD`. */
const FIXED_HOLIDAYS = new Set(['01-01', '03-19', '08-01', '08-15', '11-01', '12-08', '12-25']);
/** Ascension and Corpus Christi, in days after Easter Sunday. */
const AFTER_EASTER = [39, 60];

/** Null when the text names no day that exists; a time behind the day is ignored. */
export function parseDay(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(text);
  if (match === null) return null;
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return isoDay(day) === text.slice(0, 10) ? day : null;
}

export const isoDay = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** Monday to Friday and no official holiday in Valais. */
export function isWorkingDay(day: number): boolean {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 0 || weekday === 6 || FIXED_HOLIDAYS.has(isoDay(day).slice(5))) return false;
  const easter = easterSunday(new Date(day).getUTCFullYear());
  return !AFTER_EASTER.some((offset) => easter + offset * DAY === day);
}

/** The day itself when people work on it, else the first working day after it. */
export function nextWorkingDay(day: number): number {
  let next = day;
  while (!isWorkingDay(next)) next += DAY;
  return next;
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
