import * as fc from 'fast-check';
import type { EngineCommand } from '../../src/engine/engine.js';
import { bpmn } from '../../src/engine/core/testing/bpmn-text.js';
import { randomPath, writeProcess } from '../../src/engine/core/testing/random-process.js';
import { comparable } from './support/comparable-state.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { randomOf } from './support/random-walk.js';
import { readStoredState, replayLog } from './support/read-engine-state.js';

const SEED = Number(process.env['MODELS_SEED'] ?? 7);
const MODELS = Number(process.env['MODELS'] ?? 10);
const ROUNDS = 6;

describe('random processes on the database', () => {
  let world: EngineWorld;
  const random = randomOf(SEED);

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start({ maxTrees: 5, maxBatch: 7 });
  });
  afterAll(() => world.close());

  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];

  /** What moves the instances on, or is refused. */
  async function nextCommands(): Promise<EngineCommand[]> {
    const commands: EngineCommand[] = [];
    for (const { key: jobKey } of await world.jobs('work', { count: 6 })) {
      const kind = random();
      if (kind < 0.6) commands.push({ type: 'completeJob', jobKey, variables: { n: Math.floor(random() * 4) } });
      else if (kind < 0.8) commands.push({ type: 'failJob', jobKey, retries: kind < 0.7 ? 0 : 1, errorMessage: 'no' });
      else commands.push({ type: 'throwError', jobKey, errorCode: 'E', errorMessage: 'no' });
    }
    const tasks = await world.rows<{ key: string }>(
      `select key from engine.user_task where state = 'CREATED' order by key`,
    );
    const task = pick(tasks);
    if (task) commands.push({ type: 'completeUserTask', userTaskKey: task.key, variables: {} });
    const incidents = await world.rows<{ key: string }>(
      `select key from engine.incident where state = 'CREATED' order by key`,
    );
    const incident = pick(incidents);
    if (incident) commands.push({ type: 'resolveIncident', incidentKey: incident.key });
    const waiting = await world.rows<{ name: string }>(
      `select distinct message_name as name from engine.message_subscription order by 1`,
    );
    const name = pick(waiting)?.name ?? 'nobody';
    const timeToLive = random() < 0.5 ? 0 : 3_600_000;
    commands.push({ type: 'publishMessage', tenantId: TENANT, name, correlationKey: 'k', timeToLive, variables: {} });
    const signalName = random() < 0.5 ? 'news' : 'told';
    if (random() < 0.5) commands.push({ type: 'broadcastSignal', tenantId: TENANT, signalName, variables: {} });
    return commands;
  }

  it(
    'should be stored as the log says, however often the engine begins anew',
    async () => {
      const models = fc.sample(randomPath, { seed: SEED, numRuns: MODELS });
      for (const blocks of models) {
        await world.deploy({ name: 'p.bpmn', content: bpmn(writeProcess(blocks)) });
        await world.create('p');
        await world.create('p', { n: 2 });
        for (let round = 0; round < ROUNDS; round += 1) {
          const commands = await nextCommands();
          await Promise.all(commands.map((command) => world.engine.execute(command)));
          if (random() < 0.3) world.clock.advance(3_600_000);
          if (random() < 0.15) await world.restart({ maxTrees: 5, maxBatch: 7 });
        }
      }
      await world.stop(world.engine);
      const stored = await readStoredState(world.database.engineUrl);
      expect(comparable(stored)).toEqual(comparable(await replayLog(world.database.engineUrl)));
      expect(stored.instances.size).toBeGreaterThan(2);
      expect(world.errors).toEqual([]);
    },
    MODELS * 10_000,
  );
});
