import type { Pool } from 'pg';
import type { CreatedInstance, EngineCommand } from '../../engine.js';

/** Key of what the command with this id has made, as far as the records tell. */
export async function effectOf(pool: Pool, commandId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ key: string }>({
    name: 'zeebe_effect_of',
    text: `select key from engine.zeebe_effect where command_id = $1::text`,
    values: [commandId],
  });
  return rows[0]?.key;
}

/** The answer that a creation would have had; undefined until the instance's first record is here. */
export async function createdInstance(pool: Pool, key: string): Promise<CreatedInstance | undefined> {
  const { rows } = await pool.query<
    Record<'process_definition_key' | 'bpmn_process_id' | 'tenant_id', string> & { version: number }
  >({
    name: 'zeebe_created_instance',
    text: `select process_definition_key, bpmn_process_id, version, tenant_id from engine.process_instance where key = $1::bigint`,
    values: [key],
  });
  const row = rows[0];
  if (!row) return undefined;
  return {
    processInstanceKey: key,
    processDefinitionKey: row.process_definition_key,
    bpmnProcessId: row.bpmn_process_id,
    version: row.version,
    tenantId: row.tenant_id,
  };
}

export async function userTaskState(pool: Pool, key: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ state: string }>({
    name: 'zeebe_user_task_state',
    text: `select state from engine.user_task where key = $1::bigint`,
    values: [key],
  });
  return rows[0]?.state;
}

/** What commands may refer to, and the read model that says whose it is. */
const REFERENCES = {
  userTaskKey: 'user_task',
  incidentKey: 'incident',
  jobKey: 'job',
  processInstanceKey: 'process_instance',
  elementInstanceKey: 'element_instance',
} as const;

/** Whether everything that the command refers to belongs to the Gemeinde whose page stored it. */
export async function isWithinReach(pool: Pool, tenantId: string, command: EngineCommand): Promise<boolean> {
  if ('tenantId' in command && command.tenantId !== tenantId) return false;
  for (const [field, table] of Object.entries(REFERENCES)) {
    const key = (command as unknown as Record<string, unknown>)[field];
    if (key === undefined) continue;
    if (typeof key !== 'string' || !/^\d{1,18}$/.test(key)) return false;
    const { rowCount } = await pool.query(
      `select from engine.${table} where key = $1::bigint and tenant_id = $2::text`,
      [key, tenantId],
    );
    if (rowCount !== 1) return false;
  }
  return true;
}
