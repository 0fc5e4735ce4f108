import type { BpmnOutline } from './bpmn-outline.js';
import type { PackageManifest } from './manifest.js';
import type { PackageFiles } from './package-files.js';

/** A form-js schema as far as packages look at it; `src/form` knows the rest. */
export interface FormFile {
  id: string;
  path: string;
  schema: Record<string, unknown>;
}

/** A package that was read: manifest, models, forms, letters, by the ids that refer to them. */
export interface ProcessPackage {
  manifest: PackageManifest;
  files: PackageFiles;
  /** SHA-256 of all files, hex; equal hash = equal package. */
  contentHash: string;
  bpmn: { path: string; xml: string; outline: BpmnOutline }[];
  dmn: { path: string; xml: string; decisionIds: string[] }[];
  /** Form id to form. */
  forms: ReadonlyMap<string, FormFile>;
  /** `document/<template>[.<language>].md`: template id to language to text of the file. */
  letters: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Path to YAML text. */
  scenarios: ReadonlyMap<string, string>;
}

/** Files that one engine deployment of the package consists of, in deployment order. */
export function deployableResources(pkg: ProcessPackage): { name: string; content: string }[] {
  return [...pkg.files]
    .filter(([path]) => /\.(?:bpmn|dmn|form)$/.test(path))
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, content]) => ({ name, content }));
}
