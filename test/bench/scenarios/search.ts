import pg from 'pg';
import type { EngineSearch } from '../../../src/engine/search/engine-search.js';
import { ReadModelSearch } from '../../../src/engine/search/read-model-search.js';
import { percentile } from '../measure.js';
import type { Scenario } from '../scenario.js';

const ROUNDS = 30;
const FIRST_KEY = 2251799813685249;
const MONTH = 30 * 86_400_000;
const SINCE = Date.UTC(2025, 0, 1);

/** What people ask for. The oldest tenth of the instances runs: what a page shows first lies behind a million others. */
const QUESTIONS: Readonly<Record<string, (search: EngineSearch) => Promise<{ ok: boolean }>>> = {
  newest: (search) => search.processInstances({}),
  running: (search) => search.processInstances({ states: ['ACTIVE'] }),
  runningOfGemeinde: (search) => search.processInstances({ states: ['ACTIVE'], tenantIds: ['6017'] }),
  finishedOfGemeinde: (search) => search.processInstances({ states: ['COMPLETED'], tenantIds: ['6017'] }),
  ofRareProcess: (search) => search.processInstances({ bpmnProcessId: 'p0', tenantIds: ['6000'] }),
  ofRareGemeinde: (search) => search.processInstances({ tenantIds: ['9999'] }),
  ofMonth: (search) => search.processInstances({ started: { from: SINCE + 3 * MONTH, to: SINCE + 4 * MONTH } }),
  endedToday: (search) => search.processInstances({ ended: { from: SINCE + 1_099_000 * 40_000 } }),
  withIncident: (search) => search.processInstances({ hasIncident: true, states: ['ACTIVE'] }),
  incidents: (search) => search.incidents({ states: ['CREATED'] }),
  causes: (search) => search.incidentCauses({}),
  variables: (search) => search.variables({ processInstanceKey: String(FIRST_KEY + 16) }),
  tasksOfGemeinde: (search) => search.userTasks({ states: ['CREATED'], tenantIds: ['6017'] }),
  tasksOfPerson: (search) => search.userTasks({ states: ['CREATED'], tenantIds: ['6017'], assignee: 'anna' }),
  jobs: (search) => search.jobs({ types: ['work'] }),
};

/** Searches among a million finished and a hundred thousand running instances of 60 Gemeinden. */
export const search: Scenario = {
  name: 'search',
  engine: 'embedded',
  open: async (database) => {
    const administrator = new pg.Client({ connectionString: database.administrator });
    await administrator.connect();
    await fill(administrator);
    await administrator.end();
    const pool = new pg.Pool({ connectionString: database.engine, max: 1 });
    const searching = new ReadModelSearch(pool);
    const taken = new Map<string, number[]>();
    return {
      run: async (scale) => {
        const latencies: number[] = [];
        const begin = performance.now();
        for (let round = 0; round < Math.ceil(ROUNDS * scale); round += 1) {
          for (const [name, ask] of Object.entries(QUESTIONS)) {
            const started = performance.now();
            if (!(await ask(searching)).ok) throw new Error(`${name} was refused`);
            const milliseconds = performance.now() - started;
            latencies.push(milliseconds);
            taken.set(name, [...(taken.get(name) ?? []), milliseconds]);
          }
        }
        return { count: latencies.length, seconds: (performance.now() - begin) / 1000, latencies };
      },
      close: () => pool.end(),
      remarks: () =>
        Object.fromEntries([...taken].map(([name, all]) => [`${name}Ms`, Math.round(percentile(all, 0.5) * 10) / 10])),
    };
  },
};

async function fill(client: pg.Client): Promise<void> {
  await client.query(`
    insert into engine.resource (checksum, content) values ('x', '');
    insert into engine.process_definition (key, tenant_id, bpmn_process_id, version, resource_name, checksum, deployment_key, deployed_at)
      select g * 100 + p, (6000 + g)::text, 'p' || p, 1, 'x', 'x', 1, 1 from generate_series(0, 59) g, generate_series(0, 9) p
      union all select 9999, '9999', 'p1', 1, 'x', 'x', 1, 1;
    create temporary table made as
      select ${FIRST_KEY} + n * 16 as key, n, case when n % 100000 = 7 then 9999 else (n % 60) * 100 + 1 + (n / 60) % 9 end as definition,
             ${SINCE} + n * 40000::bigint as at, n < 100000 as running
        from generate_series(0, 1099999) n;
    insert into engine.process_instance (key, tenant_id, process_definition_key, bpmn_process_id, version,
        parent_process_instance_key, parent_element_instance_key, root_process_instance_key, state, started_at, ended_at)
      select m.key, d.tenant_id, m.definition, d.bpmn_process_id, 1, -1, -1, m.key,
             case when running then 'ACTIVE' else 'COMPLETED' end, at, case when running then null else at + 1000 end
        from made m join engine.process_definition d on d.key = m.definition order by m.key;
    insert into engine.instance_state (root_key, key, state) select key, key, '[]' from made where running order by key;
    insert into engine.user_task (key, tenant_id, element_id, element_instance_key, process_instance_key, process_definition_key,
        bpmn_process_id, assignee, candidate_groups, candidate_users, priority, custom_headers, state, created_at)
      select m.key + 3, d.tenant_id, 'check', m.key + 2, m.key, m.definition, d.bpmn_process_id,
             case when n % 7 = 0 then 'anna' end, '{bau}', '{}', 50, '{}', case when running then 'CREATED' else 'COMPLETED' end, at
        from made m join engine.process_definition d on d.key = m.definition order by m.key;
    insert into engine.job (key, tenant_id, type, state, retries, error_message, error_code, recurring_time, element_id,
        element_instance_key, process_instance_key, root_key, process_definition_key, bpmn_process_id, created_at)
      select m.key + 4, d.tenant_id, case when n % 5 = 0 then 'work' else 'mail' end, 'ACTIVATABLE', 3, '', '', -1, 'send', m.key + 2,
             m.key, m.key, m.definition, d.bpmn_process_id, at
        from made m join engine.process_definition d on d.key = m.definition where running order by m.key;
    insert into engine.incident (key, tenant_id, error_type, error_message, element_id, element_instance_key, process_instance_key,
        process_definition_key, bpmn_process_id, state, created_at)
      select m.key + 5, d.tenant_id, 'JOB_NO_RETRIES', 'Register ' || n || ' antwortet nicht', 'send', m.key + 2, m.key, m.definition,
             d.bpmn_process_id, 'CREATED', at
        from made m join engine.process_definition d on d.key = m.definition where running and n % 50 = 0;
    insert into engine.variable (scope_key, name, key, tenant_id, process_instance_key, value)
      select key, name, key + 10, '6000', key, '"x"' from made, unnest(array['fall', 'gemeinde']) name where n < 200000;
    analyze engine.instance_state, engine.process_instance, engine.user_task, engine.job, engine.incident, engine.variable, engine.process_definition`);
}
