import type { Pool } from 'pg';
import type { Outcome } from '../../../engine.js';
import { numbers, texts } from '../columns.js';
import type { Statement } from '../statement.js';

/** Stored outcomes (JSON) of commands that were executed before, by id. */
export async function readOutcomes(pool: Pool, commandIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ command_id: string; outcome: string }>({
    name: 'command_outcomes',
    text: `select command_id, outcome from engine.command_outcome where command_id = any($1::text[])`,
    values: [texts(commandIds)],
  });
  return new Map(rows.map(({ command_id: id, outcome }) => [id, outcome]));
}

export interface Answered {
  id: string;
  outcome: Outcome<unknown>;
}

/** `at` is wall time: repetitions of a command are a matter of real days, whatever the engine's clock shows. */
export const insertOutcomes = (answers: readonly Answered[], at: number): Statement => ({
  name: 'command_outcome',
  text: `
    insert into engine.command_outcome (command_id, outcome, at)
    select *, $3::bigint from unnest($1::text[], $2::text[])`,
  values: [texts(answers.map(({ id }) => id)), texts(answers.map(({ outcome }) => JSON.stringify(outcome))), at],
});

export const updateOutbox = (answers: readonly Answered[]): Statement => ({
  name: 'command_outbox',
  text: `
    update engine.command_outbox o set outcome = a.outcome::jsonb
      from unnest($1::uuid[], $2::text[]) as a (id, outcome)
     where o.id = a.id`,
  values: [texts(answers.map(({ id }) => id)), texts(answers.map(({ outcome }) => JSON.stringify(outcome)))],
});

/** Deletes outcomes older than `before` (epoch milliseconds), at most 5,000; returns how many there were. */
export async function forgetOutcomes(pool: Pool, before: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from engine.command_outcome
      where command_id = any(array(select command_id from engine.command_outcome where at < $1::bigint order by at limit 5000))`,
    [before],
  );
  return rowCount ?? 0;
}

/** Log entry of a batch: its positions, epoch and packed records. */
export const insertLog = (first: number, last: number, epoch: number, at: number, body: Buffer): Statement => ({
  name: 'log',
  text: `insert into engine.log (first_position, last_position, epoch, at, body) values ($1, $2, $3, $4, $5)`,
  values: [first, last, epoch, at, body],
});

export const advance = (epoch: number, batch: number, position: number, nextKey: number): Statement => ({
  name: 'advance',
  text: `select engine.advance($1::bigint, $2::bigint, $3::bigint, $4::bigint)`,
  values: [epoch, batch, position, nextKey],
});

/** Of the given first positions those that this epoch has committed. */
export async function committedPositions(pool: Pool, epoch: number, first: readonly number[]): Promise<Set<number>> {
  const { rows } = await pool.query<{ first_position: string }>(
    `select first_position from engine.log where epoch = $1::bigint and first_position = any($2::bigint[])`,
    [epoch, numbers(first)],
  );
  return new Set(rows.map(({ first_position: position }) => Number(position)));
}
