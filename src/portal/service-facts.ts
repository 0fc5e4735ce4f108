import type { PackageManifest } from '../process-package/manifest.js';
import { describePeriod } from '../process-package/iso-period.js';
import { localize } from '../process-package/localized-text.js';
import type { SettingDefinition, SettingValue } from '../process-package/setting-definition.js';
import type { Service } from '../rollout/service-directory.js';
import { shortDate } from '../web/format.js';
import type { Language } from '../texts/texts.js';

export type IntakeNote = PackageManifest['service']['intakeNotes'][string];

/** What the manifest says about the Gemeinde's way of taking applications; undefined when it makes no difference. */
export const intakeNoteOf = ({ pkg, settings }: Service): IntakeNote | undefined =>
  pkg.manifest.service.intakeNotes[String(settings.values['intakeMode'] ?? '')];

/** Whether people may begin here at all: the package allows it, and the Gemeinde takes it this way. */
export const canStartOnline = (service: Service): boolean =>
  service.pkg.manifest.start.channels.includes('portal') && (intakeNoteOf(service)?.onlineStart ?? true);

/** A text of the manifest with `{{einstellungen.key}}` replaced by the value that holds in this Gemeinde. */
export function fillSettings(text: string, service: Service, language: Language): string {
  return text.replace(/\{\{\s*einstellungen\.([A-Za-z0-9]+)\s*\}\}/g, (whole, key: string) => {
    const definition = service.pkg.manifest.settings.find((candidate) => candidate.key === key);
    const value = service.settings.values[key];
    return definition && value !== undefined ? settingText(definition, value, language) : whole;
  });
}

/** A setting's value as people read it, without its unit. */
export function settingText(definition: SettingDefinition, value: SettingValue, language: Language): string {
  if (typeof value === 'number') return definition.type === 'money' ? amount(value) : groupThousands(String(value));
  if (typeof value === 'boolean')
    return value ? (language === 'fr' ? 'oui' : 'ja') : language === 'fr' ? 'non' : 'nein';
  if (definition.type === 'duration' && typeof value === 'string') return describePeriod(value) ?? value;
  if (definition.type === 'choice') {
    const option = definition.options?.find((candidate) => candidate.value === value);
    if (option) return localize(option.title, language);
  }
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : value.name;
}

/** `1'234.50`, and `250` instead of `250.00`. */
const amount = (value: number): string => groupThousands(Number.isInteger(value) ? String(value) : value.toFixed(2));
const groupThousands = (text: string): string =>
  text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, "'"));

export interface LocalValue {
  title: string;
  value: string;
  basis: string;
}

/** Fees and periods of this Gemeinde, for people who want to know exactly. */
export function localValues(service: Service, language: Language): LocalValue[] {
  return service.pkg.manifest.settings
    .filter(({ type }) => type === 'money' || type === 'rate' || type === 'duration')
    .flatMap((definition) => {
      const value = service.settings.values[definition.key];
      if (value === undefined) return [];
      const text = settingText(definition, value, language);
      const origin = service.settings.origins[definition.key];
      const basis = [origin?.legalBasis, origin?.validFrom && shortDate(origin.validFrom)].filter(Boolean).join(', ');
      return [{ title: localize(definition.title, language), value: withUnit(definition, text), basis }];
    });
}

const withUnit = ({ unit, type }: SettingDefinition, text: string): string =>
  unit === undefined ? text : type === 'money' ? `${unit} ${text}` : `${text} ${unit}`;
