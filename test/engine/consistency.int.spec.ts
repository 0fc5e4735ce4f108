import type { EngineRecord } from '../../src/engine/engine.js';
import { comparable } from './support/comparable-state.js';
import { EngineWorld } from './support/engine-world.js';
import {
  calling,
  everything,
  messages,
  messageStart,
  oneTask,
  uncommon,
  userTask,
  waiting,
} from './support/processes.js';
import { randomOf, walk } from './support/random-walk.js';
import { readStoredState, replayLog } from './support/read-engine-state.js';

describe('what is stored after a random walk', () => {
  let world: EngineWorld;
  let records: EngineRecord[];

  beforeAll(async () => {
    world = await EngineWorld.open();
    await world.start({ maxTrees: 20, maxBatch: 7 });
    await world.deploy(oneTask, userTask, calling, messages, waiting, everything, messageStart, uncommon);
    await walk(world, randomOf(4711), 60);
    await world.restart({ maxTrees: 20 });
    await walk(world, randomOf(42), 60);
    records = await readAll();
    await world.stop(world.engine);
  });

  afterAll(() => world.close());

  async function readAll(): Promise<EngineRecord[]> {
    const all: EngineRecord[] = [];
    for (;;) {
      const next = await world.engine.readRecords(all.at(-1)?.position ?? 0, 333);
      if (next.length === 0) return all;
      all.push(...next);
    }
  }

  it('should have come across everything that matters, without an internal error', () => {
    expect(world.errors).toEqual([]);
    const seen = new Set(records.map(({ valueType, intent }) => `${valueType} ${intent}`));
    for (const expected of [
      'INCIDENT CREATED',
      'INCIDENT RESOLVED',
      'JOB FAILED',
      'JOB TIMED_OUT',
      'JOB RECURRED_AFTER_BACKOFF',
      'TIMER TRIGGERED',
      'MESSAGE EXPIRED',
      'MESSAGE_SUBSCRIPTION CORRELATED',
      'MESSAGE_START_EVENT_SUBSCRIPTION CORRELATED',
      'SIGNAL BROADCASTED',
      'SIGNAL_SUBSCRIPTION DELETED',
      'ESCALATION ESCALATED',
      'COMPENSATION_SUBSCRIPTION COMPLETED',
      'PROCESS_INSTANCE_MODIFICATION MODIFIED',
      'USER_TASK COMPLETED',
      'VARIABLE UPDATED',
    ]) {
      expect(seen).toContain(expected);
    }
  });

  it('should be a log without gaps in which every record names the command it came from', () => {
    expect(records.map(({ position }) => position)).toEqual(records.map((_, index) => index + 1));
    const commands = new Set(
      records.filter(({ recordType }) => recordType === 'COMMAND').map(({ position }) => position),
    );
    const astray = records.filter(({ recordType, sourceRecordPosition: source, position }) =>
      recordType === 'COMMAND' ? source !== -1 : !commands.has(source) || source >= position,
    );
    expect(astray).toEqual([]);
  });

  it('should be the state that replaying the log leads to', async () => {
    const stored = await readStoredState(world.database.engineUrl);
    const replayed = await replayLog(world.database.engineUrl);
    expect(stored.instances.size).toBeGreaterThan(50);
    expect(comparable(stored)).toEqual(comparable(replayed));
  });

  it('should show in the read models what the log says', async () => {
    const events = records.filter(({ recordType }) => recordType === 'EVENT');
    expect(await elementsShown()).toEqual(
      project(events, 'PROCESS_INSTANCE', isElement, ({ intent }) => intent.slice(8)),
    );
    expect(await statesShown('user_task')).toEqual(project(events, 'USER_TASK', hasTaskState, taskState));
    expect(await statesShown('incident')).toEqual(
      project(
        events,
        'INCIDENT',
        () => true,
        ({ intent }) => intent,
      ),
    );
    const variables = new Map<string, unknown>();
    for (const { valueType, value } of events) {
      if (valueType === 'VARIABLE')
        variables.set(`${String(value['scopeKey'])} ${String(value['name'])}`, JSON.parse(String(value['value'])));
    }
    const shown = await world.rows<{ scope_key: string; name: string; value: unknown }>(
      `select scope_key, name, value from engine.variable`,
    );
    expect(new Map(shown.map(({ scope_key: scope, name, value }) => [`${scope} ${name}`, value]))).toEqual(variables);
  });

  it('should show as open jobs those that were made and are not done', async () => {
    const open = new Set<string>();
    for (const { recordType, valueType, intent, key } of records) {
      if (recordType !== 'EVENT' || valueType !== 'JOB') continue;
      if (intent === 'CREATED') open.add(key);
      if (intent === 'COMPLETED' || intent === 'CANCELED') open.delete(key);
    }
    const shown = await world.rows<{ key: string }>(`select key from engine.job`);
    expect(new Set(shown.map(({ key }) => key))).toEqual(open);
  });

  const isElement = ({ value }: EngineRecord) => value['bpmnElementType'] !== 'SEQUENCE_FLOW';
  const hasTaskState = ({ intent }: EngineRecord) => /^(CREATED|ASSIGNED|UPDATED|COMPLETED|CANCELED)$/.test(intent);
  const taskState = ({ intent }: EngineRecord) => (/^(COMPLETED|CANCELED)$/.test(intent) ? intent : 'CREATED');

  function project(
    events: readonly EngineRecord[],
    valueType: string,
    concerns: (record: EngineRecord) => boolean,
    stateOf: (record: EngineRecord) => string,
  ): Map<string, string> {
    const states = new Map<string, string>();
    for (const record of events)
      if (record.valueType === valueType && concerns(record)) states.set(record.key, stateOf(record));
    return states;
  }

  const statesShown = async (table: string): Promise<Map<string, string>> =>
    new Map(
      (await world.rows<{ key: string; state: string }>(`select key, state from engine.${table}`)).map((row) => [
        row.key,
        row.state,
      ]),
    );

  const elementsShown = () => statesShown('element_instance');
});
