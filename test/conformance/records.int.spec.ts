import type { EngineRecord } from '../../src/engine/engine.js';
import { EngineWorld } from '../engine/support/engine-world.js';
import { everything, messages, messageStart, oneTask, uncommon, userTask } from '../engine/support/processes.js';
import { randomOf, walk } from '../engine/support/random-walk.js';

const ENVELOPE = [
  'brokerVersion',
  'intent',
  'key',
  'partitionId',
  'position',
  'recordType',
  'recordVersion',
  'rejectionReason',
  'rejectionType',
  'sourceRecordPosition',
  'timestamp',
  'value',
  'valueType',
];
const PROCESS = ['bpmnProcessId', 'processDefinitionKey', 'processInstanceKey', 'tenantId'];
const ELEMENT = [...PROCESS, 'elementId', 'elementInstanceKey'];

/** Fields of each value type (zeebe-semantics 6.4), as far as the product's own projections and exporters rely on them. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  PROCESS_INSTANCE: [
    ...PROCESS,
    'version',
    'elementId',
    'flowScopeKey',
    'bpmnElementType',
    'bpmnEventType',
    'parentProcessInstanceKey',
    'parentElementInstanceKey',
  ],
  VARIABLE: [...PROCESS, 'name', 'value', 'scopeKey'],
  JOB: [
    ...ELEMENT,
    'type',
    'processDefinitionVersion',
    'customHeaders',
    'worker',
    'retries',
    'retryBackoff',
    'recurringTime',
    'deadline',
    'timeout',
    'variables',
    'errorMessage',
    'errorCode',
    'jobKind',
    'jobListenerEventType',
  ],
  INCIDENT: [...ELEMENT, 'errorType', 'errorMessage', 'jobKey', 'variableScopeKey'],
  USER_TASK: [
    ...ELEMENT,
    'userTaskKey',
    'assignee',
    'candidateGroupsList',
    'candidateUsersList',
    'dueDate',
    'followUpDate',
    'priority',
    'formKey',
    'externalFormReference',
    'changedAttributes',
    'action',
    'creationTimestamp',
    'variables',
    'customHeaders',
    'processDefinitionVersion',
  ],
  PROCESS: [
    'bpmnProcessId',
    'version',
    'processDefinitionKey',
    'resourceName',
    'resource',
    'checksum',
    'duplicate',
    'tenantId',
  ],
  DEPLOYMENT: [
    'resources',
    'processesMetadata',
    'decisionRequirementsMetadata',
    'decisionsMetadata',
    'formMetadata',
    'tenantId',
  ],
  MESSAGE: ['name', 'correlationKey', 'messageId', 'timeToLive', 'deadline', 'variables', 'tenantId'],
  MESSAGE_SUBSCRIPTION: [...ELEMENT, 'messageName', 'messageKey', 'correlationKey', 'interrupting', 'variables'],
  PROCESS_MESSAGE_SUBSCRIPTION: [
    ...ELEMENT,
    'messageName',
    'messageKey',
    'correlationKey',
    'interrupting',
    'variables',
  ],
  MESSAGE_START_EVENT_SUBSCRIPTION: [
    ...PROCESS,
    'messageName',
    'messageKey',
    'startEventId',
    'correlationKey',
    'variables',
  ],
  TIMER: [
    'elementInstanceKey',
    'processInstanceKey',
    'processDefinitionKey',
    'dueDate',
    'targetElementId',
    'repetitions',
    'tenantId',
  ],
  SIGNAL: ['signalName', 'variables', 'tenantId'],
  SIGNAL_SUBSCRIPTION: [
    'signalName',
    'catchEventId',
    'catchEventInstanceKey',
    'processDefinitionKey',
    'bpmnProcessId',
    'tenantId',
  ],
  ESCALATION: ['escalationCode', 'throwElementId', 'catchElementId', 'processInstanceKey'],
  COMPENSATION_SUBSCRIPTION: [
    'compensableActivityId',
    'compensableActivityInstanceKey',
    'compensableActivityScopeKey',
    'throwEventId',
    'throwEventInstanceKey',
    'compensationHandlerId',
    'compensationHandlerInstanceKey',
    'variables',
    'processInstanceKey',
    'processDefinitionKey',
    'tenantId',
  ],
  PROCESS_INSTANCE_CREATION: [...PROCESS, 'version', 'variables', 'startInstructions', 'tags'],
  PROCESS_INSTANCE_MODIFICATION: ['processInstanceKey', 'activateInstructions', 'terminateInstructions', 'tenantId'],
};

describe('records in the shape of Zeebe (6.4)', () => {
  let world: EngineWorld;
  let records: EngineRecord[];

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start();
    await world.deploy(oneTask, userTask, messages, everything, messageStart, uncommon);
    await walk(world, randomOf(815), 40);
    records = await world.engine.readRecords(0, 1_000_000);
  });

  afterAll(() => world.close());

  const events = () => records.filter(({ recordType }) => recordType === 'EVENT');

  it('should have the envelope', () => {
    for (const record of records) expect(Object.keys(record).sort()).toEqual(ENVELOPE);
    expect(new Set(records.map(({ partitionId, brokerVersion }) => `${partitionId} ${brokerVersion}`))).toEqual(
      new Set(['1 8.5.8']),
    );
    const rejections = records.filter(({ recordType }) => recordType === 'COMMAND_REJECTION');
    expect(rejections.length).toBeGreaterThan(0);
    expect(
      rejections.every(({ rejectionType, rejectionReason }) => rejectionType !== 'NULL_VAL' && rejectionReason !== ''),
    ).toBe(true);
    expect(events().every(({ rejectionType }) => rejectionType === 'NULL_VAL')).toBe(true);
  });

  it.each(Object.keys(FIELDS))('should have the fields of %s', (valueType) => {
    const found = events().filter((record) => record.valueType === valueType);
    expect(found.length).toBeGreaterThan(0);
    for (const { value } of found)
      expect(Object.keys(value)).toEqual(expect.arrayContaining([...(FIELDS[valueType] ?? [])]));
  });

  it('should have keys as decimal strings of partition 1', () => {
    for (const { key } of events()) expect(Number(key)).toBeGreaterThan(2 ** 51);
    const roots = events().filter(({ value }) => value['bpmnElementType'] === 'PROCESS');
    expect(roots.length).toBeGreaterThan(0);
    expect(roots.every(({ key, value }) => value['flowScopeKey'] === '-1' && value['processInstanceKey'] === key)).toBe(
      true,
    );
  });

  it('should show the command of a step with what became of it, and every life in its order', () => {
    const order = ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETING', 'ELEMENT_COMPLETED'];
    const lives = new Map<string, string[]>();
    for (const { key, intent, value, valueType } of events()) {
      if (valueType !== 'PROCESS_INSTANCE' || value['bpmnElementType'] === 'SEQUENCE_FLOW') continue;
      lives.set(key, [...(lives.get(key) ?? []), intent]);
    }
    for (const life of lives.values()) {
      const ended = life.filter((intent) => !intent.startsWith('ELEMENT_TERMINAT'));
      expect(ended).toEqual(order.slice(0, ended.length));
      const terminated = life.slice(ended.length);
      expect([[], ['ELEMENT_TERMINATING', 'ELEMENT_TERMINATED']]).toContainEqual(terminated);
    }
    const created = records.find(
      ({ valueType, recordType }) => valueType === 'PROCESS_INSTANCE_CREATION' && recordType === 'COMMAND',
    );
    expect(created).toMatchObject({
      intent: 'CREATE',
      sourceRecordPosition: -1,
      value: { bpmnProcessId: expect.any(String) },
    });
  });

  it.each([0, -1])('10.25 should hand out nothing when %i jobs are asked for', async (count) => {
    await world.create('one-task');
    expect(await world.jobs('work', { count })).toEqual([]);
  });

  it('should write no record when jobs are handed out', async () => {
    await world.create('one-task');
    const { records: before } = world.engine.counters;
    expect(await world.jobs('work', { count: 1 })).toHaveLength(1);
    expect(world.engine.counters.records).toBe(before);
  });
});
