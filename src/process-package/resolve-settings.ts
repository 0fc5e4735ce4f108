import type { Finding } from './finding.js';
import type { PackageManifest } from './manifest.js';
import type { DatedValue, SettingDefinition, SettingLayer, SettingValue } from './setting-definition.js';
import { validateSettingValue } from './setting-value.js';

/** What one layer sets: setting key to its dated values. */
export type SettingOverlay = Readonly<Record<string, readonly DatedValue[]>>;

/** Where a resolved value comes from; stored with the case, so that everybody can later see why it was so. */
export interface SettingOrigin {
  layer: 'paket' | SettingLayer;
  legalBasis?: string;
  validFrom?: string;
}

export interface ResolvedSettings {
  values: Record<string, SettingValue>;
  origins: Record<string, SettingOrigin>;
  /** Values that were not used: unknown key, wrong type, layer not allowed. */
  findings: Finding[];
}

/**
 * Resolves package default, region and Gemeinde for one day (`YYYY-MM-DD`). Values whose `validFrom` lies after that day
 * are ignored; a value that does not fit its definition is reported and the layer below holds.
 */
export function resolveSettings(
  manifest: Pick<PackageManifest, 'settings'>,
  layers: { region?: SettingOverlay; gemeinde?: SettingOverlay },
  onDate: string,
): ResolvedSettings {
  const resolved: ResolvedSettings = { values: {}, origins: {}, findings: [] };
  for (const definition of manifest.settings) {
    const base: DatedValue = { value: definition.default };
    use(resolved, definition, 'paket', latestInForce([base, ...definition.later], onDate) ?? base);
    for (const layer of ['region', 'gemeinde'] as const) {
      const entry = latestInForce(layers[layer]?.[definition.key] ?? [], onDate);
      if (entry === undefined) continue;
      if (definition.layers.includes(layer)) use(resolved, definition, layer, entry);
      else
        report(
          resolved,
          layer,
          `«${definition.title.de}» (${definition.key}) darf auf dieser Stufe nicht gesetzt werden.`,
        );
    }
  }
  reportUnknownKeys(manifest, layers, resolved);
  return resolved;
}

/** The entry with the latest day on or before `onDate`; entries without a day have always been in force. */
function latestInForce(entries: readonly DatedValue[], onDate: string): DatedValue | undefined {
  return entries
    .filter((entry) => (entry.validFrom ?? '') <= onDate)
    .reduce<DatedValue | undefined>(
      (best, entry) => ((entry.validFrom ?? '') >= (best?.validFrom ?? '') ? entry : best),
      undefined,
    );
}

function use(
  resolved: ResolvedSettings,
  definition: SettingDefinition,
  layer: SettingOrigin['layer'],
  entry: DatedValue,
): void {
  const check = validateSettingValue(definition, entry.value);
  if (!check.ok) {
    report(resolved, layer, check.message);
    return;
  }
  const legalBasis = entry.legalBasis ?? definition.legalBasis?.de;
  const validFrom = entry.validFrom ?? definition.validFrom;
  resolved.values[definition.key] = check.value;
  resolved.origins[definition.key] = {
    layer,
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(validFrom === undefined ? {} : { validFrom }),
  };
}

function reportUnknownKeys(
  manifest: Pick<PackageManifest, 'settings'>,
  layers: { region?: SettingOverlay; gemeinde?: SettingOverlay },
  resolved: ResolvedSettings,
): void {
  const known = new Set(manifest.settings.map((definition) => definition.key));
  for (const layer of ['region', 'gemeinde'] as const) {
    for (const key of Object.keys(layers[layer] ?? {})) {
      if (!known.has(key)) report(resolved, layer, `Die Einstellung «${key}» kennt dieses Paket nicht.`);
    }
  }
}

function report(resolved: ResolvedSettings, layer: string, message: string): void {
  resolved.findings.push({ file: layer === 'paket' ? 'manifest.yaml' : layer, severity: 'error', message });
}
