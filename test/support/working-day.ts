import { isoDay, nextWorkingDay, parseDay } from '../../src/calendar/working-day.js';

/** That day when people work on it, else the next working day: the gazette does not appear on others. */
export const workingDay = (day: string): string => isoDay(nextWorkingDay(parseDay(day) ?? 0));
