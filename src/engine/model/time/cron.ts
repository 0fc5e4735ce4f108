import { CronExpressionParser } from 'cron-parser';
import { HOME_ZONE } from '../../feel/temporal/calendar.js';

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};
/** A day that every month has to be asked for: `15W` the working day nearest to the 15th, `LW` the last one, `L-3`. */
const DAY_OF_MONTH = /^(?:(\d{1,2})W|(L)W|L-(\d{1,2}))$/i;
/** Fields that are no day: `?` says nothing there. */
const OTHERS = [0, 1, 2, 4];
/** Only the 29th of February on a certain weekday comes more rarely. */
const MONTHS_AHEAD = 12 * 40;
const DAY = 86_400_000;

/** Six fields with seconds, or a macro; null when the text is no cron expression or never comes again. */
export function nextOfCron(text: string, after: number): number | null {
  const source = text.trim();
  const fields = (MACROS[source] ?? source).split(/\s+/);
  if (fields.length !== 6 || OTHERS.some((index) => fields[index] === '?')) return null;
  try {
    return isOpen(fields[3]) || isOpen(fields[5])
      ? nextOf(fields, after)
      : nextOfBoth(without(fields, 5), without(fields, 3), after);
  } catch {
    return null;
  }
}

const isOpen = (field: string | undefined): boolean => field === '*' || field === '?';
const without = (fields: readonly string[], index: number): string[] => fields.with(index, '*');

/** Day and weekday have to fit, both, as in Spring's dialect; in that of Unix one of them would be enough. */
function nextOfBoth(byDay: readonly string[], byWeekday: readonly string[], after: number): number | null {
  let due = nextOf(byDay, after);
  for (let tries = 0; due !== null && tries < MONTHS_AHEAD; tries += 1) {
    const weekday = nextOf(byWeekday, due - 1);
    if (weekday === due || weekday === null) return weekday;
    due = nextOf(byDay, weekday - 1);
  }
  return null;
}

function nextOf(fields: readonly string[], after: number): number | null {
  const day = DAY_OF_MONTH.exec(fields[3] ?? '');
  return day ? nextOfMonthly(fields, day, after) : parse(fields, after).next().getTime();
}

const parse = (fields: readonly string[], after: number) =>
  CronExpressionParser.parse(fields.join(' '), { currentDate: new Date(after), tz: HOME_ZONE });

/** Month by month, with the day that it is there. */
function nextOfMonthly(fields: readonly string[], day: RegExpExecArray, after: number): number | null {
  const months: readonly number[] = parse(without(fields, 3), after).fields.month.values;
  const begin = new Date(after);
  for (let ahead = 0; ahead < MONTHS_AHEAD; ahead += 1) {
    const month = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + ahead, 1));
    const number = month.getUTCMonth() + 1;
    const date = dayIn(month, day);
    if (!months.includes(number) || date === null) continue;
    const dated = fields.with(3, String(date)).with(4, String(number));
    const due = parse(dated, Math.max(after, month.getTime() - DAY))
      .next()
      .getTime();
    if (due < month.getTime() + 32 * DAY) return due;
  }
  return null;
}

/** The day in the month that begins at this moment (UTC); null when it has no such day. */
function dayIn(month: Date, [, nearest, , back]: RegExpExecArray): number | null {
  const last = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  if (back !== undefined) return last - Number(back) > 0 ? last - Number(back) : null;
  const wanted = nearest === undefined ? last : Number(nearest);
  if (wanted < 1 || wanted > last) return null;
  const weekday = (month.getUTCDay() + wanted - 1) % 7;
  // Never into another month: the first may become the third, the last one a Friday before.
  if (weekday === 6) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (weekday === 0) return wanted < last ? wanted + 1 : wanted - 2;
  return wanted;
}
