import { statutoryDeadline, workingDayDeadline } from './deadline.js';
import { easterSunday } from './working-day.js';

describe('statutoryDeadline', () => {
  it.each([
    ['begins on the following day', '2026-11-02', 'P30D', '2026-12-02'],
    ['moves from Saturday to Monday', '2026-11-05', 'P30D', '2026-12-07'],
    ['moves from Sunday to Monday', '2026-11-06', 'P30D', '2026-12-07'],
    ['moves from the Immaculate Conception', '2026-11-08', 'P30D', '2026-12-09'],
    ['moves from Corpus Christi', '2026-05-05', 'P30D', '2026-06-05'],
    ['counts months to the last day of a short one', '2026-11-30', 'P3M', '2027-03-01'],
  ])('should say the last day when it %s', (_, from, period, expected) => {
    expect(statutoryDeadline(from, period)?.lastDay).toBe(expected);
  });

  it('should expire at midnight in Switzerland, in winter and in summer', () => {
    expect(statutoryDeadline('2026-11-02', 'P30D')?.expiresAt).toBe('2026-12-03T00:00:00+01:00');
    expect(statutoryDeadline('2026-06-01', 'P30D')?.expiresAt).toBe('2026-07-02T00:00:00+02:00');
    expect(statutoryDeadline('2026-03-19', 'P10D')?.expiresAt).toBe('2026-03-31T00:00:00+02:00');
  });

  it('should be due in the last minute of the last day', () => {
    expect(statutoryDeadline('2026-11-02', 'P30D')?.due).toBe('2026-12-02T23:59:00+01:00');
    expect(statutoryDeadline('2026-06-01', 'P30D')?.due).toBe('2026-07-01T23:59:00+02:00');
  });

  it('should refuse what is no date or no period', () => {
    expect(statutoryDeadline('2026-02-30', 'P30D')).toBeNull();
    expect(statutoryDeadline('2026-02-03', '30 Tage')).toBeNull();
  });

  it('should know Easter', () => {
    expect(
      [2024, 2025, 2026, 2027, 2038].map((year) => new Date(easterSunday(year)).toISOString().slice(0, 10)),
    ).toEqual(['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25']);
  });
});

describe('workingDayDeadline', () => {
  it.each([
    ['skips the weekend', '2026-11-27', 'P5D', '2026-12-04'],
    ['skips the Immaculate Conception', '2026-12-04', 'P2D', '2026-12-09'],
    ['skips Christmas but not Saint Stephen, which is no holiday in Valais', '2028-12-22', 'P2D', '2028-12-27'],
    ['skips Ascension', '2026-05-13', 'P1D', '2026-05-15'],
    ['counts weeks as days on which people work', '2026-11-30', 'P1W', '2026-12-10'],
  ])('should %s', (_, from, period, expected) => {
    expect(workingDayDeadline(from, period)?.lastDay).toBe(expected);
  });

  it('should refuse months, hours, nothing and what never ends', () => {
    for (const period of ['P1M', 'PT12H', 'P0D', 'P99999D', 'bald'])
      expect(workingDayDeadline('2026-11-02', period)).toBeNull();
  });
});
