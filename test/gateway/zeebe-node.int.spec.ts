import { ZBClient } from 'zeebe-node-unchanged';
import { DMN } from './support/decision.js';
import { GatewayWorld } from './support/gateway-world.js';
import { messages, oneTask, waiting } from '../engine/support/processes.js';

const resource = ({ name, content }: { name: string; content: string }) => ({ name, content: Buffer.from(content) });

/** The published client, unchanged, as integrators use it. */
describe('zeebe-node 8.3.2', () => {
  let world: GatewayWorld;
  let client: ZBClient;

  beforeAll(async () => {
    world = await GatewayWorld.open();
    client = new ZBClient(world.address, { loglevel: 'NONE', retry: false, connectionTolerance: 50 });
    for (const one of [oneTask, messages, waiting]) {
      const { name, content } = resource(one);
      await client.deployResource({ name, process: content });
    }
    await client.deployResource({ name: 'fee.dmn', decision: Buffer.from(DMN) });
  });

  afterAll(async () => {
    await client.close();
    await world.close();
    // The client leaves a timer behind for each poll, one second longer than the poll.
    await new Promise((resolve) => setTimeout(resolve, 1_600));
  });

  const create = (bpmnProcessId: string, variables = {}) => client.createProcessInstance({ bpmnProcessId, variables });

  const activate = (type: string) =>
    client.activateJobs({ type, worker: 'test', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: 500 });

  it('should see one healthy broker with one partition', async () => {
    expect(await client.topology()).toMatchObject({
      brokers: [{ partitions: [{ partitionId: 1, role: 'LEADER', health: 'HEALTHY' }], port: world.port }],
      clusterSize: 1,
      gatewayVersion: '8.5.8',
    });
  });

  it('should deploy and be told what there is now', async () => {
    const process = resource({ ...oneTask, name: 'again.bpmn' });
    const answer = await client.deployResource({ name: process.name, process: process.content });
    expect(answer.deployments).toEqual([
      {
        Metadata: 'process',
        process: {
          bpmnProcessId: 'one-task',
          version: 2,
          processDefinitionKey: expect.stringMatching(/^22517998136\d+$/) as string,
          resourceName: 'again.bpmn',
          tenantId: '<default>',
        },
      },
    ]);
    const old = await client.deployProcess({ name: 'third.bpmn', definition: process.content });
    expect(old.processes).toMatchObject([{ bpmnProcessId: 'one-task', version: 3, resourceName: 'third.bpmn' }]);
  });

  it('should work on jobs with a worker that completes, fails, and throws errors', async () => {
    const seen: unknown[] = [];
    const worker = client.createWorker({
      taskType: 'work',
      longPoll: 500,
      taskHandler: (job) => {
        seen.push(job.variables);
        if (job.retries === 3) return job.fail('once more', 2);
        return job.complete({ done: true });
      },
    });
    const result = await client.createProcessInstanceWithResult<{ a: number }, { done: boolean }>({
      bpmnProcessId: 'one-task',
      variables: { a: 1 },
      requestTimeout: 10_000,
    });
    expect(result.variables).toEqual({ a: 1, done: true });
    expect(seen).toEqual([{ a: 1 }, { a: 1 }]);
    await worker.close();
  });

  it('should make an incident of an error nobody catches, and resolve incidents', async () => {
    const { processInstanceKey } = await create('one-task');
    const [job] = await activate('work');
    await client.failJob({ jobKey: job?.key ?? '', retries: 0, errorMessage: 'broken', retryBackOff: 0 });
    const [incident] = await world.engine.rows<{ key: string }>(
      `select key::text from engine.incident where process_instance_key = $1::bigint`,
      [processInstanceKey],
    );
    await client.updateJobRetries({ jobKey: job?.key ?? '', retries: 1 });
    await client.resolveIncident({ incidentKey: incident?.key ?? '' });
    const [again] = await activate('work');
    expect(again).toMatchObject({ key: job?.key, retries: 1 });
    await client.throwError({ jobKey: again?.key ?? '', errorCode: 'NOBODY', errorMessage: 'x' });
    await expect(client.completeJob({ jobKey: again?.key ?? '', variables: {} })).rejects.toMatchObject({ code: 9 });
    await client.cancelProcessInstance(processInstanceKey);
  });

  it('should publish messages and set variables', async () => {
    const { processInstanceKey } = await create('messages', { case: 'c-1' });
    await client.setVariables({ elementInstanceKey: processInstanceKey, variables: { extra: 1 }, local: false });
    await client.publishMessage({ name: 'answer', correlationKey: 'c-1', timeToLive: 0, variables: { yes: true } });
    const [job] = await activate('after');
    expect(job?.variables).toEqual({ case: 'c-1', extra: 1, yes: true });
    await client.completeJob({ jobKey: job?.key ?? '', variables: {} });
  });

  it('should modify an instance and broadcast signals', async () => {
    const { processInstanceKey } = await create('messages', { case: 'c-2' });
    await client.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: [
        {
          elementId: 'task',
          ancestorElementInstanceKey: '-1',
          variableInstructions: [{ scopeId: '', variables: { b: 2 } }],
        },
      ],
    });
    const [job] = await activate('after');
    expect(job).toMatchObject({ elementId: 'task', variables: { case: 'c-2', b: 2 } });
    expect(await client.broadcastSignal({ signalName: 'nobody', variables: {} })).toMatchObject({
      key: expect.stringMatching(/^22517998136\d+$/) as string,
    });
  });

  it('should evaluate a decision', async () => {
    const answer = await client.evaluateDecision({ decisionId: 'fee', variables: { amount: 200 } });
    expect(answer).toMatchObject({ decisionId: 'fee', decisionVersion: 1, decisionRequirementsId: 'fees' });
    expect(answer.decisionOutput).toBe('30');
    expect(answer.evaluatedDecisions).toMatchObject([
      {
        decisionId: 'fee',
        decisionVersion: 1,
        matchedRules: [{ ruleIndex: 2, evaluatedOutputs: [{ outputName: 'Fee' }] }],
        evaluatedInputs: [{ inputValue: '200' }],
      },
    ]);
  });

  it('should make thousands of calls: Node would cut the connection of this client off after a thousand', async () => {
    const { processInstanceKey: last } = await create('one-task');
    const keys = new Set<string>();
    const worker = client.createWorker({
      taskType: 'work',
      longPoll: 500,
      pollInterval: 20,
      maxJobsToActivate: 500,
      taskHandler: (job) => {
        keys.add(job.processInstanceKey);
        return job.complete();
      },
    });
    let left = 3_000;
    const callers = Array.from({ length: 64 }, async () => {
      while ((left -= 1) >= 0) await create('one-task');
    });
    await Promise.all(callers);
    await world.engine.eventually(() => Promise.resolve(keys.size >= 3_001), 20_000);
    expect(keys.has(last)).toBe(true);
    await world.engine.eventually(async () => {
      const open = await world.engine.rows(`select 1 from engine.job where type = 'work' limit 1`);
      return open.length === 0;
    });
    await worker.close();
  });

  it('should hear the codes and words of Zeebe', async () => {
    await expect(create('unknown')).rejects.toMatchObject({
      code: 5,
      details:
        "Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'unknown', but none found",
    });
    await expect(client.completeJob({ jobKey: '2251799813699999', variables: {} })).rejects.toMatchObject({ code: 5 });
    await expect(client.deployResource({ name: 'x.bpmn', process: Buffer.from('no xml') })).rejects.toMatchObject({
      code: 3,
    });
    const both = { decisionId: 'unknown', decisionKey: '1', variables: {} };
    await expect(client.evaluateDecision(both as never)).rejects.toMatchObject({
      code: 3,
      details: expect.stringContaining("no decision found for id 'unknown'") as string,
    });
    await expect(client.cancelProcessInstance('1')).rejects.toMatchObject({ code: 5 });
    const message = { name: 'n', correlationKey: 'k', messageId: 'id', timeToLive: 60_000, variables: {} };
    await client.publishMessage(message);
    await expect(client.publishMessage(message)).rejects.toMatchObject({ code: 6 });
  });
});
