import type { Pool } from 'pg';

/** Where a key that a command names is looked up when the thing itself is not in memory. */
export type RootLookup = 'userTask' | 'incident' | 'elementInstance' | 'processInstance' | 'instanceOf';

const STATEMENTS: Record<RootLookup, string> = {
  userTask: `
    select t.key, p.root_process_instance_key as root
      from engine.user_task t join engine.process_instance p on p.key = t.process_instance_key
     where t.key = any($1::bigint[]) and t.state = 'CREATED'`,
  incident: `
    select i.key, p.root_process_instance_key as root
      from engine.incident i join engine.process_instance p on p.key = i.process_instance_key
     where i.key = any($1::bigint[]) and i.state = 'CREATED'`,
  elementInstance: `
    select e.key, p.root_process_instance_key as root
      from engine.element_instance e join engine.process_instance p on p.key = e.process_instance_key
     where e.key = any($1::bigint[]) and p.state = 'ACTIVE'`,
  processInstance: `
    select p.key, p.root_process_instance_key as root
      from engine.process_instance p
     where p.key = any($1::bigint[]) and p.state = 'ACTIVE'`,
  // Of a process definition one instance that runs: the newest, for the oldest have ended long ago.
  instanceOf: `
    select d.key, p.root as root
      from unnest($1::bigint[]) as d (key),
           lateral (select root_process_instance_key as root from engine.process_instance
                     where process_definition_key = d.key and state = 'ACTIVE' order by key desc limit 1) as p`,
};

/** Roots of the instance trees to which open things belong; what has ended or never was is not in the answer. */
export async function findRoots(pool: Pool, lookup: RootLookup, keys: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ key: string; root: string }>(STATEMENTS[lookup], [keys]);
  return new Map(rows.map(({ key, root }) => [Number(key), Number(root)]));
}
