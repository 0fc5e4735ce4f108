import type { ClientBase } from 'pg';

/** A case whose process runs, for whoever moves it to another engine. */
export interface RunningCase {
  process_instance_key: string;
  tenant_id: string;
  municipality: string;
  number: string;
  package_id: string;
  package_version: string;
}

/** Old and new keys of one process instance that was moved. */
export interface NewKeys {
  instance: readonly [from: string, to: string];
  elements: readonly (readonly [from: string, to: string])[];
  tasks: readonly (readonly [from: string, to: string])[];
  jobs: readonly (readonly [from: string, to: string])[];
}

// All of this runs as the owner of the tables, in a transaction that sees every Gemeinde (migration EngineMove).

/** Every process instance of a case. */
export async function runningCases(client: ClientBase): Promise<RunningCase[]> {
  const { rows } = await client.query<RunningCase>(
    `select p.process_instance_key, c.tenant_id, m.name as municipality, c.number, c.package_id, c.package_version
       from app.case_process p join app.case_file c on c.id = p.case_id join app.municipality m on m.bfs = c.tenant_id`,
  );
  return rows;
}

/** What is still heard of the instance is not about its case any more, its end above all. */
export const leave = (client: ClientBase, instance: string, now: number): Promise<unknown> =>
  client.query(
    `update app.case_process set left_at = coalesce(left_at, $2::bigint) where process_instance_key = $1::bigint`,
    [instance, now],
  );

/** The case goes on with the new instance: its tasks, what people have typed, what workers have made for it. */
export async function referToMoved(client: ClientBase, keys: NewKeys, now: number): Promise<void> {
  const [from, to] = keys.instance;
  await client.query(
    `insert into app.case_process (process_instance_key, tenant_id, case_id, started_at, arrived)
     select $2::bigint, tenant_id, case_id, started_at, $3::bigint[] from app.case_process where process_instance_key = $1::bigint
     on conflict (process_instance_key) do update set started_at = excluded.started_at, arrived = excluded.arrived`,
    [from, to, keys.elements.map(([, key]) => key)],
  );
  await leave(client, from, now);
  for (const [old, key] of keys.tasks) {
    await client.query(`update app.draft set user_task_key = $2::bigint where user_task_key = $1::bigint`, [old, key]);
    await client.query(`update app.task_completion set user_task_key = $2::bigint where user_task_key = $1::bigint`, [
      old,
      key,
    ]);
  }
  for (const [old, key] of keys.jobs) await referToJob(client, from, old, key);
}

/** Letters and mails that a job has made are found again by the same job under its new key: none is made twice. */
async function referToJob(client: ClientBase, instance: string, old: string, key: string): Promise<void> {
  for (const table of ['document', 'mail'])
    await client.query(
      `update app.${table} t set idempotency_key = regexp_replace(t.idempotency_key, '/' || $2::text || '$', '/' || $3::text)
         from app.case_process p
        where p.process_instance_key = $1::bigint and t.case_id = p.case_id and t.idempotency_key like '%/' || $2::text`,
      [instance, old, key],
    );
}

/**
 * Every key of the embedded engine has become smaller by `distance`: so do those that refer to it. `openJobs` are the keys
 * that jobs have now.
 */
export async function referToLowered(
  client: ClientBase,
  distance: number,
  openJobs: readonly { key: string; process_instance_key: string }[],
): Promise<void> {
  const columns = [
    ['case_process', 'process_instance_key'],
    ['draft', 'user_task_key'],
    ['task_completion', 'user_task_key'],
    ['rollout', 'process_definition_key'],
  ] as const;
  for (const [table, column] of columns)
    await client.query(`update app.${table} set ${column} = ${column} - $1::bigint where ${column} > $1::bigint`, [
      distance,
    ]);
  for (const { key, process_instance_key: instance } of openJobs)
    await referToJob(client, instance, String(Number(key) + distance), key);
}

export interface RolloutRow {
  tenant_id: string;
  package_id: string;
  version: string;
}

export async function allRollouts(client: ClientBase): Promise<RolloutRow[]> {
  const { rows } = await client.query<RolloutRow>(`select tenant_id, package_id, version from app.rollout`);
  return rows;
}

/** New cases of the Gemeinde begin with this definition. */
export const referToDefinition = (client: ClientBase, rollout: RolloutRow, key: string): Promise<unknown> =>
  client.query(
    `update app.rollout set process_definition_key = $4::bigint
      where tenant_id = $1::text and package_id = $2::text and version = $3::text`,
    [rollout.tenant_id, rollout.package_id, rollout.version, key],
  );
