import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdjustableClock } from '../../src/config/clock.js';
import { bpmn } from '../../src/engine/core/testing/bpmn-text.js';
import type { Engine, EngineCommand, Outcome, Resource, Variables } from '../../src/engine/engine.js';
import type { Home } from '../../src/engine/move/index.js';
import { EmbeddedEngine } from '../../src/engine/runtime/embedded-engine.js';
import { ClusterWorld, TENANT } from './support/cluster-world.js';
import { KILLED, MovingHouse } from './support/moving-house.js';
import { PLACES } from './support/waiting-places.js';

const resource = (name: string): Resource => ({ name: `${name}.bpmn`, content: bpmn(PLACES[name] ?? '') });

describe('moving instances that wait at all kinds of places', () => {
  let world: ClusterWorld;
  let moving: MovingHouse;
  const clock = new AdjustableClock();

  beforeAll(async () => {
    world = await ClusterWorld.open({ partitions: 2 });
    moving = new MovingHouse(world, clock, resource);
    const engine = await embedded();
    for (const name of Object.keys(PLACES)) {
      await run(engine, { type: 'deployResources', tenantId: TENANT, resources: [resource(name)] });
      const creation = { tenantId: TENANT, bpmnProcessId: name, variables: { case: name, kept: { list: [1, null] } } };
      await run(engine, { type: 'createProcessInstance', ...creation });
    }
    await work(engine, 'limit', ['limited', 'both', 'reminded'], (elementId) => limitOf(elementId));
    await work(engine, 'remind-by-mail', ['reminded'], () => ({}));
    const [broken] = await jobs(engine, 'work');
    await run(engine, {
      type: 'failJob',
      jobKey: broken?.key ?? '',
      retries: 0,
      errorMessage: 'The register is down.',
    });
    const [task] = await world.rows<{ key: string }>(`select key from engine.user_task where element_id = 'check'`);
    await run(engine, { type: 'assignUserTask', userTaskKey: task?.key ?? '', assignee: 'anna', allowOverride: false });
    const changes = { candidateGroups: ['rat'], followUpDate: '2031-02-01T00:00:00Z' };
    await run(engine, { type: 'updateUserTask', userTaskKey: task?.key ?? '', changes });
    await engine.stop();
  });

  afterAll(async () => {
    await moving.close();
    await world.close();
  });

  const limitOf = (elementId: string): Variables => ({
    limit: {
      due: `2031-01-0${elementId.length}T00:00:00Z`,
      end: `2032-01-0${elementId.length}T00:00:00Z`,
      remind: PAST,
    },
  });

  async function embedded(): Promise<EmbeddedEngine> {
    const engine = new EmbeddedEngine({ url: world.database.engineUrl, clock });
    await engine.start();
    return engine;
  }

  async function run(engine: Engine, command: EngineCommand): Promise<void> {
    const outcome: Outcome<unknown> = await engine.execute(command);
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.rejection.reason}`);
  }

  const jobs = (engine: Engine, type: string) =>
    engine.activateJobs({ type, worker: 'test', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: 5_000 });

  async function work(
    engine: Engine,
    type: string,
    processes: readonly string[],
    answer: (elementId: string) => Variables,
  ): Promise<void> {
    for (const { key, bpmnProcessId, elementId } of await jobs(engine, type))
      if (processes.includes(bpmnProcessId))
        await run(engine, { type: 'completeJob', jobKey: key, variables: answer(elementId) });
  }

  /** What somebody can see of each running instance, without keys. */
  async function picture(home: Home): Promise<Record<string, unknown>> {
    const seen: Record<string, unknown> = {};
    const rows = await world.rows<{ key: string; name: string; started_at: string }>(
      `select i.key, i.bpmn_process_id as name, i.started_at from engine.process_instance i
        where i.state = 'ACTIVE' and ${home === 'zeebe' ? '' : 'not'} exists (select from engine.zeebe_instance z where z.key = i.key)
        order by i.bpmn_process_id`,
    );
    for (const { key, name, started_at: startedAt } of rows) {
      if (name in seen) throw new Error(`${name} runs twice`);
      const of = (text: string) => world.rows(text, [key]);
      seen[name] = {
        startedAt,
        elements: await of(
          `select regexp_replace(element_id, '-listener$', '') as id, started_at from engine.element_instance
            where process_instance_key = $1 and element_type <> 'PROCESS' and ended_at is null order by 1`,
        ),
        variables: await of(
          `select coalesce(e.element_id, 'root') as scope, v.name, v.value from engine.variable v
             left join engine.element_instance e on e.key = v.scope_key and e.element_type <> 'PROCESS'
            where v.process_instance_key = $1 and v.value <> 'null'
              and (e.key is null or (e.element_id <> 'check-listener' and e.state = 'ACTIVATED'))
            order by 1, 2`,
        ),
        tasks: await of(
          `select element_id, assignee, candidate_groups, due_date, follow_up_date, created_at from engine.user_task
            where process_instance_key = $1 and state = 'CREATED' order by 1`,
        ),
        incidents: await of(
          `select element_id, error_type, error_message from engine.incident
            where process_instance_key = $1 and state = 'CREATED'`,
        ),
        jobs: await of(`select type, retries from engine.job where process_instance_key = $1 order by 1`),
      };
    }
    return seen;
  }

  let before: Record<string, unknown>;
  const HALFWAY = 'halfway: some of its paths wait at the join «join» already';

  it('should leave nothing twice when it is killed before the switch, or before it has noted a creation', async () => {
    before = await picture('embedded');
    const failed = await moving.moveAll('zeebe', () => Promise.reject(KILLED));
    expect(failed.sort()).toEqual([...MOVABLE.map((name) => `${name}: killed`), HALFWAY].sort());
    // The old engine still has all of them.
    expect(await picture('embedded')).toEqual(before);
    await world.rows(
      `update engine.moved_instance m set state = 'CREATING', new_key = null, keys = null
         from engine.process_instance i where i.key = m.old_key and i.bpmn_process_id in ('both', 'broken')`,
    );
    expect(await moving.moveAll('zeebe')).toEqual([HALFWAY]);
    expect(Object.keys(await picture('embedded'))).toEqual(['halfway']);
  });

  it('should stand on the cluster as on the embedded engine', async () => {
    const { halfway: _halfway, ...movable } = before;
    expect(await picture('zeebe')).toEqual(movable);
  });

  it('should go on there', async () => {
    const engine = await world.start();
    const variables = { said: 'yes' };
    const answer = { name: 'answer', correlationKey: 'asking', timeToLive: 0, variables };
    await run(engine, { type: 'publishMessage', tenantId: TENANT, ...answer });
    const [after] = await jobs(engine, 'after');
    expect(after?.variables).toMatchObject({ case: 'asking', said: 'yes' });
    await run(engine, { type: 'completeJob', jobKey: after?.key ?? '', variables: {} });
    expect(await jobs(engine, 'remind-by-mail')).toEqual([]);
    await world.eventually(
      `select 1 from engine.process_instance where bpmn_process_id = 'asking' and state = 'COMPLETED'`,
    );
    await world.stop(engine);
  });

  it('should stand on the embedded engine again, and go on', async () => {
    const { halfway, asking: _asking, ...movable } = before;
    expect(await moving.moveAll('embedded')).toEqual([]);
    expect(await picture('embedded')).toEqual({ ...movable, halfway });
    expect(await picture('zeebe')).toEqual({});
    const engine = await embedded();
    try {
      await work(engine, 'limit', ['unlimited'], limitOf);
      for (const { key } of await world.rows<{ key: string }>(
        `select key from engine.user_task where state = 'CREATED'`,
      ))
        await run(engine, { type: 'completeUserTask', userTaskKey: key, variables: {} });
      expect(Object.keys(await picture('embedded'))).toEqual(['broken']);
      expect(await jobs(engine, 'remind-by-mail')).toEqual([]);
      const [incident] = await world.rows<{ key: string; job_key: string }>(
        `select key, job_key from engine.incident where state = 'CREATED'`,
      );
      await run(engine, { type: 'updateJobRetries', jobKey: incident?.job_key ?? '', retries: 1 });
      await run(engine, { type: 'resolveIncident', incidentKey: incident?.key ?? '' });
      await work(engine, 'work', ['broken'], () => ({}));
      expect(await picture('embedded')).toEqual({});
    } finally {
      await engine.stop();
    }
  });
});

/** Of a reminder that has been sent by now. */
const PAST = '2020-01-01T00:00:00Z';
const MOVABLE = ['reminded', 'limited', 'both', 'scoped', 'broken', 'unlimited', 'asking'];
