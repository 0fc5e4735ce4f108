import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { createTestDatabase } from '../support/test-database.js';
import { userTask } from '../engine/support/processes.js';
import { ClusterWorld, create, deploy, run } from './support/cluster-world.js';

const worlds: ClusterWorld[] = [];
afterAll(async () => {
  for (const world of worlds) await world.close();
});

const open = async (...args: Parameters<typeof ClusterWorld.open>) => {
  const world = await ClusterWorld.open(...args);
  worlds.push(world);
  return world;
};

const taskOf = async (world: ClusterWorld, processInstanceKey: string) => {
  const [row] = await world.eventually<{ key: string }>(
    `select key::text from engine.user_task where process_instance_key = $1 and state = 'CREATED'`,
    [processInstanceKey],
  );
  return row?.key ?? '';
};

/** What docs/scale.md says about backup: broker and database are copied while both stand still, and belong together. */
it('should go on from copies of the data of broker and database, whatever happened afterwards', async () => {
  const before = await open();
  const engine = await before.start();
  await deploy(engine, userTask);
  const { processInstanceKey } = await create(engine, 'user-task', {});
  const userTaskKey = await taskOf(before, processInstanceKey);
  await before.stop(engine);
  await before.broker.stop({ keepData: true });

  const dataDir = mkdtempSync(join(tmpdir(), 'dsc-copy-'));
  cpSync(before.broker.dataDir, dataDir, { recursive: true });
  const copy = await createTestDatabase(before.database.name);

  await before.broker.launch();
  const later = await before.start();
  await run(later, { type: 'completeUserTask', userTaskKey, variables: {} });
  await before.eventually(`select 1 from engine.process_instance where key = $1 and state = 'COMPLETED'`, [
    processInstanceKey,
  ]);
  await before.stop(later);

  const after = await open({ dataDir }, copy.name);
  const restored = await after.start();
  expect(await taskOf(after, processInstanceKey)).toBe(userTaskKey);
  const second = await create(restored, 'user-task', {});
  await run(restored, { type: 'completeUserTask', userTaskKey, variables: { restored: true } });
  await after.eventually(`select 1 from engine.process_instance where key = $1 and state = 'COMPLETED'`, [
    processInstanceKey,
  ]);
  expect(await taskOf(after, second.processInstanceKey)).not.toBe('');
  expect(after.errors).toEqual([]);
  await copy.drop();
});
