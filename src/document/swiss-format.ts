import { swissAmount } from '../texts/swiss-number.js';
import { parseIsoPeriod } from '../process-package/iso-period.js';

const MONTHS = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];

/** `CHF 1’234.50`. */
export function formatMoney(amount: number): string {
  return `CHF ${swissAmount(amount)}`;
}

/** `22. November 2026` from an ISO day or date-time; null when the text is no date. */
export function formatLongDate(text: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(text);
  const month = MONTHS[Number(match?.[2]) - 1];
  const day = Number(match?.[3]);
  if (match === null || month === undefined || day < 1 || day > 31) return null;
  return `${day}. ${month} ${match[1]}`;
}

/** After «innert»: «30 Tagen», «3 Monaten», «1 Jahr». Null when the text is no period. */
export function formatPeriodDative(text: string): string | null {
  const period = parseIsoPeriod(text);
  if (period === null) return null;
  const parts: [number, string, string][] = [
    [period.years, 'Jahr', 'Jahren'],
    [period.months, 'Monat', 'Monaten'],
    [period.days, 'Tag', 'Tagen'],
    [period.hours, 'Stunde', 'Stunden'],
    [period.minutes, 'Minute', 'Minuten'],
  ];
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return words.length === 0 ? null : words.join(' und ');
}
