import type { ExportedRecord } from '../exported-record.js';
import type { Changes } from './changes.js';
import { type OwnerOf, text } from './fields.js';

/** Element instances; those of processes are process instances, too. */
export function elementInstance(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
  const { intent, key, value } = record;
  if (!intent.startsWith('ELEMENT_')) return;
  if (intent === 'ELEMENT_MIGRATED') return elementMoved(changes, record);
  const at = String(record.timestamp);
  const hasEnded = intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED';
  const owner = ownerOf(text(value['processInstanceKey']));
  changes.elements.set(key, {
    key,
    tenant_id: owner.tenantId,
    process_instance_key: text(value['processInstanceKey']),
    process_definition_key: text(value['processDefinitionKey']),
    flow_scope_key: text(value['flowScopeKey']),
    element_id: text(value['elementId']),
    element_type: text(value['bpmnElementType']),
    state: intent.slice('ELEMENT_'.length),
    started_at: changes.elements.get(key)?.['started_at'] ?? at,
    ended_at: hasEnded ? at : null,
  });
  if (value['bpmnElementType'] !== 'PROCESS') return;
  changes.instances.set(key, {
    key,
    tenant_id: owner.tenantId,
    process_definition_key: text(value['processDefinitionKey']),
    bpmn_process_id: text(value['bpmnProcessId']),
    version: text(value['version']),
    parent_process_instance_key: text(value['parentProcessInstanceKey'] ?? -1),
    parent_element_instance_key: text(value['parentElementInstanceKey'] ?? -1),
    root_process_instance_key: owner.rootKey,
    state: INSTANCE_STATES[intent] ?? 'ACTIVE',
    started_at: changes.instances.get(key)?.['started_at'] ?? at,
    ended_at: hasEnded ? at : null,
  });
  if (intent === 'ELEMENT_ACTIVATING') changes.running.set(key, { root_key: owner.rootKey, key, state: '' });
  if (!hasEnded) return;
  changes.running.delete(key);
  changes.ended.add(key);
}

const INSTANCE_STATES: Readonly<Record<string, string>> = {
  ELEMENT_COMPLETED: 'COMPLETED',
  ELEMENT_TERMINATED: 'TERMINATED',
};

function elementMoved({ moved, movedInstances, elements, instances }: Changes, { key, value }: ExportedRecord): void {
  const place = {
    process_definition_key: text(value['processDefinitionKey']),
    element_id: text(value['elementId']),
  };
  const version = {
    process_definition_key: place.process_definition_key,
    bpmn_process_id: text(value['bpmnProcessId']),
    version: text(value['version']),
  };
  const [element, instance] = [elements.get(key), instances.get(key)];
  if (element) elements.set(key, { ...element, ...place });
  else moved.push({ key, ...place });
  if (value['bpmnElementType'] !== 'PROCESS') return;
  if (instance) instances.set(key, { ...instance, ...version });
  else movedInstances.push({ key, ...version });
}
