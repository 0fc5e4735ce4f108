import type { Pool } from 'pg';
import type { JsonValue, Variables } from '../../engine.js';

/** Of the given process instances those that have completed, each with the variables of its root scope. */
export async function readResults(pool: Pool, keys: readonly string[]): Promise<Map<string, Variables>> {
  const { rows } = await pool.query<{ key: string; name: string | null; value: JsonValue }>({
    name: 'process_instance_results',
    text: `
      select p.key, v.name, v.value
        from engine.process_instance p left join engine.variable v on v.scope_key = p.key
       where p.key = any($1::bigint[]) and p.state = 'COMPLETED'`,
    values: [keys],
  });
  const entries = new Map<string, [name: string, value: JsonValue][]>();
  for (const { key, name, value } of rows) {
    const found = entries.get(key) ?? [];
    entries.set(key, found);
    if (name !== null) found.push([name, value]);
  }
  return new Map([...entries].map(([key, found]) => [key, Object.fromEntries(found)]));
}
