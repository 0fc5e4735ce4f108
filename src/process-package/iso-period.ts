/** An ISO 8601 duration in its parts; weeks are given as days. */
export interface IsoPeriod {
  years: number;
  months: number;
  days: number;
  hours: number;
  minutes: number;
}

const PERIOD = /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,3})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/;

/** Reads `P30D`, `P3M`, `P1Y6M`, `PT12H`; null when the text is no such period. */
export function parseIsoPeriod(text: string): IsoPeriod | null {
  const match = PERIOD.exec(text);
  if (match === null || /[PT]$/.test(text)) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  return { years: part(1), months: part(2), days: part(3) * 7 + part(4), hours: part(5), minutes: part(6) };
}

/** Approximate length, to compare periods with `min` and `max` of a setting (a month counts 30.4 days). */
export function approximateDays(period: IsoPeriod): number {
  return period.years * 365.25 + period.months * 30.4375 + period.days + period.hours / 24 + period.minutes / 1440;
}

const WORDS = {
  de: [
    ['Jahr', 'Jahre'],
    ['Monat', 'Monate'],
    ['Tag', 'Tage'],
    ['Stunde', 'Stunden'],
    ['Minute', 'Minuten'],
  ],
  fr: [
    ['an', 'ans'],
    ['mois', 'mois'],
    ['jour', 'jours'],
    ['heure', 'heures'],
    ['minute', 'minutes'],
  ],
} as const;

/** In words: «30 Tage», «3 Monate», «1 Jahr 6 Monate», «30 jours». */
export function describePeriod(text: string, language: 'de' | 'fr' = 'de'): string {
  const period = parseIsoPeriod(text);
  if (period === null) return text;
  return [period.years, period.months, period.days, period.hours, period.minutes]
    .flatMap((count, index) => {
      const [one, many] = WORDS[language][index] ?? ['', ''];
      return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
    })
    .join(' ');
}
