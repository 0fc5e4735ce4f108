import { testPool } from '../../support/test-pool.js';
import { Ingest } from '../../../src/engine/zeebe/records/ingest.js';
import { RecordsServer } from '../../../src/engine/zeebe/records/records-server.js';
import { ExportedBulks } from '../exported-bulks.js';
import type { Scenario } from '../scenario.js';

const PASSWORD = 'secret-of-the-bench';
const PARTITIONS = 2;
const BULKS = 120;
const silent = { info: () => undefined, error: console.error };

/**
 * Records per second that the endpoint takes from the exporters of two partitions: read, stored, shown in the read models
 * and committed before each answer. The exporters (already made) run in the same process; latencies are per bulk.
 */
export const ingest: Scenario = {
  name: 'ingest',
  engine: 'zeebe',
  open: async (database) => {
    const pool = testPool(database.engine, 8);
    const taking = new Ingest(pool, () => undefined, silent);
    const take: Ingest['take'] = (records) => taking.take(records);
    const server = new RecordsServer({ host: '127.0.0.1', port: 0, password: PASSWORD, take, log: silent });
    const url = `http://127.0.0.1:${await server.start()}/_bulk`;
    const authorization = `Basic ${Buffer.from(`zeebe:${PASSWORD}`).toString('base64')}`;
    const partitions = Array.from({ length: PARTITIONS }, (_, index) => new ExportedBulks(index + 1));
    return {
      run: async (scale) => {
        const count = Math.ceil((BULKS * scale) / PARTITIONS);
        const prepared = partitions.map((partition) => Array.from({ length: count }, () => partition.next()));
        const latencies: number[] = [];
        const begin = performance.now();
        await Promise.all(
          prepared.map(async (bulks) => {
            for (const body of bulks) {
              const sent = performance.now();
              const answer = await fetch(url, { method: 'POST', headers: { authorization }, body });
              if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
              await answer.arrayBuffer();
              latencies.push(performance.now() - sent);
            }
          }),
        );
        const records = PARTITIONS * count * (partitions[0]?.records ?? 0);
        return { count: records, seconds: (performance.now() - begin) / 1000, latencies };
      },
      close: async () => {
        await server.stop();
        await pool.end();
      },
    };
  },
};
