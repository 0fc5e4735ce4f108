/**
 * `npm run bench -- [scenario...] [--runs=5] [--scale=1]`: one JSON line per scenario on standard output, what lies behind
 * it on standard error. Every scenario has a database of its own on the embedded PostgreSQL, durable as in production.
 */
import { parseArgs } from 'node:util';
import { startBenchServer, type BenchServer } from './bench-database.js';
import { percentile, type Run, report } from './measure.js';
import type { Scenario } from './scenario.js';
import { decisionTable, gatewayCondition } from './scenarios/feel-decisions.js';
import { jobProcess } from './scenarios/job-process.js';
import { rawInsert } from './scenarios/raw-insert.js';
import { submitToTask } from './scenarios/submit-to-task.js';
import { userTask } from './scenarios/user-task.js';

const SCENARIOS: readonly Scenario[] = [
  jobProcess('one-task', 1, 20_000, 2_000),
  jobProcess('ten-task', 10, 3_000, 500),
  userTask,
  submitToTask,
  rawInsert,
  gatewayCondition,
  decisionTable,
];
const WARM_UP = 0.25;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' }, scale: { type: 'string', default: '1' } },
});
const unknown = positionals.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Scenarios: ${SCENARIOS.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
const wanted = SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const server = await startBenchServer();
try {
  for (const scenario of wanted) await measure(server, scenario, Number(values.runs), Number(values.scale));
} finally {
  await server.stop();
}

async function measure(on: BenchServer, scenario: Scenario, count: number, scale: number): Promise<void> {
  const open = await scenario.open(await on.database(scenario.name.replaceAll('-', '_')));
  try {
    await open.run(scale * WARM_UP);
    const runs: Run[] = [];
    const before = process.cpuUsage();
    for (let run = 0; run < count; run += 1) runs.push(await open.run(scale));
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify(report(scenario.name, scenario.engine, runs)));
    // Independent of what else the machine does: CPU time of this process, without the database's.
    const cpuUsEach = Math.round((user + system) / runs.reduce((sum, run) => sum + run.count, 0));
    const p95Ms =
      Math.round(
        percentile(
          runs.flatMap(({ latencies }) => latencies),
          0.95,
        ) * 10,
      ) / 10;
    console.error(`${scenario.name}: ${JSON.stringify({ p95Ms, cpuUsEach, ...open.remarks?.() })}`);
  } finally {
    await open.close();
  }
}
