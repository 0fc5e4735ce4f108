import { parseDocument } from 'yaml';
import { outlineBpmn } from './bpmn-outline.js';
import { type Finding, hasErrors } from './finding.js';
import { type PackageManifest, manifestSchema } from './manifest.js';
import { type PackageFiles, checkPackageFiles, contentHash } from './package-files.js';
import { schemaFault } from './schema-fault.js';
import { yamlFault } from './yaml-fault.js';
import type { FormFile, ProcessPackage } from './process-package.js';

export const MANIFEST_FILE = 'manifest.yaml';

export type PackageResult = { ok: true; value: ProcessPackage } | { ok: false; findings: Finding[] };

/** Reads the files of a package. Says everything that stops it from being read; references are {@link validatePackage}'s job. */
export function loadPackage(files: PackageFiles): PackageResult {
  const findings = checkPackageFiles(files);
  if (hasErrors(findings)) return { ok: false, findings };
  const manifest = readManifest(files, findings);
  const pkg = {
    files,
    contentHash: contentHash(files),
    bpmn: readBpmn(files, findings),
    dmn: readDmn(files),
    forms: readForms(files, findings),
    letters: readLetters(files),
    scenarios: new Map([...files].filter(([path]) => path.startsWith('scenario/'))),
  };
  if (manifest === undefined || hasErrors(findings)) return { ok: false, findings };
  return { ok: true, value: { manifest, ...pkg } };
}

function readManifest(files: PackageFiles, findings: Finding[]): PackageManifest | undefined {
  const text = files.get(MANIFEST_FILE);
  if (text === undefined) {
    findings.push({ file: MANIFEST_FILE, severity: 'error', message: 'Dem Paket fehlt die Datei manifest.yaml.' });
    return undefined;
  }
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      findings.push({ file: MANIFEST_FILE, severity: 'error', ...yamlFault(error) });
    }
    return undefined;
  }
  const content = plainContent(document);
  if (content === undefined) {
    const message = 'Das Manifest verweist zu oft auf sich selbst (YAML-Anker). Schreiben Sie die Stellen aus.';
    findings.push({ file: MANIFEST_FILE, severity: 'error', message });
    return undefined;
  }
  const parsed = manifestSchema.safeParse(content, { error: schemaFault });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    findings.push({
      file: MANIFEST_FILE,
      severity: 'error',
      message: `${issue.path.join('.') || 'Manifest'}: ${issue.message}`,
    });
  }
  return undefined;
}

function readBpmn(files: PackageFiles, findings: Finding[]): ProcessPackage['bpmn'] {
  const models: ProcessPackage['bpmn'] = [];
  for (const [path, xml] of withSuffix(files, '.bpmn')) {
    const outline = outlineBpmn(xml);
    if (outline.ok) models.push({ path, xml, outline: outline.value });
    else
      findings.push({
        file: path,
        severity: 'error',
        message: outline.message,
        ...(outline.line === undefined ? {} : { line: outline.line }),
      });
  }
  return models;
}

function readDmn(files: PackageFiles): ProcessPackage['dmn'] {
  return withSuffix(files, '.dmn').map(([path, xml]) => ({
    path,
    xml,
    // Enough to resolve references; the DMN compiler reads the file properly and reports what is wrong with it.
    decisionIds: [...xml.matchAll(/<(?:[A-Za-z]+:)?decision\b[^>]*?\sid="([^"]+)"/g)].map((match) => match[1] ?? ''),
  }));
}

function readForms(files: PackageFiles, findings: Finding[]): Map<string, FormFile> {
  const forms = new Map<string, FormFile>();
  for (const [path, text] of withSuffix(files, '.form')) {
    const refuse = (message: string) => findings.push({ file: path, severity: 'error', message });
    try {
      const schema: unknown = JSON.parse(text);
      const id = typeof schema === 'object' && schema !== null ? (schema as { id?: unknown }).id : undefined;
      if (typeof id !== 'string' || id === '') refuse('Das Formular hat keine «id».');
      else if (forms.has(id)) refuse(`Die Formular-Id «${id}» kommt zweimal vor.`);
      else forms.set(id, { id, path, schema: schema as Record<string, unknown> });
    } catch {
      refuse('Das Formular ist kein gültiges JSON.');
    }
  }
  return forms;
}

function readLetters(files: PackageFiles): Map<string, Map<string, string>> {
  const letters = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const match = /^document\/([a-z0-9-]+)(?:\.(de|fr))?\.md$/.exec(path);
    if (match?.[1] === undefined) continue;
    const languages = letters.get(match[1]) ?? new Map<string, string>();
    letters.set(match[1], languages.set(match[2] ?? 'de', text));
  }
  return letters;
}

function withSuffix(files: PackageFiles, suffix: string): [string, string][] {
  return [...files].filter(([path]) => path.endsWith(suffix));
}

/** Undefined when aliases would blow it up. */
function plainContent(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 }) ?? null;
  } catch {
    return undefined;
  }
}
