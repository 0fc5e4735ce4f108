import { approximateDays, parseIsoPeriod } from './iso-period.js';
import type { SettingDefinition, SettingValue } from './setting-definition.js';

export type SettingCheck = { ok: true; value: SettingValue } | { ok: false; message: string };

const accept = (value: SettingValue): SettingCheck => ({ ok: true, value });
const refuse = (definition: SettingDefinition, expectation: string): SettingCheck => ({
  ok: false,
  message: `«${definition.title.de}» (${definition.key}): ${expectation}`,
});

/** Checks one value against its definition; used when a layer is saved and again when a case freezes its settings. */
export function validateSettingValue(definition: SettingDefinition, value: unknown): SettingCheck {
  return CHECKS[definition.type](definition, value);
}

const CHECKS: Record<SettingDefinition['type'], (definition: SettingDefinition, value: unknown) => SettingCheck> = {
  money: (definition, value) => {
    if (
      typeof value !== 'number' ||
      !Number.isFinite(value) ||
      Math.abs(value * 100 - Math.round(value * 100)) > 1e-6
    ) {
      return refuse(definition, 'Erwartet wird ein Betrag in Franken mit höchstens zwei Nachkommastellen.');
    }
    return withinBounds(definition, value, value);
  },
  rate: (definition, value) =>
    typeof value === 'number' && Number.isFinite(value)
      ? withinBounds(definition, value, value)
      : refuse(definition, 'Erwartet wird eine Zahl in Promille.'),
  integer: (definition, value) =>
    typeof value === 'number' && Number.isInteger(value)
      ? withinBounds(definition, value, value)
      : refuse(definition, 'Erwartet wird eine ganze Zahl.'),
  duration: (definition, value) => {
    const period = typeof value === 'string' ? parseIsoPeriod(value) : null;
    if (period === null) return refuse(definition, 'Erwartet wird eine Dauer wie P30D (30 Tage) oder P3M (3 Monate).');
    return withinBounds(definition, value as string, approximateDays(period));
  },
  boolean: (definition, value) =>
    typeof value === 'boolean' ? accept(value) : refuse(definition, 'Erwartet wird ja oder nein.'),
  text: (definition, value) =>
    typeof value === 'string' && value.trim() !== ''
      ? withinBounds(definition, value, value.length)
      : refuse(definition, 'Erwartet wird ein Text.'),
  choice: (definition, value) =>
    typeof value === 'string' && (definition.options ?? []).some((option) => option.value === value)
      ? accept(value)
      : refuse(definition, `Erlaubt sind: ${(definition.options ?? []).map((option) => option.value).join(', ')}.`),
  list: (definition, value) =>
    Array.isArray(value) && value.length <= 100 && value.every((item) => typeof item === 'string' && item.trim() !== '')
      ? accept(value as string[])
      : refuse(definition, 'Erwartet wird eine Liste von Texten.'),
  address: (definition, value) => {
    const address = value as Record<string, unknown> | null;
    const complete =
      typeof address === 'object' &&
      address !== null &&
      ['name', 'street', 'houseNumber', 'postalCode', 'town'].every((part) => typeof address[part] === 'string');
    return complete
      ? accept(address as SettingValue)
      : refuse(definition, 'Erwartet wird eine Adresse mit Name, Strasse, Nummer, PLZ und Ort.');
  },
  iban: (definition, value) =>
    typeof value === 'string' && isIban(value)
      ? accept(value.replaceAll(' ', ''))
      : refuse(definition, 'Die IBAN ist nicht gültig.'),
  email: (definition, value) =>
    typeof value === 'string' && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value)
      ? accept(value)
      : refuse(definition, 'Erwartet wird eine E-Mail-Adresse.'),
};

function withinBounds(definition: SettingDefinition, value: SettingValue, size: number): SettingCheck {
  const unit = definition.unit === undefined ? '' : ` ${definition.unit.de}`;
  if (definition.min !== undefined && size < definition.min)
    return refuse(definition, `Der Wert ist kleiner als ${definition.min}${unit}.`);
  if (definition.max !== undefined && size > definition.max)
    return refuse(definition, `Der Wert ist grösser als ${definition.max}${unit}.`);
  return accept(value);
}

/** ISO 13616: the country code and check digits moved to the end, letters as numbers, modulo 97 gives 1. */
export function isIban(text: string): boolean {
  const iban = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const number = Number.parseInt(character, 36);
    remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
  }
  return remainder === 1;
}
