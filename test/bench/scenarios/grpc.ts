import { ZBClient } from 'zeebe-node';
import { startRunningServer } from '../../support/running-server.js';
import { ZeebeBroker } from '../../zeebe/support/zeebe-broker.js';
import { closedLoop, openLoop } from '../engine-load.js';
import type { OpenScenario, Scenario } from '../scenario.js';
import { jobChain } from './job-process.js';

/** A server in a process of its own that speaks Zeebe's gRPC. */
interface Target {
  engine: string;
  start(): Promise<{ address: string; stop(): Promise<void> }>;
}

/** The product as people run it, every record and read model written and durable. */
const product: Target = {
  engine: 'embedded, gRPC',
  start: async () => {
    const server = await startRunningServer({ DEMO: 'off' });
    return { address: server.gatewayAddress, stop: () => server.stop() };
  },
};

/** A real broker, exporting nothing: its best case. */
const broker: Target = {
  engine: 'Zeebe 8.5.8',
  start: async () => {
    const running = await ZeebeBroker.start();
    return { address: running.address, stop: () => running.stop() };
  },
};

/** Instances on their way at any time: enough for the broker's upper figures, below its back pressure. */
const IN_FLIGHT = 100;
const CREATES_PER_SECOND = 100;

const VARIABLES = { betrag: 1250, gemeinde: 'Musterdorf', vollstaendig: true };

/** One zeebe-node client creates instances and works on their jobs; what counts is create → last job completed. */
const throughput = (target: Target, name: string, tasks: number, count: number): Scenario => ({
  name,
  engine: target.engine,
  open: () =>
    openWith(target, tasks, (client) => {
      const waiting = new Map<number, () => void>();
      // One for all runs: a worker that is closed leaves a poll behind now and then, which takes the next job and drops it.
      client.createWorker<{ number: number }, Record<string, never>, { ergebnis: string }>({
        taskType: 'work',
        maxJobsToActivate: IN_FLIGHT,
        timeout: 60_000,
        longPoll: 10_000,
        pollInterval: 1,
        loglevel: 'NONE',
        taskHandler: async (job) => {
          const done = await job.complete({ ergebnis: 'ok' });
          if (job.elementId === `task${tasks}`) waiting.get(job.variables.number)?.();
          return done;
        },
      });
      return (scale) =>
        closedLoop(Math.ceil(count * scale), IN_FLIGHT, async (number) => {
          const completed = new Promise<void>((resolve) => waiting.set(number, resolve));
          await client.createProcessInstance({ bpmnProcessId: 'chain', variables: { ...VARIABLES, number } });
          await completed;
          waiting.delete(number);
        });
    }),
});

/** What a caller waits for the answer to a create, 100 times a second. */
const createLatency = (target: Target): Scenario => ({
  name: 'grpc-create',
  engine: target.engine,
  open: () =>
    openWith(
      target,
      1,
      (client) => (scale) =>
        openLoop(CREATES_PER_SECOND, 20 * scale, async (number) => {
          await client.createProcessInstance({ bpmnProcessId: 'chain', variables: { ...VARIABLES, number } });
        }),
    ),
});

async function openWith(
  target: Target,
  tasks: number,
  begin: (client: ZBClient) => OpenScenario['run'],
): Promise<OpenScenario> {
  const server = await target.start();
  const client = new ZBClient(server.address, { loglevel: 'NONE', retry: true });
  const process = Buffer.from(jobChain('chain', tasks).content);
  await client.deployResource({ name: 'chain.bpmn', process });
  return {
    run: begin(client),
    close: async () => {
      await client.close();
      await server.stop();
    },
  };
}

/** `npm run bench -- --grpc`: ours and a real broker one after the other, with the same client. */
export const GRPC_SCENARIOS: readonly Scenario[] = [
  throughput(product, 'grpc-one-task', 1, 6_000),
  throughput(broker, 'grpc-one-task', 1, 2_000),
  throughput(product, 'grpc-ten-task', 10, 800),
  throughput(broker, 'grpc-ten-task', 10, 300),
  createLatency(product),
  createLatency(broker),
];
