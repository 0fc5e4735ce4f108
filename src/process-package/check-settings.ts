import { checkSettingBasis } from './check-setting-basis.js';
import type { Finding } from './finding.js';
import type { ProcessPackage } from './process-package.js';
import { validateSettingValue } from './setting-value.js';

/** `{{FEEL}}` in texts. */
export const FEEL_PLACEHOLDER = /\{\{([\s\S]*?)\}\}/g;
const SETTING = /\beinstellungen\.([A-Za-z_][A-Za-z0-9_]*)/g;

/** Settings that pages and workers read, not the model. */
const READ_BY_THE_PLATFORM = /^(?:intakeMode|konnektor[A-Z]\w*|qrIban|iban|sprachen|briefkopf\w*)$/;

/** Settings name their legal basis, defaults fit their definitions, every setting used is declared, and every declared one is used. */
export function checkSettings(pkg: ProcessPackage): Finding[] {
  const findings = checkSettingBasis(pkg.manifest.settings);
  const keys = new Set<string>();
  for (const definition of pkg.manifest.settings) {
    if (keys.has(definition.key))
      findings.push({
        file: 'manifest.yaml',
        severity: 'error',
        message: `Die Einstellung «${definition.key}» ist zweimal deklariert.`,
      });
    keys.add(definition.key);
    for (const value of [definition.default, ...definition.later.map((entry) => entry.value)]) {
      const check = validateSettingValue(definition, value);
      if (!check.ok) findings.push({ file: 'manifest.yaml', severity: 'error', message: check.message });
    }
  }
  const used = new Set<string>();
  for (const [file, text] of pkg.files) {
    if (file.startsWith('scenario/') || file === 'README.md') continue;
    for (const [, key = ''] of text.matchAll(SETTING)) {
      used.add(key);
      if (!keys.has(key))
        findings.push({
          file,
          severity: 'error',
          message: `Die Einstellung «${key}» wird verwendet, ist im Manifest aber nicht deklariert.`,
        });
    }
  }
  for (const key of keys) {
    if (!used.has(key) && !READ_BY_THE_PLATFORM.test(key)) {
      findings.push({
        file: 'manifest.yaml',
        severity: 'warning',
        message: `Die Einstellung «${key}» wird nirgends verwendet.`,
      });
    }
  }
  return dedupe(findings);
}

function dedupe(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.file}|${finding.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
