import type pg from 'pg';

/** Read models with the columns that both engines must fill alike; keys and times included. */
const TABLES: Readonly<Record<string, string>> = {
  process_definition: 'key',
  decision_requirements: 'key',
  decision: 'key',
  form: 'key',
  process_instance: 'key',
  element_instance: 'key',
  variable: 'scope_key, name',
  job: 'key',
  user_task: 'key',
  incident: 'key',
};

/** Everything the read models show, by table; what runs by its keys, because its state is the embedded engine's own. */
export async function dumpReadModels(pool: pg.Pool): Promise<Record<string, unknown[]>> {
  const dump: Record<string, unknown[]> = {};
  for (const [table, order] of Object.entries(TABLES))
    dump[table] = (await pool.query(`select * from engine.${table} order by ${order}`)).rows;
  dump['running'] = (await pool.query(`select root_key, key from engine.instance_state order by 1, 2`)).rows;
  return dump;
}
