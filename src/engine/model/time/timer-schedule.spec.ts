import { firstOfCycle } from './timer-schedule.js';

/** A Saturday, 18:00 in Switzerland. */
const NOW = Date.parse('2026-11-28T17:00:00Z');

describe('cycles of timers', () => {
  // Due dates that a broker of Zeebe 8.5.8 computed in that minute.
  it.each([
    ['0 0 9 13 * FRI', '2027-08-13T07:00:00.000Z'],
    ['0 0 9 1-7 * MON', '2026-12-07T08:00:00.000Z'],
    ['0 0 9 */2 * MON', '2026-12-07T08:00:00.000Z'],
    ['0 0 9 1 1 MON', '2029-01-01T08:00:00.000Z'],
    ['0 0 9 8-14 * TUE#2', '2026-12-08T08:00:00.000Z'],
    ['0 0 9 15W * *', '2026-12-15T08:00:00.000Z'],
    ['0 0 9 6W 12 *', '2026-12-07T08:00:00.000Z'],
    ['0 0 9 1W 1 *', '2027-01-01T08:00:00.000Z'],
    ['0 0 9 15W * MON', '2027-02-15T08:00:00.000Z'],
    ['0 0 9 LW * *', '2026-11-30T08:00:00.000Z'],
    ['0 0 9 LW * FRI', '2027-01-29T08:00:00.000Z'],
    ['0 0 9 L-3 * *', '2026-12-28T08:00:00.000Z'],
    ['0 0 9 L * FRI', '2027-04-30T07:00:00.000Z'],
    ['R3/2030-01-31T09:00:00Z/P1M', '2030-01-31T09:00:00.000Z'],
    ['R3/2024-01-31T09:00:00Z/P1M', '2026-12-28T17:00:00.000Z'],
    ['R/2024-01-01T09:00:00Z/PT7H', '2026-11-29T00:00:00.000Z'],
  ])('should be due by %s at %s', (text, due) => {
    expect(new Date(firstOfCycle(text, NOW)?.dueDate ?? 0).toISOString()).toBe(due);
  });

  it.each(['0 0 9 13 * 5L', '0 0 9 40W * *', '0 0 9 31 2 *', 'R99999999999/PT1H', '0 0 9 * *'])(
    'should be none: %s',
    (text) => {
      expect(firstOfCycle(text, NOW)).toBeNull();
    },
  );
});
