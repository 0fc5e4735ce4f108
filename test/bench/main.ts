/**
 * `npm run bench -- [scenario...] [--runs=5] [--scale=1]`: one JSON line per scenario on standard output. Every scenario
 * has a database of its own on the embedded PostgreSQL, durable as in production.
 * `npm run bench -- --grpc [scenario...]`: one zeebe-node client on the product and on a real Zeebe broker (Java 21, Maven).
 */
import { parseArgs } from 'node:util';
import { startBenchServer, type BenchServer } from './bench-database.js';
import { type Run, report } from './measure.js';
import type { Scenario } from './scenario.js';
import { clusterMove } from './scenarios/cluster-move.js';
import { GRPC_SCENARIOS } from './scenarios/grpc.js';
import { halfLoad } from './scenarios/half-load.js';
import { idleLatency } from './scenarios/idle-latency.js';
import { decisionTable, gatewayCondition } from './scenarios/feel-decisions.js';
import { ingest } from './scenarios/ingest.js';
import { jobProcess } from './scenarios/job-process.js';
import { oneTaskParked } from './scenarios/one-task-parked.js';
import { rawInsert } from './scenarios/raw-insert.js';
import { recovery } from './scenarios/recovery.js';
import { search } from './scenarios/search.js';
import { soak } from './scenarios/soak.js';
import { clusterSubmitToTask, submitToTask } from './scenarios/submit-to-task.js';
import { userTask } from './scenarios/user-task.js';
import { waitingMemory } from './scenarios/waiting-memory.js';
import { zuzug } from './scenarios/zuzug.js';

const SCENARIOS: readonly Scenario[] = [
  jobProcess('one-task', 1, 20_000, 2_000),
  jobProcess('ten-task', 10, 3_000, 500),
  userTask,
  zuzug,
  idleLatency,
  halfLoad,
  waitingMemory,
  recovery('recovery-100k', 100_000),
  recovery('recovery-1m', 1_000_000),
  oneTaskParked,
  search,
  soak,
  submitToTask,
  clusterSubmitToTask,
  clusterMove,
  ingest,
  rawInsert,
  gatewayCondition,
  decisionTable,
];
const WARM_UP = 0.25;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    scale: { type: 'string', default: '1' },
    grpc: { type: 'boolean', default: false },
  },
});
const scenarios = values.grpc ? GRPC_SCENARIOS : SCENARIOS;
const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Scenarios: ${scenarios.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
// A cluster is needed for some: they run when they are named.
const byDefault = scenarios.filter(({ name }) => !name.startsWith('cluster-'));
const wanted = positionals.length === 0 ? byDefault : scenarios.filter(({ name }) => positionals.includes(name));

const server = await startBenchServer();
try {
  for (const scenario of wanted) await measure(server, scenario, Number(values.runs), Number(values.scale));
} finally {
  await server.stop();
}

async function measure(on: BenchServer, scenario: Scenario, count: number, scale: number): Promise<void> {
  const database = await on.database(scenario.name.replaceAll('-', '_'));
  const open = await scenario.open(database);
  try {
    await open.run(scale * WARM_UP);
    const runs: Run[] = [];
    const before = { cpu: process.cpuUsage(), wal: await on.walBytes() };
    for (let run = 0; run < count; run += 1) runs.push(await open.run(scale));
    const { user, system } = process.cpuUsage(before.cpu);
    const wal = (await on.walBytes()) - before.wal;
    const pieces = runs.reduce((sum, run) => sum + run.count, 0);
    const figures = {
      // Independent of what else the machine does: CPU time of this process, without the database's.
      cpuUsEach: Math.round((user + system) / pieces),
      walBytesEach: Math.round(wal / pieces),
      ...open.remarks?.(),
    };
    console.log(JSON.stringify({ ...report(scenario.name, scenario.engine, runs), ...figures }));
  } finally {
    await open.close();
  }
}
