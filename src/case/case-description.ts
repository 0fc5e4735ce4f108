import type { JsonValue, Variables } from '../engine/engine.js';
import { compileExpression } from '../engine/feel/index.js';
import type { PackageManifest } from '../process-package/manifest.js';

export interface CaseDescription {
  subject: string;
  applicantName: string;
  applicantEmail: string | null;
}

/** What lists show of a case: the manifest says by FEEL where it stands in the form's data. */
export function describeCase(manifest: PackageManifest, data: Variables, now: number): CaseDescription {
  const context = {
    get: (name: string): JsonValue | undefined => (name === manifest.start.variable ? data : undefined),
  };
  const read = (source: string): string => {
    const compiled = compileExpression(source.replace(/^=/, ''));
    if (!compiled.ok) return '';
    const result = compiled.value.evaluate(context, { now });
    return result.ok && result.value !== null ? String(result.value).trim() : '';
  };
  const name = read(manifest.applicant.name);
  return {
    subject: (read(manifest.subject) || manifest.title.de).slice(0, 300),
    applicantName: (name || 'Ohne Namen').slice(0, 200),
    applicantEmail: read(manifest.applicant.email).slice(0, 254) || null,
  };
}
