import { millisecondsOf } from '../../../runtime/writer/statements/work.store.js';
import { listenedElement } from '../../deployment/listener-task.js';
import type { ExportedRecord } from '../exported-record.js';
import type { Owner } from '../instance-owners.js';
import { storableText } from '../storable.js';

export type OwnerOf = (processInstanceKey: string) => Owner;

/** Columns that everything at an element has. */
export function placeOf({ key, value }: ExportedRecord, ownerOf: OwnerOf) {
  const processInstanceKey = text(value['processInstanceKey']);
  return {
    key,
    tenant_id: ownerOf(processInstanceKey).tenantId,
    element_id: listenedElement(text(value['elementId'])),
    element_instance_key: text(value['elementInstanceKey']),
    process_instance_key: processInstanceKey,
    process_definition_key: text(value['processDefinitionKey']),
    bpmn_process_id: text(value['bpmnProcessId']),
  };
}

/** A field as text; what is absent is empty. */
export const text = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');

/** A text that people wrote; empty is null. */
export const textOrNull = (value: unknown): string | null => {
  const given = text(value);
  return given === '' ? null : storableText(given);
};

/** A list of texts. */
export const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.map((item) => storableText(text(item))) : [];

/** Epoch milliseconds of an ISO date-time. */
export const milliseconds = (value: unknown): string | null => {
  const time = millisecondsOf(text(value));
  return time === null ? null : String(time);
};
