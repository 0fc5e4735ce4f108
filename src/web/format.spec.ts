import { agoText, clockTime, dueText, fileSize, longDate, shortDate } from './format.js';

const NOON = Date.parse('2026-11-22T12:00:00+01:00');

describe('dates in words', () => {
  it('should write dates and times as in Switzerland', () => {
    expect([longDate(NOON, 'de'), shortDate(NOON), clockTime(NOON, 'de')]).toEqual([
      '22. November 2026',
      '22.11.2026',
      '12.00 Uhr',
    ]);
  });

  it.each([
    ['2026-11-22T23:59:00+01:00', 'heute'],
    ['2026-11-23T00:01:00+01:00', 'morgen'],
    ['2026-11-25T08:00:00+01:00', 'in 3 Tagen'],
    ['2026-11-21T23:00:00+01:00', 'seit gestern überfällig'],
    ['2026-11-18T08:00:00+01:00', 'seit 4 Tagen überfällig'],
  ])('should say of %s: %s', (due, text) => expect(dueText(due, NOON, 'de')).toBe(text));

  it('should write French on French pages', () => {
    expect([longDate(NOON, 'fr'), clockTime(NOON, 'fr')]).toEqual(['22 novembre 2026', '12 h 00']);
    expect([0, 1, 3, -1, -4].map((days) => dueText(NOON + days * 86_400_000, NOON, 'fr'))).toEqual([
      'aujourd’hui',
      'demain',
      'dans 3 jours',
      'en retard depuis hier',
      'en retard de 4 jours',
    ]);
  });

  it('should count days over the change of summer time', () => {
    expect(dueText('2026-10-26T01:00:00+01:00', Date.parse('2026-10-24T23:30:00+02:00'), 'de')).toBe('in 2 Tagen');
  });

  it('should look back in words', () => {
    expect(agoText('2026-11-21T09:00:00+01:00', NOON, 'de')).toBe('gestern');
    expect(agoText(NOON - 60_000, NOON, 'de')).toBe('heute, 11.59 Uhr');
    expect([0, 1, 4].map((days) => agoText(NOON - days * 86_400_000, NOON, 'fr'))).toEqual([
      'aujourd’hui, 12 h 00',
      'hier',
      'il y a 4 jours',
    ]);
  });

  it('should write file sizes', () => expect([fileSize(300), fileSize(1_300_000)]).toEqual(['1 KB', '1.2 MB']));
});
