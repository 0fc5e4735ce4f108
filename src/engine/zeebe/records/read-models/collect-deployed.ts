import type { ExportedRecord } from '../exported-record.js';
import { storableText } from '../storable.js';
import type { Changes } from './changes.js';
import { text } from './fields.js';

/** Deployed processes, decisions and forms. */
export function deployed(
  { deployed: list }: Changes,
  { valueType, intent, key, timestamp, value }: ExportedRecord,
): void {
  if (intent !== 'CREATED' && intent !== 'DELETED') return;
  const row = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, storableText(text(field))]));
  list.push({ valueType, intent, key, at: String(timestamp), value: row });
}

const METADATA = {
  processesMetadata: ['process_definition', 'processDefinitionKey'],
  decisionRequirementsMetadata: ['decision_requirements', 'decisionRequirementsKey'],
  decisionsMetadata: ['decision', 'decisionKey'],
  formMetadata: ['form', 'formKey'],
} as const;

/** What it made names it nowhere itself. */
export function deployment({ deployments }: Changes, { intent, key, value }: ExportedRecord): void {
  if (intent !== 'CREATED') return;
  for (const [field, [table, keyField]] of Object.entries(METADATA)) {
    const made = value[field];
    if (!Array.isArray(made)) continue;
    const keys = (made as { [name: string]: unknown }[]).filter(
      (one) => one['duplicate'] !== true && one['isDuplicate'] !== true,
    );
    if (keys.length > 0) deployments.push({ table, key, made: keys.map((one) => text(one[keyField])) });
  }
}
