import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdjustableClock } from '../../src/config/clock.js';
import { bpmn, end, process, start, user } from '../../src/engine/core/testing/bpmn-text.js';
import type { Engine, EngineCommand } from '../../src/engine/engine.js';
import { EmbeddedEngine } from '../../src/engine/runtime/embedded-engine.js';
import { refuseWaitingCommands } from '../../src/server/move/owner-database.js';
import { ClusterWorld, TENANT } from './support/cluster-world.js';
import { KILLED, MovingHouse } from './support/moving-house.js';

/** How far a killed run has come with them, and what people have done since. */
const NAMES = ['arrived', 'created', 'creating', 'finished', 'changed'];
const resource = (name: string) => ({
  name: `${name}.bpmn`,
  content: bpmn(
    process(
      name,
      [start(), user('first'), user('second'), end()],
      ['start -> first', 'first -> second', 'second -> end'],
    ),
  ),
});

describe('a move that was killed, and people who went on before it was run again', () => {
  let world: ClusterWorld;
  let moving: MovingHouse;
  const clock = new AdjustableClock();

  beforeAll(async () => {
    world = await ClusterWorld.open({ partitions: 2 });
    moving = new MovingHouse(world, clock, resource);
    await withEmbedded(async (engine) => {
      for (const bpmnProcessId of NAMES) {
        await run(engine, { type: 'deployResources', tenantId: TENANT, resources: [resource(bpmnProcessId)] });
        await run(engine, { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables: { seen: 1 } });
      }
      await run(engine, { type: 'assignUserTask', ...(await task('changed')), assignee: 'anna', allowOverride: false });
    });
  });

  afterAll(async () => {
    await moving.close();
    await world.close();
  });

  async function withEmbedded(work: (engine: Engine) => Promise<void>): Promise<void> {
    const engine = new EmbeddedEngine({ url: world.database.engineUrl, clock });
    await engine.start();
    await work(engine).finally(() => engine.stop());
  }

  async function run(engine: Engine, command: EngineCommand): Promise<void> {
    const outcome = await engine.execute(command);
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.rejection.reason}`);
  }

  /** Open tasks of instances on the embedded engine. */
  async function task(name: string): Promise<{ userTaskKey: string; elementInstanceKey: string }> {
    const [row] = await world.rows<{ userTaskKey: string; elementInstanceKey: string }>(
      `select key as "userTaskKey", process_instance_key as "elementInstanceKey" from engine.user_task t
        where bpmn_process_id = $1 and state = 'CREATED'
          and not exists (select from engine.zeebe_instance z where z.key = t.process_instance_key)`,
      [name],
    );
    if (!row) throw new Error(`no task of ${name}`);
    return row;
  }

  const complete = async (engine: Engine, name: string): Promise<void> =>
    run(engine, { type: 'completeUserTask', userTaskKey: (await task(name)).userTaskKey, variables: { seen: 2 } });

  it('should move them from where they stand then, and leave nothing of the first attempt', async () => {
    expect((await moving.moveAll('zeebe', () => Promise.reject(KILLED))).sort()).toEqual(
      NAMES.map((name) => `${name}: killed`).sort(),
    );
    await world.rows(
      `update engine.moved_instance m set state = case bpmn_process_id when 'created' then 'CREATED' else 'CREATING' end,
         new_key = case bpmn_process_id when 'created' then new_key end, keys = null
         from engine.process_instance i where i.key = m.old_key and i.bpmn_process_id in ('created', 'creating')`,
    );
    // As it stands when the process dies while the creation is on its way.
    const onItsWay = await world.rows(
      `update engine.command_outbox o set outcome = null, uncertain = true, leased_until = t.end, tried_at = t.end
         from engine.process_instance i, (select now() + interval '45 seconds' as end) as t
        where i.bpmn_process_id = 'creating' and o.command ->> 'type' = 'createProcessInstance'
          and o.command_id like 'move-' || i.key || '-%' returning o.id`,
    );
    expect(onItsWay).toHaveLength(1);
    await withEmbedded(async (engine) => {
      for (const name of ['arrived', 'created', 'creating', 'finished', 'finished']) await complete(engine, name);
      const { userTaskKey, elementInstanceKey } = await task('changed');
      await run(engine, { type: 'setVariables', elementInstanceKey, variables: { seen: 3 }, local: false });
      await run(engine, { type: 'unassignUserTask', userTaskKey });
      await run(engine, { type: 'assignUserTask', userTaskKey, assignee: 'beat', allowOverride: false });
    });
    // That is no command of a page, which would have to be worked off before.
    const client = await world.sql.connect();
    await refuseWaitingCommands(client).finally(() => client.release());
    expect(await moving.moveAll('zeebe')).toEqual([]);
    const running = await world.rows(
      `select i.bpmn_process_id as name, t.element_id as at, t.assignee, v.value as seen
         from engine.process_instance i
         left join engine.user_task t on t.process_instance_key = i.key and t.state = 'CREATED'
         left join engine.variable v on v.scope_key = i.key and v.name = 'seen'
        where i.ended_at is null order by 1`,
    );
    expect(running).toEqual([
      { name: 'arrived', at: 'second', assignee: null, seen: 2 },
      { name: 'changed', at: 'first', assignee: 'beat', seen: 3 },
      { name: 'created', at: 'second', assignee: null, seen: 2 },
      { name: 'creating', at: 'second', assignee: null, seen: 2 },
    ]);
  });
});
