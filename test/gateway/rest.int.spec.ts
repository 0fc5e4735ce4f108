import { GatewayWorld } from './support/gateway-world.js';
import { userTask } from '../engine/support/processes.js';

/** What a real 8.5.8 broker answered to the same requests; where it says INTERNAL or less than it could, we say more. */
describe('the REST API of the gateway', () => {
  let world: GatewayWorld;

  beforeAll(async () => {
    world = await GatewayWorld.open();
    await world.engine.run({ type: 'deployResources', tenantId: '<default>', resources: [userTask] });
  });

  afterAll(() => world.close());

  const ask = async (method: string, path: string, body?: string, type = 'application/json') => {
    const response = await fetch(`${world.restUrl}${path}`, {
      method,
      ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>) };
  };

  const newTask = async (): Promise<string> => {
    const { processInstanceKey } = await world.engine.run({
      type: 'createProcessInstance',
      tenantId: '<default>',
      bpmnProcessId: 'user-task',
      variables: {},
    });
    const [row] = await world.engine.rows<{ key: string }>(
      'select key::text from engine.user_task where process_instance_key = $1::bigint',
      [processInstanceKey],
    );
    return row?.key ?? '';
  };

  const task = async (key: string) =>
    (
      await world.engine.rows<Record<string, unknown>>(
        `select assignee, candidate_groups, due_date, state, priority from engine.user_task where key = $1::bigint`,
        [key],
      )
    )[0];

  it.each(['/v1', '/v2'])('should give, change, take back and complete a user task below %s', async (version) => {
    const key = await newTask();
    const path = `${version}/user-tasks/${key}`;
    expect(await ask('POST', `${path}/assignment`, '{"assignee":"anna"}')).toEqual({ status: 204 });
    expect(await task(key)).toMatchObject({ assignee: 'anna' });
    expect(await ask('POST', `${path}/assignment`, '{"assignee":"beat","allowOverride":false}')).toEqual({
      status: 409,
      body: {
        type: 'about:blank',
        title: 'INVALID_STATE',
        status: 409,
        detail: `Command 'CLAIM' rejected with code 'INVALID_STATE': Expected to claim user task with key '${key}', but it has already been assigned`,
        instance: `${path}/assignment`,
      },
    });
    const changes = '{"changeset":{"candidateGroups":["a"],"dueDate":"2030-01-01T00:00:00Z","followUpDate":null}}';
    expect(await ask('PATCH', path, changes)).toEqual({ status: 204 });
    expect(await task(key)).toMatchObject({ assignee: 'anna', candidate_groups: ['a'] });
    expect(await ask('DELETE', `${path}/assignee`)).toEqual({ status: 204 });
    expect(await task(key)).toMatchObject({ assignee: null });
    expect(await ask('POST', `${path}/completion`, '{"variables":{"done":true},"action":"ok"}')).toEqual({
      status: 204,
    });
    expect(await ask('POST', `${path}/completion`, '{}')).toMatchObject({
      status: 404,
      body: {
        title: 'NOT_FOUND',
        detail: `Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete user task with key '${key}', but no such user task was found`,
      },
    });
  });

  it('should complete a task without a body', async () => {
    const key = await newTask();
    expect(await ask('POST', `/v1/user-tasks/${key}/completion`)).toEqual({ status: 204 });
  });

  it.each([
    ['POST', '/v1/user-tasks/x/completion', '{}', 400, 'Type mismatch'],
    ['POST', '/v1/user-tasks/1/completion', '{', 400, 'Failed to read HTTP message'],
    ['POST', '/v1/user-tasks/1/completion', '{"variables":5}', 400, 'variables'],
    ['POST', '/v1/user-tasks/1/completion', '[]', 400, 'Failed to read HTTP message'],
    ['POST', '/v1/user-tasks/1/completion', '{"variables":{"ahv":7560000000000000123}}', 400, '7560000000000000123'],
    ['POST', '/v1/user-tasks/1/completion', '{"unknown":5}', 404, 'no such user task was found'],
    ['POST', '/v1/user-tasks/1/assignment', '{}', 400, 'No assignee provided'],
    ['POST', '/v1/user-tasks/1/assignment', '{"assignee":" "}', 400, 'No assignee provided'],
    ['PATCH', '/v1/user-tasks/1', '{}', 400, 'No update data provided'],
    ['PATCH', '/v1/user-tasks/1', '{"changeset":{"name":"x"}}', 400, 'No update data provided'],
    ['PATCH', '/v1/user-tasks/1', '{"changeset":{"candidateGroups":"a"}}', 400, 'changeset.candidateGroups'],
    ['PATCH', '/v1/user-tasks/1', '{"action":"x"}', 404, 'no such user task was found'],
    ['POST', '/v1/user-tasks/%zz/completion', '{}', 400, 'not a valid url'],
    ['GET', '/v1/nothing', undefined, 404, 'GET'],
    ['GET', '/v1/user-tasks/1/completion', undefined, 404, 'GET'],
  ])('should answer %s %s %s with %s', async (method, path, body, status, detail) => {
    const answer = await ask(method, path, body);
    expect(answer).toMatchObject({ status, body: { type: 'about:blank', status, instance: path } });
    expect(answer.body?.['detail']).toContain(detail);
  });

  it('should refuse a date that is none, and leave the task as it is', async () => {
    const key = await newTask();
    const answer = await ask(
      'PATCH',
      `/v1/user-tasks/${key}`,
      '{"changeset":{"dueDate":"soon","followUpDate":"later"}}',
    );
    expect(answer).toMatchObject({ status: 400, body: { title: 'INVALID_ARGUMENT' } });
    const detail = String(answer.body?.['detail']);
    expect(detail).toContain("The provided due date 'soon' cannot be parsed as a date");
    expect(detail).toContain("The provided follow-up date 'later' cannot be parsed as a date");
    expect(await task(key)).toMatchObject({ state: 'CREATED' });
  });

  it('should refuse other media, and more than 4 MB', async () => {
    expect((await ask('POST', '/v1/user-tasks/1/completion', '{}', 'text/plain')).status).toBe(415);
    const large = JSON.stringify({ variables: { a: 'x'.repeat(5_000_000) } });
    expect((await ask('POST', '/v1/user-tasks/1/completion', large)).status).toBe(413);
  });

  it('should let no page of another server complete a task through the browser of somebody on this machine', async () => {
    const key = await newTask();
    const path = `${world.restUrl}/v1/user-tasks/${key}/completion`;
    const answer = await fetch(path, { method: 'POST', headers: { origin: 'https://elsewhere.example' } });
    expect(answer.status).toBe(403);
    expect((await ask('POST', new URL(path).pathname, 'action=x', 'application/x-www-form-urlencoded')).status).toBe(
      415,
    );
    expect(await task(key)).toMatchObject({ state: 'CREATED' });
  });

  it('should refuse variables that are too deep, and keep names that mean something to JavaScript', async () => {
    const key = await newTask();
    const path = `/v1/user-tasks/${key}/completion`;
    const deep = `{"variables":{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`;
    expect(await ask('POST', path, deep)).toMatchObject({ status: 400, body: { title: 'INVALID_ARGUMENT' } });
    expect(await ask('POST', path, '{"variables":{"__proto__":{"a":1}}}')).toEqual({ status: 204 });
    const rows = await world.engine.rows(
      `select name, value from engine.variable v join engine.user_task t on t.process_instance_key = v.process_instance_key where t.key = $1`,
      [key],
    );
    expect(rows).toEqual([{ name: '__proto__', value: { a: 1 } }]);
    expect(world.engine.errors).toEqual([]);
  });

  it('should tell the topology, with partitions in version 2', async () => {
    const broker = { nodeId: 0, host: '127.0.0.1', version: '8.5.8' };
    const cluster = { clusterSize: 1, partitionsCount: 1, replicationFactor: 1, gatewayVersion: '8.5.8' };
    expect((await ask('GET', '/v1/topology')).body).toMatchObject({ ...cluster, brokers: [broker] });
    expect((await ask('GET', '/v2/topology')).body).toMatchObject({
      ...cluster,
      brokers: [{ ...broker, partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }] }],
    });
  });

  it('should say at the token endpoint that no token is needed here', async () => {
    const form = 'grant_type=client_credentials&client_id=a&client_secret=b';
    expect(await ask('POST', '/oauth/token', form, 'application/x-www-form-urlencoded')).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });
});
