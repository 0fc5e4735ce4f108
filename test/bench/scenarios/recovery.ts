import { EngineLoad } from '../engine-load.js';
import { park } from '../park.js';
import type { Scenario } from '../scenario.js';

/** How long the engine takes from its start until it has answered its first command, with so many waiting instances. */
export const recovery = (name: string, parked: number): Scenario => ({
  name,
  engine: 'embedded',
  open: async (database) => {
    await park(database.engine, parked);
    return {
      run: async () => {
        const begin = performance.now();
        const load = await EngineLoad.start(database.engine);
        await load.create('parked', 0);
        const milliseconds = performance.now() - begin;
        await load.close();
        return { count: 1, seconds: milliseconds / 1000, latencies: [milliseconds] };
      },
      close: () => Promise.resolve(),
      remarks: () => ({ parked }),
    };
  },
});
