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
  /** Element instances where the old one stood when the new one was asked for, in order. */
  places: Key[];
  /** Under this id the new instance is made, however often it is asked for. */
  creationId: string;
}

const CREATION_ID = `'move-' || old_key || '-' || (extract(epoch from changed_at) * 1000)::bigint`;
const COLUMNS = `old_key as "oldKey", state, new_key as "newKey", keys, places, ${CREATION_ID} as "creationId"`;

/** Notes that an instance is about to be made on the other side, or finds how far an earlier run has come. */
export async function beginMove(pool: Pool, oldKey: Key, target: Home, places: readonly Key[]): Promise<MovedInstance> {
  await pool.query(
    `insert into engine.moved_instance (old_key, target, state, places)
     values ($1::bigint, $2::text, 'CREATING', $3::bigint[])
     on conflict (old_key) do update set places = excluded.places where moved_instance.places = '{}'`,
    [oldKey, target, places],
  );
  const { rows } = await pool.query<MovedInstance>(
    `select ${COLUMNS} from engine.moved_instance where old_key = $1::bigint`,
    [oldKey],
  );
  if (!rows[0]) throw new Error(`The move of ${oldKey} was not noted`);
  return rows[0];
}

export interface HalfMoved extends MovedInstance {
  /** How the old instance has ended: by a command of the move, maybe, or because the case went on. */
  ended: 'COMPLETED' | 'TERMINATED';
}

/** Moves of earlier runs that are not through although the old instance is over. */
export async function halfMoved(pool: Pool, target: Home): Promise<HalfMoved[]> {
  const { rows } = await pool.query<HalfMoved>(
    `select ${COLUMNS}, ended
       from engine.moved_instance, lateral (
         select i.state as ended from engine.process_instance i where i.key = old_key and i.ended_at is not null) as old
      where state <> 'MOVED' and places <> '{}' and target = $1::text order by old_key`,
    [target],
  );
  return rows;
}

/** The next attempt begins anew. `newKey`: what this one has made, if it has. */
export const noteGivenUp = (pool: Pool, oldKey: Key, newKey: Key | null): Promise<unknown> =>
  pool.query(
    `update engine.moved_instance
        set state = 'CREATING', new_key = null, keys = null, places = '{}', changed_at = now(),
            given_up = array_remove(given_up || $2::bigint, null)
      where old_key = $1::bigint and state <> 'MOVED'`,
    [oldKey, newKey],
  );

/** New instances that no case goes on with: not yet, or never. */
export async function unsettled(pool: Pool): Promise<Set<Key>> {
  const { rows } = await pool.query<{ keys: Key[] }>(
    `with moves as (
       select state, given_up, new_key, ${CREATION_ID} as creation_id from engine.moved_instance
        where state <> 'MOVED' or given_up <> '{}')
     select given_up || case when state = 'MOVED' then null else coalesce(new_key,
         (select key from engine.zeebe_effect where command_id = creation_id),
         (select (outcome::jsonb #>> '{value,processInstanceKey}')::bigint from engine.command_outcome
           where command_id = creation_id)) end as keys
       from moves`,
  );
  return new Set(rows.flatMap(({ keys }) => keys));
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
