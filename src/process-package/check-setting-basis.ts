import type { Finding } from './finding.js';
import type { SettingDefinition } from './setting-definition.js';

/** What the law, a regulation or a council decides: periods, amounts, rates, texts and the articles they cite. */
const BOUND_TYPES: ReadonlySet<SettingDefinition['type']> = new Set(['duration', 'money', 'rate', 'text']);

/**
 * A deadline, fee, text or article number without its legal basis and the day from which it holds cannot be checked
 * when the law changes: an error. For any other setting the lack is a warning.
 */
export function checkSettingBasis(settings: readonly SettingDefinition[]): Finding[] {
  return settings.flatMap((definition) => {
    const missing = [
      ...(definition.legalBasis === undefined ? ['die Rechtsgrundlage (legalBasis)'] : []),
      ...(definition.validFrom === undefined ? ['der Tag, ab dem sie gilt (validFrom)'] : []),
    ];
    const undated = definition.later.some((value) => value.validFrom === undefined);
    const severity: Finding['severity'] = BOUND_TYPES.has(definition.type) ? 'error' : 'warning';
    const named = `Der Einstellung «${definition.title.de}» (${definition.key})`;
    return [
      ...(missing.length === 0
        ? []
        : [{ file: 'manifest.yaml', severity, message: `${named} fehlt ${missing.join(' und ')}.` }]),
      ...(undated
        ? [
            {
              file: 'manifest.yaml',
              severity: 'error' as const,
              message: `${named} fehlt bei einem späteren Wert (later) der Tag, ab dem er gilt (validFrom).`,
            },
          ]
        : []),
    ];
  });
}
