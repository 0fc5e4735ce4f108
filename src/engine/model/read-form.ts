import { checkXmlText } from './read-xml.js';

export type FormIdentity = { ok: true; formId: string; versionTag: string } | { ok: false; reason: string };

/** The id of a form-js schema; its content is not the engine's business. */
export function readForm(content: string): FormIdentity {
  const problem = checkXmlText(content);
  if (problem) return { ok: false, reason: problem.reason };
  let schema: unknown;
  try {
    schema = JSON.parse(content);
  } catch (error) {
    return { ok: false, reason: `Failed to parse form JSON. ${error instanceof Error ? error.message : ''}`.trim() };
  }
  const id = typeof schema === 'object' && schema !== null && 'id' in schema ? schema.id : undefined;
  if (typeof id !== 'string' || id.trim() === '') {
    return { ok: false, reason: 'Expected the form id to be present and not blank' };
  }
  const tag = 'versionTag' in (schema as object) ? (schema as { versionTag: unknown }).versionTag : '';
  return { ok: true, formId: id, versionTag: typeof tag === 'string' ? tag : '' };
}
