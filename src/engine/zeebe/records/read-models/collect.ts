import { CONTEXT_VARIABLE, FENCE_MESSAGE, readContext } from '../../context.js';
import { type ExportedRecord, jsonOf } from '../exported-record.js';
import { storableJson, storableText } from '../storable.js';
import type { Changes } from './changes.js';
import { deployed, deployment } from './collect-deployed.js';
import { elementInstance } from './collect-elements.js';
import { job } from './collect-jobs.js';
import { incident, userTask } from './collect-tasks.js';
import { type OwnerOf, text } from './fields.js';

/** Notes what an event changes in the read models. Of unknown kinds nothing: their records are kept, and that is all. */
export function collect(changes: Changes, record: ExportedRecord, ownerOf: OwnerOf): void {
  if (record.recordType !== 'EVENT') return;
  switch (record.valueType) {
    case 'PROCESS_INSTANCE':
      return elementInstance(changes, record, ownerOf);
    case 'VARIABLE':
      return variable(changes, record, ownerOf);
    case 'JOB':
      return job(changes, record, ownerOf);
    case 'USER_TASK':
      return userTask(changes, record, ownerOf);
    case 'INCIDENT':
      return incident(changes, record, ownerOf);
    case 'MESSAGE':
      return message(changes, record);
    case 'PROCESS':
    case 'DECISION_REQUIREMENTS':
    case 'DECISION':
    case 'FORM':
      return deployed(changes, record);
    case 'DEPLOYMENT':
      return deployment(changes, record);
    default:
      return;
  }
}

function variable(changes: Changes, { intent, key, value }: ExportedRecord, ownerOf: OwnerOf): void {
  const processInstanceKey = text(value['processInstanceKey']);
  const scopeKey = text(value['scopeKey']);
  const name = storableText(text(value['name']));
  if (intent === 'MIGRATED') return;
  if (name === CONTEXT_VARIABLE) {
    const context =
      intent === 'CREATED' && scopeKey === processInstanceKey ? readContext(jsonOf(value['value'])) : undefined;
    if (context && !changes.effects.has(context.commandId)) changes.effects.set(context.commandId, processInstanceKey);
    return;
  }
  changes.variables.set(`${scopeKey}/${name}`, {
    scope_key: scopeKey,
    name,
    key,
    tenant_id: ownerOf(processInstanceKey).tenantId,
    process_instance_key: processInstanceKey,
    value: storableJson(text(value['value'])),
  });
}

function message(changes: Changes, { intent, key, value }: ExportedRecord): void {
  if (intent !== 'PUBLISHED') return;
  const variables = value['variables'] as { [name: string]: unknown } | undefined;
  if (value['name'] === FENCE_MESSAGE && MOMENT.test(text(value['messageId'])))
    changes.fence = Math.max(changes.fence, Number(value['messageId']));
  const context = readContext(variables?.[CONTEXT_VARIABLE]);
  if (context && !changes.effects.has(context.commandId)) changes.effects.set(context.commandId, key);
}

/** Epoch milliseconds; anybody may publish anything under the name of a marker. */
const MOMENT = /^\d{1,15}$/;
