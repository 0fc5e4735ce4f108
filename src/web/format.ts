/** Dates, times and sizes as they are written in Valais, in the language of the page. */
import type { Language } from '../texts/texts.js';

const ZONE = 'Europe/Zurich';
const LONG = {
  de: new Intl.DateTimeFormat('de-CH', { day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE }),
  fr: new Intl.DateTimeFormat('fr-CH', { day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE }),
};
const SHORT = new Intl.DateTimeFormat('de-CH', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: ZONE });
const CLOCK_TIME = new Intl.DateTimeFormat('de-CH', { hour: '2-digit', minute: '2-digit', timeZone: ZONE });
const ISO_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });
const DAY = 86_400_000;

type Moment = number | string;
const epoch = (moment: Moment): number =>
  typeof moment === 'number' ? moment : /^\d+$/.test(moment) ? Number(moment) : Date.parse(moment);

/** `22. November 2026`, `22 novembre 2026` */
export const longDate = (moment: Moment, language: Language): string => LONG[language].format(epoch(moment));
/** `22.11.2026` */
export const shortDate = (moment: Moment): string => SHORT.format(epoch(moment));
/** `14.30 Uhr`, `14 h 30` */
export function clockTime(moment: Moment, language: Language): string {
  const time = CLOCK_TIME.format(epoch(moment));
  return language === 'fr' ? time.replace(':', ' h ') : `${time.replace(':', '.')} Uhr`;
}
/** `22.11.2026, 14.30 Uhr` */
export const dateTime = (moment: Moment, language: Language): string =>
  `${shortDate(moment)}, ${clockTime(moment, language)}`;

/** Whole days from today to the day of `moment`, counted on the Swiss calendar. */
export function daysUntil(moment: Moment, now: number): number {
  return Math.round((Date.parse(ISO_DAY.format(epoch(moment))) - Date.parse(ISO_DAY.format(now))) / DAY);
}

/** `heute`, `morgen`, `in 3 Tagen`, `seit gestern überfällig`, `seit 4 Tagen überfällig` */
export function dueText(moment: Moment, now: number, language: Language): string {
  const days = daysUntil(moment, now);
  const words = DUE[language];
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days > 1) return words.ahead(days);
  return days === -1 ? words.yesterday : words.late(-days);
}

const DUE = {
  de: {
    today: 'heute',
    tomorrow: 'morgen',
    ahead: (days: number): string => `in ${days} Tagen`,
    yesterday: 'seit gestern überfällig',
    late: (days: number): string => `seit ${days} Tagen überfällig`,
  },
  fr: {
    today: 'aujourd’hui',
    tomorrow: 'demain',
    ahead: (days: number): string => `dans ${days} jours`,
    yesterday: 'en retard depuis hier',
    late: (days: number): string => `en retard de ${days} jours`,
  },
};

/** `vor 3 Tagen`, `gestern`, `heute, 14.30 Uhr` */
export function agoText(moment: Moment, now: number, language: Language): string {
  const days = -daysUntil(moment, now);
  const words = AGO[language];
  if (days <= 0) return `${DUE[language].today}, ${clockTime(moment, language)}`;
  return days === 1 ? words.yesterday : words.before(days);
}

const AGO = {
  de: { yesterday: 'gestern', before: (days: number): string => `vor ${days} Tagen` },
  fr: { yesterday: 'hier', before: (days: number): string => `il y a ${days} jours` },
};

/** `1,2 MB` is written `1.2 MB` in Switzerland. */
export const fileSize = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
