import type { Pool } from 'pg';
import { GraphCache } from '../runtime/state/graph-cache.js';
import { readDefinitions } from '../runtime/state/definitions.store.js';
import { Memory } from '../runtime/state/memory.js';
import { clusterWaiting } from './cluster-waiting.js';
import { embeddedWaiting } from './embedded-waiting.js';
import { readInstanceRows, runningInstances } from './instance-rows.store.js';
import type { Home } from './moved-instance.store.js';
import type { WaitingInstance } from './waiting-instance.js';

/** Instances read at once: their state need not be in memory all together. */
const AT_ONCE = 200;

/** Every instance that runs on an engine and that nobody has called, oldest first. */
export async function* waitingInstances(pool: Pool, home: Home): AsyncGenerator<WaitingInstance> {
  const keys = await runningInstances(pool, home);
  const graphs = new GraphCache(pool);
  const memory = home === 'embedded' ? await loadMemory(pool, graphs) : null;
  for (let index = 0; index < keys.length; index += AT_ONCE) {
    const some = keys.slice(index, index + AT_ONCE);
    yield* memory ? await fromState(memory, some) : await fromReadModels(pool, graphs, some);
  }
}

const loadMemory = (pool: Pool, graphs: GraphCache): Promise<Memory> =>
  Memory.load(pool, graphs, new Map(), { trees: { count: AT_ONCE, weight: Number.MAX_SAFE_INTEGER } });

async function fromState(memory: Memory, keys: readonly string[]): Promise<WaitingInstance[]> {
  memory.trees.trim();
  await memory.loadTrees(keys.map(Number));
  const { state } = memory;
  return keys.flatMap((key) => {
    const instance = state.instances.get(Number(key));
    return instance ? [embeddedWaiting(state, instance)] : [];
  });
}

async function fromReadModels(pool: Pool, graphs: GraphCache, keys: readonly string[]): Promise<WaitingInstance[]> {
  const instances: WaitingInstance[] = [];
  for (const key of keys) {
    const rows = await readInstanceRows(pool, key);
    if (!rows) continue;
    const definitions = await readDefinitions(pool, [Number(rows.instance.process_definition_key)]);
    await graphs.loadProcesses(definitions);
    const process = definitions[0]?.process;
    if (process) instances.push(clusterWaiting(process, rows));
  }
  return instances;
}
