// A job worker in TypeScript: npm install @camunda8/sdk
// Start: ZEEBE_GRPC_ADDRESS=grpc://127.0.0.1:26500 node worker.ts   (Node 24; older ones need a compiler)
import { Camunda8 } from '@camunda8/sdk';

const address = process.env['ZEEBE_GRPC_ADDRESS'] ?? 'grpc://127.0.0.1:26500';
const client = new Camunda8({
  ZEEBE_GRPC_ADDRESS: address,
  // Jobs of these Gemeinden; without a tenant those of «<default>».
  CAMUNDA_TENANT_ID: process.env['CAMUNDA_TENANT_ID'] ?? '<default>',
}).getZeebeGrpcApiClient();

const worker = client.createWorker<{ name?: string }>({
  taskType: 'greet',
  // How long nobody else gets the job. Whoever dies meanwhile leaves it to the next one: work must bear being done twice.
  timeout: 30_000,
  taskHandler: async (job) => {
    const { name } = job.variables;
    // Known to the process: a boundary event can catch it.
    if (name === undefined)
      return job.error({ errorCode: 'NO_NAME', errorMessage: 'There is nobody to greet.', variables: {} });
    try {
      return await job.complete({ greeting: `Grüezi ${name}` });
    } catch (error) {
      // Tried again later; without retries left it becomes an incident that people look after.
      return job.fail({ errorMessage: String(error), retries: job.retries - 1, retryBackOff: 10_000 });
    }
  },
});

process.on('SIGTERM', () => void worker.close().then(() => client.close()));
console.log(`Waiting for jobs of type «greet» at ${address}`);
