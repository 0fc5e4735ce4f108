import type { PackageManifest } from '../process-package/manifest.js';
import { localize, type LocalizedText } from '../process-package/localized-text.js';
import type { SettingDefinition } from '../process-package/setting-definition.js';
import { settingText, settingWithUnit } from '../process-package/setting-text.js';
import type { Service } from '../rollout/service-directory.js';
import { shortDate } from '../web/format.js';
import type { Language } from '../texts/texts.js';

export type IntakeNote = PackageManifest['service']['intakeNotes'][string];

const noteIn = (manifest: PackageManifest, settings: Readonly<Record<string, unknown>>): IntakeNote | undefined =>
  manifest.service.intakeNotes[String(settings['intakeMode'] ?? '')];

/** What the manifest says about the Gemeinde's way of taking applications; undefined when it makes no difference. */
export const intakeNoteOf = ({ pkg, settings }: Service): IntakeNote | undefined =>
  noteIn(pkg.manifest, settings.values);

/** What the service is called where these settings hold: with eConstruction only a part of it is possible here. */
export const titleIn = (manifest: PackageManifest, settings: Readonly<Record<string, unknown>>): LocalizedText =>
  noteIn(manifest, settings)?.instead?.title ?? manifest.title;

/** Whether people may begin here at all: the package allows it, and the Gemeinde takes it this way. */
export const canStartOnline = (service: Service): boolean =>
  service.pkg.manifest.start.channels.includes('portal') && (intakeNoteOf(service)?.onlineStart ?? true);

/** What the pages say of the service: by the package, or only of the part that is possible in this Gemeinde. */
export function descriptionOf(service: Service) {
  const { title, summary, service: whole, stages, dataCategories } = service.pkg.manifest;
  return (
    intakeNoteOf(service)?.instead ?? { title, summary, ...whole, steps: stages, dataCategories, start: undefined }
  );
}

/** A text of the manifest with `{{einstellungen.key}}` replaced by the value that holds in this Gemeinde. */
export function fillSettings(text: string, service: Service, language: Language): string {
  return text.replace(/\{\{\s*einstellungen\.([A-Za-z0-9]+)\s*\}\}/g, (whole, key: string) => {
    const definition = service.pkg.manifest.settings.find((candidate) => candidate.key === key);
    const value = service.settings.values[key];
    return definition && value !== undefined ? settingText(definition, value, language) : whole;
  });
}

export interface LocalValue {
  title: string;
  value: string;
  basis: string;
}

/** Fees and periods of this Gemeinde, for people who want to know exactly. */
export function localValues(service: Service, language: Language): LocalValue[] {
  const shown = intakeNoteOf(service)?.instead?.settings;
  return service.pkg.manifest.settings
    .filter(({ key, type }) => shown?.includes(key) ?? (type === 'money' || type === 'rate' || type === 'duration'))
    .flatMap((definition) => {
      const value = service.settings.values[definition.key];
      if (value === undefined) return [];
      return [
        {
          title: localize(definition.title, language),
          value: settingWithUnit(definition, value, language),
          basis: basisOf(definition, service, language),
        },
      ];
    });
}

/** The package's own basis is known in both languages; what a Gemeinde names is the title of its regulation. */
function basisOf(definition: SettingDefinition, { settings }: Service, language: Language): string {
  const origin = settings.origins[definition.key];
  const own = definition.legalBasis;
  const named = own !== undefined && origin?.legalBasis === own.de ? localize(own, language) : origin?.legalBasis;
  return [named, origin?.validFrom && shortDate(origin.validFrom)].filter(Boolean).join(', ');
}
