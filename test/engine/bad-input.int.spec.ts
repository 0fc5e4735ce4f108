import { bpmn, catching, end, job, manual, message, process, start } from '../../src/engine/core/testing/bpmn-text.js';
import type { JsonValue, Resource, Variables } from '../../src/engine/engine.js';
import type { Counters } from '../../src/engine/runtime/writer/writer.js';
import { EngineWorld, TENANT } from './support/engine-world.js';
import { oneTask } from './support/processes.js';

const MEGABYTE = 1024 * 1024;
const ids = Array.from({ length: 2_000 }, (_, index) => `t${index}`);
const file = (id: string, elements: string[], flows: string[]): Resource => ({
  name: `${id}.bpmn`,
  content: bpmn(process(id, [start(), ...elements, end()], flows)),
});
const repeated = file(
  'repeated',
  [job('w', 'many', { each: { in: '=items', as: 'item' } })],
  ['start -> w', 'w -> end'],
);
const waiting = file('waiting', [catching('c', message('news', '="k"'))], ['start -> c', 'c -> end']);
const long = file(
  'long',
  ids.map((id) => manual(id)),
  ['start -> t0', ...ids.slice(1).map((id, index) => `t${index} -> ${id}`), 't1999 -> end'],
);

/** What an engine does for one command is bounded by counters; times would depend on the machine. */
describe('input that nobody meant well', () => {
  let world: EngineWorld;
  let before: Counters;
  const create = { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId: 'one-task' } as const;
  const publish = (timeToLive: number) =>
    world.run({
      type: 'publishMessage',
      tenantId: TENANT,
      name: 'news',
      correlationKey: 'k',
      timeToLive,
      variables: {},
    });
  const spent = (counter: keyof Counters): number => world.engine.counters[counter] - before[counter];
  const count = async (table: string): Promise<number> =>
    (await world.rows<{ n: number }>(`select count(*)::int as n from engine.${table}`))[0]?.n ?? 0;

  beforeEach(async () => {
    world = await EngineWorld.open();
    await world.start({ latencyGoal: 60_000, maxTrees: 20 });
    await world.deploy(oneTask, repeated, waiting, long);
    before = { ...world.engine.counters };
  });

  afterEach(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  it('should take variables of almost 4 MB and refuse more, without a record of it', async () => {
    const variables = { text: 'x'.repeat(4 * MEGABYTE - 1_000) };
    expect(await world.engine.execute({ ...create, variables })).toMatchObject({ ok: true });
    const [taken] = await world.jobs('work');
    expect(taken?.variables).toEqual(variables);
    const after = spent('records');
    const list: JsonValue = Array.from({ length: MEGABYTE }, (_, index) => index);
    const large = 'x'.repeat(4 * MEGABYTE);
    const documents: Variables[] = [{ text: large }, { map: { [large]: 1 } }, { list }];
    for (const tooMuch of documents) {
      expect(await world.engine.execute({ ...create, variables: tooMuch })).toMatchObject({
        rejection: { code: 'RESOURCE_EXHAUSTED', reason: expect.stringContaining('characters') },
      });
    }
    expect([spent('records'), await count('process_instance')]).toEqual([after, 1]);
  });

  it('should refuse ten thousand lists inside each other', async () => {
    let nested: JsonValue = 1;
    for (let depth = 0; depth < 10_000; depth += 1) nested = [nested];
    expect(await world.engine.execute({ ...create, variables: { nested } })).toMatchObject({
      rejection: { code: 'INVALID_ARGUMENT', reason: expect.stringContaining('nested more than 200 levels') },
    });
    expect(spent('commands')).toBe(0);
  });

  it('should refuse a name of a variable that no index holds', async () => {
    const name = Array.from({ length: 800 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
    expect(await world.engine.execute({ ...create, variables: { [name]: 1 } })).toMatchObject({
      rejection: { code: 'INVALID_ARGUMENT', reason: expect.stringContaining('name of a variable') },
    });
    expect(await world.engine.execute({ ...create, variables: { [name.slice(0, 600)]: 1 } })).toMatchObject({
      ok: true,
    });
    expect(spent('commands')).toBe(1);
  });

  it('should stop a multi-instance over a hundred thousand items with an incident before it has made any', async () => {
    const items = Array.from({ length: 100_000 }, (_, index) => index);
    const key = await world.create('repeated', { items });
    expect(spent('records')).toBeLessThan(20);
    const [incident] = await world.rows<{ key: string; error_type: string; error_message: string }>(
      `select key, error_type, error_message from engine.incident`,
    );
    expect(incident?.error_type).toBe('MESSAGE_SIZE_EXCEEDED');
    expect(incident?.error_message).toContain('at most 10000 are possible');
    await world.run({ type: 'setVariables', elementInstanceKey: key, variables: { items: [1, 2] }, local: false });
    await world.run({ type: 'resolveIncident', incidentKey: incident?.key ?? '' });
    expect(await world.jobs('many')).toHaveLength(2);
  });

  it('should keep ten thousand messages for one key at the cost of one row each, and give one to whoever comes', async () => {
    await Promise.all(Array.from({ length: 10_000 }, () => publish(60_000)));
    expect([spent('records'), await count('message')]).toEqual([20_000, 10_000]);
    expect(spent('statements')).toBeLessThan(10_000 / 10);
    const records = spent('records');
    await world.create('waiting');
    expect(spent('records') - records).toBeLessThan(30);
    expect(await world.rows(`select key from engine.message where correlated <> '{}'`)).toHaveLength(1);
    world.clock.advance(60_001);
    await world.eventually(async () => (await count('message')) === 0, 30_000);
  }, 60_000);

  it('should give a message to the oldest of very many that wait for one key, whether it is in memory or not', async () => {
    const keys: string[] = [];
    for (let index = 0; index < 300; index += 1) keys.push(await world.create('waiting'));
    await world.restart({ maxTrees: 20 });
    before = { ...world.engine.counters };
    for (let index = 0; index < 30; index += 1) await publish(0);
    expect(spent('statements')).toBeLessThanOrEqual(30 * 12);
    const ended = await world.rows<{ key: string }>(
      `select key from engine.process_instance where state = 'COMPLETED' order by key`,
    );
    expect(ended.map(({ key }) => key)).toEqual(keys.slice(0, 30));
  });

  it('should run a process of two thousand elements at once, in one batch', async () => {
    const key = await world.create('long');
    expect(await world.instanceState(key)).toBe('COMPLETED');
    expect([spent('batches'), spent('commands')]).toEqual([1, 1]);
    expect(spent('statements')).toBeLessThan(12);
    expect(spent('records')).toBeLessThan(2_000 * 5 + 20);
  });
});
