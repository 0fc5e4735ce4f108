import type { PoolClient } from 'pg';
import type { Changes } from './changes.js';
import { writeDeployed } from './deployed.store.js';
import { patch, upsert } from './table.js';
import { ELEMENT_INSTANCE, INCIDENT, JOB, PROCESS_INSTANCE, RUNNING_INSTANCE, USER_TASK, VARIABLE } from './tables.js';

/** Writes the changes into the read models, a statement per table; in the transaction of the bulk. */
export async function writeChanges(client: PoolClient, changes: Changes): Promise<void> {
  // First: tasks look the ids of their forms up.
  await writeDeployed(client, changes);
  await upsert(client, PROCESS_INSTANCE, [...changes.instances.values()]);
  await upsert(client, RUNNING_INSTANCE, [...changes.running.values()]);
  await remove(client, 'instance_state', changes.ended);
  await upsert(client, ELEMENT_INSTANCE, [...changes.elements.values()]);
  await upsert(client, VARIABLE, [...changes.variables.values()]);
  await upsert(client, JOB, [...changes.jobs.values()]);
  await remove(client, 'job', changes.jobsGone);
  await upsert(client, USER_TASK, [...changes.tasks.values()]);
  await upsert(client, INCIDENT, [...changes.incidents.values()]);
  await patch(client, 'job', [['retries', 'integer']], [...changes.jobRetries.values()]);
  await patch(client, 'job', [['state', 'text']], [...changes.jobsOffered.values()]);
  await writeMoved(client, changes);
  await writeEffects(client, changes.effects);
}

async function writeMoved(client: PoolClient, { moved, movedInstances, movedJobs }: Changes): Promise<void> {
  const version = ['process_definition_key', 'bigint'] as const;
  const element = ['element_id', 'text'] as const;
  const process = ['bpmn_process_id', 'text'] as const;
  await patch(client, 'element_instance', [version, element], moved);
  await patch(client, 'process_instance', [version, process, ['version', 'integer']], movedInstances);
  await patch(client, 'job', [version, element, process], movedJobs);
}

async function remove(client: PoolClient, table: 'job' | 'instance_state', keys: ReadonlySet<string>): Promise<void> {
  if (keys.size === 0) return;
  const column = table === 'job' ? 'key' : '(root_key, key)';
  const source =
    table === 'job'
      ? `unnest($1::bigint[])`
      : `(select root_key, key from engine.zeebe_instance where key = any($1::bigint[]))`;
  await client.query({
    name: `zeebe_remove_${table}`,
    text: `delete from engine.${table} where ${column} in (select * from ${source} as gone)`,
    values: [[...keys]],
  });
}

async function writeEffects(client: PoolClient, effects: ReadonlyMap<string, string>): Promise<void> {
  if (effects.size === 0) return;
  await client.query({
    name: 'zeebe_effect',
    text: `
      insert into engine.zeebe_effect (command_id, key) select * from unnest($1::text[], $2::bigint[])
      on conflict (command_id) do nothing`,
    values: [[...effects.keys()], [...effects.values()]],
  });
}
