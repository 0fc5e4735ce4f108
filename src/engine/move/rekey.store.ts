import type { ClientBase } from 'pg';
import { StartProblem } from '../../config/start-problem.js';
import type { StoredInstance } from '../runtime/state/instance-codec.js';
import { ENGINE_KEY_COLUMNS } from './key-columns.js';
import { shiftStored } from './shift-stored.js';

/** Distance between the keys of two partitions. Both engines begin with the first key of partition 1. */
export const PARTITION = 2251799813685248;

export type KeyRange =
  /** The embedded engine's keys lie in partition 0, which no cluster has. */
  | 'apart'
  /** They lie where a cluster's keys will lie. */
  | 'shared'
  /** They will, but there are none yet. */
  | 'unused'
  /** Keys of both lie there already, and nobody can tell which row is whose. */
  | 'mixed';

/** Where the keys of the embedded engine lie. */
export async function keyRange(client: ClientBase): Promise<KeyRange> {
  const { rows } = await client.query<{ next: string; cluster: boolean }>(
    `select next_key as next, exists (select from engine.zeebe_instance) as cluster from engine.partition where id = 1`,
  );
  const { next = '0', cluster = false } = rows[0] ?? {};
  if (Number(next) < PARTITION) return 'apart';
  if (Number(next) === PARTITION + 1) return 'unused';
  return cluster ? 'mixed' : 'shared';
}

export interface OpenJob {
  key: string;
  process_instance_key: string;
}

/**
 * Sees to it that the keys of the embedded engine and those of a cluster never meet. `lower` gives whoever refers to the
 * embedded engine the new keys. @throws StartProblem when they have met already
 */
export async function makeRoom(
  client: ClientBase,
  { lower }: { lower: (client: ClientBase, distance: number, jobs: readonly OpenJob[]) => Promise<void> },
): Promise<void> {
  const range = await keyRange(client);
  if (range === 'mixed')
    throw new StartProblem(
      'The product has run on a Zeebe cluster and on the embedded engine with the same database, and both have given the same keys. Nobody can tell their instances apart any more: nothing can be moved.',
    );
  if (range === 'apart') return;
  if (range === 'unused') {
    await lowerNextKey(client);
    return;
  }
  await rekeyEmbedded(client);
  const { rows } = await client.query<OpenJob>(`select key, process_instance_key from engine.job`);
  await lower(client, PARTITION, rows);
}

/**
 * Gives everything that the embedded engine has ever made keys of partition 0, so that the keys of a cluster are free for
 * the cluster: both write into the same read models. History, running instances and what comes next move alike; distances
 * between keys, and with them their order, stay. In the caller's transaction, which must see all Gemeinden.
 */
export async function rekeyEmbedded(client: ClientBase): Promise<void> {
  await client.query('set constraints all deferred');
  for (const [table, columns] of Object.entries(ENGINE_KEY_COLUMNS)) {
    const changes = columns.map(
      (column) => `${column} = case when ${column} > ${PARTITION} then ${column} - ${PARTITION} else ${column} end`,
    );
    await client.query(`update engine.${table} set ${changes.join(', ')}`);
  }
  const { rows } = await client.query<{ root_key: string; key: string; state: string }>(
    `select root_key, key, state from engine.instance_state`,
  );
  for (const row of rows) {
    const state = shiftStored(JSON.parse(row.state) as StoredInstance, PARTITION);
    await client.query(
      `update engine.instance_state set state = $3::text where root_key = $1::bigint and key = $2::bigint`,
      [row.root_key, row.key, JSON.stringify(state)],
    );
  }
  await lowerNextKey(client);
}

const lowerNextKey = (client: ClientBase): Promise<unknown> =>
  client.query(`update engine.partition set next_key = next_key - ${PARTITION} where id = 1`);
