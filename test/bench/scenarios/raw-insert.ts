import pg from 'pg';
import type { Run } from '../measure.js';
import type { Scenario } from '../scenario.js';

const COUNT = 20_000;
const BATCH = 500;
/** Bytes that an instance with one task takes in the log, compressed; measured in the scenario `one-task`. */
const LOG_BYTES = 125;
const FIRST_KEY = 2251799813685249;

/** The machine's yardstick: the rows that an instance with one task leaves behind, by plain batched inserts. */
export const rawInsert: Scenario = {
  name: 'raw-insert',
  engine: 'postgres',
  open: async (database) => {
    const client = new pg.Client({ connectionString: database.administrator });
    await client.connect();
    let next = FIRST_KEY;
    let position = 1;
    return {
      run: async (scale): Promise<Run> => {
        const latencies: number[] = [];
        const batches = Math.ceil((COUNT * scale) / BATCH);
        const begin = performance.now();
        for (let batch = 0; batch < batches; batch += 1) {
          const started = performance.now();
          await insertBatch(client, next, position);
          next += BATCH * KEYS_PER_INSTANCE;
          position += BATCH;
          latencies.push(performance.now() - started);
        }
        return { count: batches * BATCH, seconds: (performance.now() - begin) / 1000, latencies };
      },
      close: () => client.end(),
    };
  },
};

const KEYS_PER_INSTANCE = 16;
const ELEMENTS = [
  ['one-task', 'PROCESS'],
  ['start', 'START_EVENT'],
  ['task', 'SERVICE_TASK'],
  ['end', 'END_EVENT'],
] as const;
const VARIABLES = { betrag: 1250, gemeinde: 'Musterdorf', vollstaendig: true, number: 1, ergebnis: 'ok' };

async function insertBatch(client: pg.Client, firstKey: number, position: number): Promise<void> {
  const now = Date.now();
  const instances = Array.from({ length: BATCH }, (_, index) => firstKey + index * KEYS_PER_INSTANCE);
  const names = Object.keys(VARIABLES);
  const values = Object.values(VARIABLES).map((value) => JSON.stringify(value));
  await client.query('begin');
  await client.query({
    name: 'log',
    text: `insert into engine.log (first_position, last_position, epoch, at, body) values ($1, $2, 1, $3, $4)`,
    values: [position, position + BATCH - 1, now, Buffer.alloc(BATCH * LOG_BYTES, 'record ')],
  });
  await client.query({
    name: 'process',
    text: `
      insert into engine.process_instance (key, tenant_id, process_definition_key, bpmn_process_id, version,
        parent_process_instance_key, parent_element_instance_key, root_process_instance_key, state, started_at, ended_at)
      select key, '9990', $2, 'one-task', 1, -1, -1, key, 'COMPLETED', $3, $3 from unnest($1::bigint[]) as i (key)`,
    values: [instances, FIRST_KEY, now],
  });
  await client.query({
    name: 'element',
    text: `
      insert into engine.element_instance (key, tenant_id, process_instance_key, process_definition_key, flow_scope_key,
        element_id, element_type, state, started_at, ended_at)
      select i.key + e.nr - 1, '9990', i.key, $2, i.key, e.id, e.type, 'COMPLETED', $3, $3
        from unnest($1::bigint[]) as i (key), unnest($4::text[], $5::text[]) with ordinality as e (id, type, nr)`,
    values: [instances, FIRST_KEY, now, ELEMENTS.map(([id]) => id), ELEMENTS.map(([, type]) => type)],
  });
  await client.query({
    name: 'variable',
    text: `
      insert into engine.variable (scope_key, name, key, tenant_id, process_instance_key, value)
      select i.key, v.name, i.key + 4 + v.nr, '9990', i.key, v.value::jsonb
        from unnest($1::bigint[]) as i (key), unnest($2::text[], $3::text[]) with ordinality as v (name, value, nr)`,
    values: [instances, names, values],
  });
  await client.query('commit');
}
