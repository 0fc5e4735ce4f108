import type { Pool } from 'pg';
import type { JsonValue, Key } from '../engine.js';

/** All that the read models know of one process instance. Keys are decimal strings. */
export interface InstanceRows {
  instance: InstanceRow;
  /** Also those that have ended, oldest first. */
  elements: ElementRow[];
  variables: { scope_key: Key; name: string; value: JsonValue }[];
  jobs: JobRow[];
  /** Open ones. */
  incidents: { key: Key; element_instance_key: Key; error_type: string; error_message: string }[];
  /** Open ones. */
  tasks: TaskRow[];
  /** Elements that came from another engine, with the events beside them that had happened there. */
  spent: readonly (readonly [element: Key, eventId: string])[];
}

export interface InstanceRow {
  key: Key;
  tenant_id: string;
  bpmn_process_id: string;
  process_definition_key: Key;
  parent_process_instance_key: Key;
  state: string;
}

export interface ElementRow {
  key: Key;
  flow_scope_key: Key;
  element_id: string;
  element_type: string;
  state: string;
  ended_at: string | null;
}

export interface JobRow {
  key: Key;
  type: string;
  state: string;
  retries: number;
  error_message: string;
  element_instance_key: Key;
}

export interface TaskRow {
  key: Key;
  element_instance_key: Key;
  assignee: string | null;
  candidate_groups: string[];
  candidate_users: string[];
  due_date: string | null;
  follow_up_date: string | null;
}

/** Undefined when there is no such instance (yet). */
export async function readInstanceRows(pool: Pool, key: Key): Promise<InstanceRows | undefined> {
  const of = async <Row extends object>(text: string): Promise<Row[]> => (await pool.query<Row>(text, [key])).rows;
  const [instance] = await of<InstanceRow>(
    `select key, tenant_id, bpmn_process_id, process_definition_key, parent_process_instance_key, state
       from engine.process_instance where key = $1::bigint`,
  );
  if (!instance) return undefined;
  const [moved] = await of<{ spent: InstanceRows['spent'] | null }>(
    `select keys -> 'spent' as spent from engine.moved_instance where new_key = $1::bigint`,
  );
  return {
    instance,
    spent: moved?.spent ?? [],
    elements: await of(
      `select key, flow_scope_key, element_id, element_type, state, ended_at
         from engine.element_instance where process_instance_key = $1::bigint order by key`,
    ),
    variables: await of(
      `select scope_key, name, value from engine.variable where process_instance_key = $1::bigint order by key`,
    ),
    jobs: await of(
      `select key, type, state, retries, error_message, element_instance_key
         from engine.job where process_instance_key = $1::bigint`,
    ),
    incidents: await of(
      `select key, element_instance_key, error_type, error_message
         from engine.incident where process_instance_key = $1::bigint and state = 'CREATED'`,
    ),
    tasks: await of(
      `select key, element_instance_key, assignee, candidate_groups, candidate_users, due_date, follow_up_date
         from engine.user_task where process_instance_key = $1::bigint and state = 'CREATED'`,
    ),
  };
}

/** Running instances that nobody has called, oldest first: those that a cluster runs, or those of the embedded engine. */
export async function runningInstances(pool: Pool, home: 'zeebe' | 'embedded'): Promise<Key[]> {
  const isCluster = `exists (select from engine.zeebe_instance z where z.key = i.key)`;
  const { rows } = await pool.query<{ key: Key }>(
    `select i.key from engine.process_instance i
      where i.ended_at is null and i.parent_process_instance_key <= 0 and ${home === 'zeebe' ? isCluster : `not ${isCluster}`}
      order by i.key`,
  );
  return rows.map(({ key }) => key);
}
