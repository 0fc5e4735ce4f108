import { settingDefinitionSchema, type SettingValue } from './setting-definition.js';
import { settingText, settingWithUnit } from './setting-text.js';

const setting = (type: string, more: Record<string, unknown> = {}) =>
  settingDefinitionSchema.parse({ key: 'wert', title: 'Wert', type, default: 0, ...more });

describe('settings in words', () => {
  it.each<[string, Record<string, unknown>, SettingValue, string, string]>([
    ['money', { unit: 'CHF' }, 12500, 'CHF 12’500', 'CHF 12’500'],
    ['money', { unit: 'CHF' }, 1234.5, 'CHF 1’234.50', 'CHF 1’234.50'],
    ['rate', { unit: '‰' }, 1.5, '1.5 ‰', '1.5 ‰'],
    ['duration', {}, 'P3M', '3 Monate', '3 mois'],
    [
      'duration',
      { unit: { de: 'Arbeitstage', fr: 'jours ouvrables' } },
      'P10D',
      '10 Arbeitstage',
      '10 jours ouvrables',
    ],
    ['boolean', {}, true, 'ja', 'oui'],
    ['choice', { options: [{ value: 'a', title: { de: 'von Hand', fr: 'à la main' } }] }, 'a', 'von Hand', 'à la main'],
  ])('should write %s (%j) %j', (type, more, value, german, french) => {
    expect(settingWithUnit(setting(type, more), value)).toBe(german);
    expect(settingWithUnit(setting(type, more), value, 'fr')).toBe(french);
  });

  it('should leave the currency to the sentence around it', () => {
    expect(settingText(setting('money', { unit: 'CHF' }), 250)).toBe('250');
  });
});
