import { groupThousands, swissAmount } from '../texts/swiss-number.js';
import { describePeriod, parseIsoPeriod } from './iso-period.js';
import { localize } from './localized-text.js';
import type { SettingDefinition, SettingValue } from './setting-definition.js';

type Language = 'de' | 'fr';
const YES_NO = { de: ['ja', 'nein'], fr: ['oui', 'non'] } as const;

/** A setting's value as people read it, without its currency or unit: `1’250`, `10 Arbeitstage`, `ja`. */
export function settingText(definition: SettingDefinition, value: SettingValue, language: Language = 'de'): string {
  if (typeof value === 'number') return definition.type === 'money' ? amount(value) : groupThousands(String(value));
  if (typeof value === 'boolean') return YES_NO[language][value ? 0 : 1];
  if (definition.type === 'duration' && typeof value === 'string') return periodText(definition, value, language);
  if (definition.type === 'choice') {
    const option = definition.options?.find((candidate) => candidate.value === value);
    if (option) return localize(option.title, language);
  }
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : value.name;
}

/** The same with what it is counted in: `CHF 250`, `1.5 ‰`. */
export function settingWithUnit(definition: SettingDefinition, value: SettingValue, language: Language = 'de'): string {
  const text = settingText(definition, value, language);
  if (definition.unit === undefined || definition.type === 'duration') return text;
  const unit = localize(definition.unit, language);
  return definition.type === 'money' ? `${unit} ${text}` : `${text} ${unit}`;
}

/** Whole francs stay whole: `250`, `1’234.50`. */
const amount = (value: number): string =>
  Number.isInteger(value) ? groupThousands(String(value)) : swissAmount(value);

/** A unit says what the days of this period are: `10 Arbeitstage`. */
function periodText({ unit }: SettingDefinition, value: string, language: Language): string {
  const days = parseIsoPeriod(value)?.days;
  return unit !== undefined && days ? `${days} ${localize(unit, language)}` : describePeriod(value, language);
}
