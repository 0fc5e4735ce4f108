import type { ClientBase, Pool } from 'pg';
import type { Key } from '../engine.js';

export type Home = 'zeebe' | 'embedded';

/** Old keys and new ones of what is the same before and after. */
export interface MovedKeys {
  tenantId: string;
  instance: readonly [from: Key, to: Key];
  elements: readonly (readonly [from: Key, to: Key])[];
  tasks: readonly (readonly [from: Key, to: Key])[];
  jobs: readonly (readonly [from: Key, to: Key])[];
  /** New elements with the events beside them that have happened before. */
  spent: readonly (readonly [element: Key, eventId: string])[];
}

export interface MovedInstance {
  oldKey: Key;
  state: 'CREATING' | 'CREATED' | 'ARRIVED' | 'MOVED';
  newKey: Key | null;
  keys: MovedKeys | null;
  /** Under this id the new instance is made, however often it is asked for. */
  creationId: string;
}

const COLUMNS = `old_key as "oldKey", state, new_key as "newKey", keys,
  'move-' || old_key || '-' || (extract(epoch from changed_at) * 1000)::bigint as "creationId"`;

/** Notes that an instance is about to be made on the other side, or finds how far an earlier run has come. */
export async function beginMove(pool: Pool, oldKey: Key, target: Home): Promise<MovedInstance> {
  await pool.query(
    `insert into engine.moved_instance (old_key, target, state) values ($1::bigint, $2::text, 'CREATING')
     on conflict (old_key) do nothing`,
    [oldKey, target],
  );
  const { rows } = await pool.query<MovedInstance>(
    `select ${COLUMNS} from engine.moved_instance where old_key = $1::bigint`,
    [oldKey],
  );
  if (!rows[0]) throw new Error(`The move of ${oldKey} was not noted`);
  return rows[0];
}

/** Moves whose new instance stands in its place, but whose old one may still be there. */
export async function arrivedMoves(pool: Pool, target: Home): Promise<MovedInstance[]> {
  const { rows } = await pool.query<MovedInstance>(
    `select ${COLUMNS} from engine.moved_instance where state = 'ARRIVED' and target = $1::text order by old_key`,
    [target],
  );
  return rows;
}

export const noteCreated = (pool: Pool, oldKey: Key, newKey: Key): Promise<unknown> =>
  pool.query(
    `update engine.moved_instance set state = 'CREATED', new_key = $2::bigint
      where old_key = $1::bigint and state = 'CREATING'`,
    [oldKey, newKey],
  );

export const noteArrived = (pool: Pool, oldKey: Key, keys: MovedKeys): Promise<unknown> =>
  pool.query(`update engine.moved_instance set state = 'ARRIVED', keys = $2::jsonb where old_key = $1::bigint`, [
    oldKey,
    JSON.stringify(keys),
  ]);

/** Nothing was made, for sure: the next attempt is another one. */
export const noteRefused = (pool: Pool, oldKey: Key): Promise<unknown> =>
  pool.query(`update engine.moved_instance set changed_at = now() where old_key = $1::bigint and state = 'CREATING'`, [
    oldKey,
  ]);

/** False when another run has done it already. */
export async function noteMoved(client: ClientBase, oldKey: Key): Promise<boolean> {
  const { rowCount } = await client.query(
    `update engine.moved_instance set state = 'MOVED', changed_at = now() where old_key = $1::bigint and state = 'ARRIVED'`,
    [oldKey],
  );
  return rowCount === 1;
}
