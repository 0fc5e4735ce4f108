import type { Pool, PoolClient } from 'pg';
import type { EngineCommand, Outcome } from '../../engine.js';
import { storeOutcome } from './lease.store.js';

/**
 * Stores the answer of a command and what pages show because of it: the records are a second behind, people are not. The
 * records say the same a moment later and have the last word.
 */
export async function settle(
  pool: Pool,
  id: string,
  command: EngineCommand | undefined,
  outcome: Outcome<unknown>,
  now: number,
): Promise<void> {
  const expected = outcome.ok && command ? expectedChange(command, now) : undefined;
  if (!expected) {
    await storeOutcome(pool, id, outcome);
    return;
  }
  const client = await pool.connect();
  try {
    await client.query('begin');
    if (await storeOutcome(client, id, outcome)) await change(client, expected);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

interface Expected {
  text: string;
  values: unknown[];
}

const change = (client: PoolClient, { text, values }: Expected) => client.query(text, values);

function expectedChange(command: EngineCommand, now: number): Expected | undefined {
  switch (command.type) {
    case 'completeUserTask':
      return {
        text: `update engine.user_task set state = 'COMPLETED', ended_at = $2::bigint where key = $1::bigint and state = 'CREATED'`,
        values: [command.userTaskKey, now],
      };
    case 'assignUserTask':
    case 'unassignUserTask':
      return {
        text: `update engine.user_task set assignee = $2::text where key = $1::bigint and state = 'CREATED'`,
        values: [command.userTaskKey, command.type === 'assignUserTask' ? command.assignee : null],
      };
    case 'resolveIncident':
      return {
        text: `update engine.incident set state = 'RESOLVED', resolved_at = $2::bigint where key = $1::bigint and state = 'CREATED'`,
        values: [command.incidentKey, now],
      };
    default:
      return undefined;
  }
}
