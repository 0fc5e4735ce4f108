import { jest } from '@jest/globals';
import { Camunda8 } from '@camunda8/sdk';
import { GatewayWorld } from './support/gateway-world.js';
import { messages, oneTask } from '../engine/support/processes.js';

const text = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The maintained client of Camunda, with what zeebe-node does not have: streams, migration, timeouts, deletion. */
describe('@camunda8/sdk 8.8', () => {
  let world: GatewayWorld;
  let client: ReturnType<Camunda8['getZeebeGrpcApiClient']>;
  let definitionKey: string;

  beforeAll(async () => {
    // Its streams tell the terminal what they do, whatever level is set.
    for (const level of ['info', 'error'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
    world = await GatewayWorld.open();
    client = new Camunda8({
      ZEEBE_GRPC_ADDRESS: `grpc://${world.address}`,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_LOG_LEVEL: 'none',
      zeebeGrpcSettings: {
        ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
        ZEEBE_GRPC_CLIENT_RETRY: false,
        ZEEBE_GRPC_CLIENT_CONNECTION_TOLERANCE_MS: 50,
      },
    }).getZeebeGrpcApiClient();
    const answer = await client.deployResource({ name: oneTask.name, process: Buffer.from(oneTask.content) });
    definitionKey = answer.deployments[0]?.process.processDefinitionKey ?? '';
    await client.deployResource({ name: messages.name, process: Buffer.from(messages.content) });
  });

  afterAll(async () => {
    await client.close();
    await world.close();
    jest.restoreAllMocks();
  });

  const create = () => client.createProcessInstance({ bpmnProcessId: 'one-task', variables: { a: 1 } });

  const activate = () =>
    client.activateJobs({ type: 'work', worker: 'sdk', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: 300 });

  it('should work on jobs with a worker that polls', async () => {
    const worker = client.createWorker({
      taskType: 'work',
      longPoll: 300,
      taskHandler: (job) => job.complete({ seen: job.variables['a'] as number }),
    });
    const result = await client.createProcessInstanceWithResult({
      bpmnProcessId: 'one-task',
      variables: { a: 5 },
      requestTimeout: 5_000,
      fetchVariables: ['seen'],
    });
    expect(text(result.variables)).toEqual({ seen: 5 });
    await worker.close();
  });

  it('should work on jobs that are pushed', async () => {
    const seen: string[] = [];
    const stream = await client.streamJobs({
      type: 'work',
      worker: 'stream',
      timeout: 60_000,
      tenantIds: ['<default>'],
      taskHandler: (job) => {
        seen.push(job.processInstanceKey);
        return job.complete();
      },
    });
    const { processInstanceKey } = await create();
    await world.engine.eventually(async () => (await world.engine.instanceState(processInstanceKey)) === 'COMPLETED');
    expect(seen).toEqual([processInstanceKey]);
    stream.close();
  });

  it('should change timeouts of jobs and hear Zeebe when it cannot', async () => {
    await create();
    const [job] = await activate();
    await client.updateJobTimeout({ jobKey: job?.key ?? '', timeout: 90_000 });
    await client.failJob({
      jobKey: job?.key ?? '',
      retries: 1,
      errorMessage: '',
      retryBackOff: 0,
      variables: { b: 2 },
    });
    await expect(client.updateJobTimeout({ jobKey: job?.key ?? '', timeout: 1 })).rejects.toMatchObject({ code: 9 });
    const [again] = await activate();
    expect(text(again?.variables)).toEqual({ a: 1, b: 2 });
    await client.completeJob({ jobKey: again?.key ?? '', variables: {} });
  });

  it('should migrate an instance and cancel it with an operation reference', async () => {
    const { processInstanceKey } = await create();
    const changed = oneTask.content.replaceAll('id="task"', 'id="renamed"').replaceAll('"task"', '"renamed"');
    const answer = await client.deployResource({ name: 'changed.bpmn', process: Buffer.from(changed) });
    await client.migrateProcessInstance({
      processInstanceKey,
      migrationPlan: {
        targetProcessDefinitionKey: answer.deployments[0]?.process.processDefinitionKey ?? '',
        mappingInstructions: [{ sourceElementId: 'task', targetElementId: 'renamed' }],
      },
    });
    const [job] = await activate();
    expect(job).toMatchObject({ elementId: 'renamed', processInstanceKey });
    await client.cancelProcessInstance(processInstanceKey, 7);
    await expect(client.cancelProcessInstance(processInstanceKey)).rejects.toMatchObject({ code: 5 });
  });

  it('should delete a version: nothing begins on it any more', async () => {
    await client.deleteResource({ resourceKey: definitionKey });
    await expect(client.deleteResource({ resourceKey: definitionKey })).rejects.toMatchObject({ code: 5 });
    await expect(
      client.createProcessInstance({ bpmnProcessId: 'one-task', version: 1, variables: {} }),
    ).rejects.toMatchObject({ code: 5 });
  });
});
