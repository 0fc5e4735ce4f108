/** Dates, times and money as they are written in the German-speaking part of Valais. */
const ZONE = 'Europe/Zurich';
const LONG = new Intl.DateTimeFormat('de-CH', { day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE });
const SHORT = new Intl.DateTimeFormat('de-CH', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: ZONE });
const CLOCK_TIME = new Intl.DateTimeFormat('de-CH', { hour: '2-digit', minute: '2-digit', timeZone: ZONE });
const ISO_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
const DAY = 86_400_000;

type Moment = number | string;
const epoch = (moment: Moment): number =>
  typeof moment === 'number' ? moment : /^\d+$/.test(moment) ? Number(moment) : Date.parse(moment);

/** `22. November 2026` */
export const longDate = (moment: Moment): string => LONG.format(epoch(moment));
/** `22.11.2026` */
export const shortDate = (moment: Moment): string => SHORT.format(epoch(moment));
/** `14.30 Uhr` */
export const clockTime = (moment: Moment): string => `${CLOCK_TIME.format(epoch(moment)).replace(':', '.')} Uhr`;
/** `22.11.2026, 14.30 Uhr` */
export const dateTime = (moment: Moment): string => `${shortDate(moment)}, ${clockTime(moment)}`;

/** Whole days from today to the day of `moment`, counted on the Swiss calendar. */
export function daysUntil(moment: Moment, now: number): number {
  return Math.round((Date.parse(ISO_DAY.format(epoch(moment))) - Date.parse(ISO_DAY.format(now))) / DAY);
}

/** `heute`, `morgen`, `in 3 Tagen`, `seit gestern überfällig`, `seit 4 Tagen überfällig` */
export function dueText(moment: Moment, now: number): string {
  const days = daysUntil(moment, now);
  if (days === 0) return 'heute';
  if (days === 1) return 'morgen';
  if (days > 1) return `in ${days} Tagen`;
  return days === -1 ? 'seit gestern überfällig' : `seit ${-days} Tagen überfällig`;
}

/** `vor 3 Tagen`, `gestern`, `heute, 14.30 Uhr` */
export function agoText(moment: Moment, now: number): string {
  const days = -daysUntil(moment, now);
  if (days <= 0) return `heute, ${clockTime(moment)}`;
  return days === 1 ? 'gestern' : `vor ${days} Tagen`;
}

/** `1,2 MB` is written `1.2 MB` in Switzerland. */
export const fileSize = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
