import { apply, EngineState } from '../../../src/engine/core/index.js';
import { BatchDecoder } from '../../../src/engine/runtime/log/batch-decoder.js';
import { LogReader } from '../../../src/engine/runtime/log/log-reader.js';
import { GraphCache } from '../../../src/engine/runtime/state/graph-cache.js';
import { Memory } from '../../../src/engine/runtime/state/memory.js';
import { testPool } from '../../support/test-pool.js';

/** The state that follows from the stored log alone. */
export async function replayLog(url: string): Promise<EngineState> {
  const pool = testPool(url, 1);
  const reader = new LogReader(pool, new GraphCache(pool));
  const state = new EngineState();
  let position = 0;
  for (;;) {
    const [next] = await reader.readPacked(position, 1);
    if (!next) break;
    const decoder = new BatchDecoder(next.packed.references, next.catalogue);
    for (const record of next.packed.records) {
      const entry = decoder.decode(record);
      if (entry.kind === 'event') apply(state, entry.event);
    }
    position = next.row.lastPosition;
  }
  await pool.end();
  return state;
}

/** The state as the engine would read it after a restart, with every tree loaded. */
export async function readStoredState(url: string): Promise<EngineState> {
  const pool = testPool(url, 1);
  const graphs = new GraphCache(pool);
  const memory = await Memory.load(pool, graphs, new Map(), { trees: { count: 1_000_000, weight: 1e12 } });
  await graphs.loadProcesses([...memory.state.definitions.all()]);
  const { rows } = await pool.query<{ root_key: string }>(
    `select distinct root_key from engine.instance_state order by root_key`,
  );
  await memory.loadTrees(rows.map((row) => Number(row.root_key)));
  await pool.end();
  return memory.state;
}
