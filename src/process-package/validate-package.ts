import { letterExpressions, parseLetterTemplate } from '../document/letter-template.js';
import { checkModelReferences } from './check-model-references.js';
import { checkScenarios } from './check-scenarios.js';
import { checkSettings } from './check-settings.js';
import { type Finding, hasErrors } from './finding.js';
import { loadPackage } from './load-package.js';
import { checkManifestReferences } from './check-manifest-references.js';
import type { PackageChecks } from './package-checks.js';
import type { PackageFiles } from './package-files.js';
import type { ProcessPackage } from './process-package.js';

export type ValidationResult =
  { ok: true; value: ProcessPackage; findings: Finding[] } | { ok: false; findings: Finding[] };

/**
 * Everything that must hold before a package may be published: it can be read, its references exist, the engine accepts
 * its models, its decisions and forms are sound, its letters compile. Warnings do not stop it.
 */
export async function validatePackage(files: PackageFiles, checks: PackageChecks): Promise<ValidationResult> {
  const loaded = loadPackage(files);
  if (!loaded.ok) return loaded;
  const pkg = loaded.value;
  const byModule = await Promise.all([
    ...pkg.bpmn.map(({ path, xml }) => checks.bpmn(path, xml)),
    ...pkg.dmn.map(({ path, xml }) =>
      checks.dmn(
        path,
        xml,
        pkg.dmn.filter((other) => other.path !== path).map((other) => other.xml),
      ),
    ),
    ...[...pkg.forms.values()].map(({ path, schema }) => checks.form(path, schema)),
  ]);
  const findings = [
    ...checkManifestReferences(pkg),
    ...checkModelReferences(pkg, checks.jobTypes),
    ...checkSettings(pkg),
    ...checkScenarios(pkg),
    ...byModule.flat(),
    ...checkExpressions(pkg, checks),
  ];
  return hasErrors(findings) ? { ok: false, findings } : { ok: true, value: pkg, findings };
}

/** FEEL outside of models: in the manifest and in letters. */
function checkExpressions(pkg: ProcessPackage, checks: PackageChecks): Finding[] {
  const findings: Finding[] = [];
  const check = (file: string, where: string, source: string) => {
    const problem = checks.feel(source);
    if (problem !== null)
      findings.push({
        file,
        severity: 'error',
        message: `${where}: Der Ausdruck «${source}» ist nicht gültig (${problem}).`,
      });
  };
  const { applicant, subject } = pkg.manifest;
  check('manifest.yaml', 'subject', subject);
  for (const [name, source] of Object.entries(applicant))
    if (source !== undefined) check('manifest.yaml', `applicant.${name}`, source);
  for (const { id, onlyIf } of pkg.manifest.stages)
    if (onlyIf !== undefined) check('manifest.yaml', `stages.${id}.onlyIf`, onlyIf);
  for (const [template, languages] of pkg.letters) {
    for (const [language, text] of languages) {
      const file = [...pkg.files].find(([, content]) => content === text)?.[0] ?? `document/${template}.${language}.md`;
      const parsed = parseLetterTemplate(text);
      if (!parsed.ok) findings.push({ file, severity: 'error', message: parsed.message });
      else if (parsed.value.meta.template !== template) {
        findings.push({
          file,
          severity: 'error',
          message: `Der Kopf nennt die Vorlage «${parsed.value.meta.template}», die Datei heisst «${template}».`,
        });
      } else for (const source of letterExpressions(parsed.value)) check(file, 'Platzhalter', source);
    }
  }
  return findings;
}
