import type { ClientBase } from 'pg';
import type { MovedKeys } from './moved-instance.store.js';

/** What the embedded engine keeps to go on with an instance; without it the instance is over for it. */
const STATE_TABLES = ['timer', 'message_subscription', 'signal_subscription', 'message_lock'];

/**
 * Ends the old instance without a record: nobody has terminated the case. Of the cluster's instances, which end by a command,
 * there is nothing left to forget.
 */
export async function forgetInstance(client: ClientBase, { instance: [from] }: MovedKeys, now: number): Promise<void> {
  await client.query(`delete from engine.instance_state where root_key = $1::bigint`, [from]);
  for (const table of STATE_TABLES)
    await client.query(`delete from engine.${table} where process_instance_key = $1::bigint`, [from]);
  await client.query(
    `update engine.process_instance set state = 'TERMINATED', ended_at = $2::bigint
      where key = $1::bigint and ended_at is null`,
    [from, now],
  );
  await client.query(
    `update engine.element_instance set state = 'TERMINATED', ended_at = $2::bigint where key = $1::bigint and ended_at is null`,
    [from, now],
  );
}

/**
 * Lets the read models show one story: what is done stays with the old instance, what goes on is the new one's and began
 * when it began before.
 */
export async function joinHistories(client: ClientBase, keys: MovedKeys): Promise<void> {
  const [from, to] = keys.instance;
  const [oldElements, newElements] = columns(keys.elements);
  const [oldTasks, newTasks] = columns(keys.tasks);
  await client.query(
    `update engine.element_instance t set started_at = least(t.started_at, s.started_at)
       from unnest($1::bigint[], $2::bigint[]) as k (old, new) join engine.element_instance s on s.key = k.old
      where t.key = k.new`,
    [oldElements, newElements],
  );
  await client.query(
    `update engine.user_task t set created_at = least(t.created_at, s.created_at)
       from unnest($1::bigint[], $2::bigint[]) as k (old, new) join engine.user_task s on s.key = k.old
      where t.key = k.new`,
    [oldTasks, newTasks],
  );
  await client.query(
    `update engine.process_instance t set started_at = least(t.started_at, s.started_at)
       from engine.process_instance s where s.key = $1::bigint and t.key = $2::bigint`,
    [from, to],
  );
  await client.query(
    `update engine.process_instance_tag set process_instance_key = $2::bigint where process_instance_key = $1::bigint`,
    [from, to],
  );
  await client.query(`delete from engine.element_instance where key = any($1::bigint[])`, [oldElements]);
  await client.query(`delete from engine.user_task where key = any($1::bigint[])`, [oldTasks]);
  await client.query(`delete from engine.variable where scope_key = any($1::bigint[])`, [[from, ...oldElements]]);
  await client.query(`delete from engine.job where process_instance_key = $1::bigint`, [from]);
  await client.query(
    `delete from engine.incident where process_instance_key = $1::bigint and element_instance_key = any($2::bigint[])`,
    [from, oldElements],
  );
}

const columns = (pairs: readonly (readonly [string, string])[]): [string[], string[]] => [
  pairs.map(([from]) => from),
  pairs.map(([, to]) => to),
];
