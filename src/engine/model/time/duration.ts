/** ISO 8601 durations with calendar part (years, months, weeks, days) and exact part. */
export interface IsoDuration {
  months: number;
  days: number;
  milliseconds: number;
}

/** Letters in either case, but for the T. */
const PATTERN =
  /^([+-]?)[Pp](?!$)(?:([+-]?\d+)[Yy])?(?:([+-]?\d+)[Mm])?(?:([+-]?\d+)[Ww])?(?:([+-]?\d+)[Dd])?(?:T(?!$)(?:([+-]?\d+)[Hh])?(?:([+-]?\d+)[Mm])?(?:([+-]?\d+)(?:[.,](\d{1,9}))?[Ss])?)?$/;

export function parseDuration(text: string): IsoDuration | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const sign = match[1] === '-' ? -1 : 1;
  const part = (index: number): number => sign * Number(match[index] ?? 0);
  const seconds = match[8] ?? '0';
  const fraction = Number(`0.${match[9] ?? '0'}`) * (seconds.startsWith('-') ? -1 : 1) * sign;
  return {
    months: part(2) * 12 + part(3),
    days: part(4) * 7 + part(5),
    milliseconds: part(6) * 3_600_000 + part(7) * 60_000 + part(8) * 1000 + Math.round(fraction * 1000),
  };
}

/** Adds a duration to a moment; months and days by the calendar (UTC), clamped to the end of the month. */
export function addDuration(moment: number, duration: IsoDuration): number {
  let result = moment;
  if (duration.months !== 0) {
    const date = new Date(result);
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + duration.months);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
    result = date.getTime();
  }
  return result + duration.days * 86_400_000 + duration.milliseconds;
}
