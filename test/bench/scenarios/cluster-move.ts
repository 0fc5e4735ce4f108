import { rmSync } from 'node:fs';
import { buildingApplication } from '../../support/building-application.js';
import { submitByPost } from '../../support/citizen.js';
import { engineMove } from '../../support/engine-move.js';
import { openRunningDatabase } from '../../support/running-database.js';
import { newDataDir, startRunningServer } from '../../support/running-server.js';
import { until } from '../../support/until.js';
import { Cluster } from '../../zeebe/support/cluster-server.js';
import { median } from '../measure.js';
import type { Scenario } from '../scenario.js';

const CASES = 300;
const AT_ONCE = 10;

/**
 * `npm run engine:move` with 300 building applications that wait for the desk: to a cluster of two partitions and back, from
 * the start of the command to its end. The cases are the same in every run; `scale` has no meaning.
 */
export const clusterMove: Scenario = {
  name: 'cluster-move',
  engine: 'embedded, zeebe',
  open: async () => {
    const dataDir = newDataDir();
    const [cluster, server] = await Promise.all([Cluster.start({ partitions: 2 }), startRunningServer({}, dataDir)]);
    for (let index = 0; index < CASES; index += AT_ONCE) {
      const some = Array.from({ length: AT_ONCE }, () =>
        submitByPost(server.url, 'bitsch', 'baugesuch', buildingApplication()),
      );
      await Promise.all(some);
    }
    const database = await openRunningDatabase(dataDir);
    await until(async () => {
      const { rows } = await database.query<{ n: string }>(
        `select count(*) as n from engine.user_task where state = 'CREATED'`,
      );
      return Number(rows[0]?.n) >= CASES;
    }, 120);
    await database.end();
    await server.stop({ keepData: true });

    const environment = { ...cluster.environment(), DATA_DIR: dataDir };
    const there: number[] = [];
    const back: number[] = [];
    const move = async (to: string, seconds: number[]): Promise<number> => {
      const begun = performance.now();
      const { code, text } = await engineMove(environment, '--to', to, '--apply');
      if (code !== 0 || !text.includes(`${CASES} moved`)) throw new Error(text);
      seconds.push((performance.now() - begun) / 1000);
      return performance.now() - begun;
    };
    return {
      run: async () => {
        const latencies = [await move('zeebe', there), await move('embedded', back)];
        return { count: 2 * CASES, seconds: latencies.reduce((sum, one) => sum + one, 0) / 1000, latencies };
      },
      close: async () => {
        await cluster.stop();
        rmSync(dataDir, { recursive: true, force: true });
      },
      remarks: () => ({ secondsThere: Math.round(median(there)), secondsBack: Math.round(median(back)) }),
    };
  },
};
