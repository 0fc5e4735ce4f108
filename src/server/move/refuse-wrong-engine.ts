import pg from 'pg';
import type { Environment } from '../../config/environment.js';
import { StartProblem } from '../../config/start-problem.js';
import { PARTITION } from '../../engine/move/index.js';
import type { OpenDatabase } from '../open-database.js';

/**
 * After a move new cases begin with definitions of the new engine, which the old one does not know: what people send would
 * be accepted and never begin. @throws StartProblem
 */
export async function refuseWrongEngine(
  database: OpenDatabase,
  { ENGINE }: Pick<Environment, 'ENGINE'>,
): Promise<void> {
  if (!(await isApart(database.urls.engine))) return;
  const { rows } = await database.pools.center.query<{ home: Environment['ENGINE'] | null }>(
    `select case when bool_or(process_definition_key >= $1::bigint) then 'zeebe' else 'embedded' end as home
       from app.rollout having count(*) > 0`,
    [PARTITION],
  );
  const home = rows[0]?.home ?? ENGINE;
  if (home === ENGINE) return;
  throw new StartProblem(
    `ENGINE is ${ENGINE}, but the cases of this database run on ${home === 'zeebe' ? 'a Zeebe cluster' : 'the embedded engine'}. Start with ENGINE=${home}, or move them first: npm run engine:move -- --to ${ENGINE}`,
  );
}

/** Only when the engines' keys do not meet can anybody tell whose a definition is. */
async function isApart(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ next: string }>(`select next_key as next from engine.partition where id = 1`);
    return Number(rows[0]?.next) < PARTITION;
  } finally {
    await client.end();
  }
}
