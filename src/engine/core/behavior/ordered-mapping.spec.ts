import { job, process, start, sub } from '../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene } from '../testing/scene.js';

const ORDERED = { inputMappings: 'ORDERED', outputMappings: 'ORDERED' } as const;
const mapped = (id: string, inputs: readonly [string, string][], outputs: readonly [string, string][] = []) => {
  const entries = (kind: string, pairs: readonly [string, string][]) =>
    pairs.map(([target, source]) => `<zeebe:${kind} source="${source}" target="${target}" />`).join('');
  return `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${id}" /><zeebe:ioMapping>${entries('input', inputs)}${entries('output', outputs)}</zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>`;
};
const model = (task: string) => process('p', [start(), task, job('after')], ['start -> w', 'w -> after']);
const seen = (scene: Scene, type = 'w') => scene.seenBy(type);

describe('mappings in the mode ORDERED', () => {
  checkReplayAfterEach();

  it('should be off unless it is chosen', () => {
    expect(new Scene().engine.state.settings).toEqual({ inputMappings: 'COMBINED', outputMappings: 'COMBINED' });
  });

  it('should let each mapping see the results of those before it, also at nested and repeated targets', async () => {
    const inputs: [string, string][] = [
      ['a', '=x + 1'],
      ['b.c', '=a * 10'],
      ['b.d', '=b.c + 1'],
      ['a', '=a + b.d'],
    ];
    const scene = await new Scene(ORDERED).deploy(model(mapped('w', inputs)));
    scene.create('p', { x: 1 });
    expect(seen(scene)).toEqual({ x: 1, a: 23, b: { c: 20, d: 21 } });
  });

  it('should keep the value of a target below which a later mapping writes, where COMBINED drops it', async () => {
    const inputs: [string, string][] = [
      ['a', '={kept: 1}'],
      ['a.b', '=2'],
    ];
    const ordered = await new Scene(ORDERED).deploy(model(mapped('w', inputs)));
    ordered.create('p');
    expect(seen(ordered)).toEqual({ a: { kept: 1, b: 2 } });
    const combined = await new Scene().deploy(model(mapped('w', inputs)));
    combined.create('p');
    expect(seen(combined)).toEqual({ a: { b: 2 } });
  });

  it('should start inputs afresh, whatever the enclosing scope has under the name', async () => {
    const scene = await new Scene(ORDERED).deploy(model(mapped('w', [['a.b', '=1']])));
    scene.create('p', { a: { outer: true } });
    expect(seen(scene)).toEqual({ a: { b: 1 } });
  });

  it('should apply nothing when one mapping fails, and name it', async () => {
    const inputs: [string, string][] = [
      ['first', '=1'],
      ['second.part', '=assert(x, x != null)'],
    ];
    const scene = await new Scene(ORDERED).deploy(model(mapped('w', inputs)));
    const key = scene.create('p');
    expect(scene.incident()).toMatchObject({
      errorType: 'IO_MAPPING_ERROR',
      errorMessage: expect.stringContaining("Failed to map to 'second.part'"),
    });
    expect(scene.at('w').variables).toBeNull();
    scene.set(key, { x: 5 });
    scene.resolve();
    expect(seen(scene)).toEqual({ x: 5, first: 1, second: { part: 5 } });
  });

  it('should merge outputs into what the receiving scope has, and let nothing of the element leak with them', async () => {
    const outputs: [string, string][] = [
      ['result.status', '=status'],
      ['result.seen.by', '=result.status'],
    ];
    const task = mapped('w', [['result', '={draft: true}']], outputs);
    const ordered = await new Scene(ORDERED).deploy(model(task));
    ordered.create('p', { result: { old: 1 } });
    ordered.complete('w', { status: 'done' });
    expect(seen(ordered, 'after')).toEqual({ result: { old: 1, status: 'done', seen: { by: 'done' } } });
    // camunda#35251: COMBINED takes what the element has of the same name along.
    const combined = await new Scene().deploy(model(task));
    combined.create('p', { result: { old: 1 } });
    combined.complete('w', { status: 'done' });
    expect(seen(combined, 'after')['result']).toMatchObject({ draft: true, status: 'done' });
  });

  it('should replace a value that can hold nothing, where COMBINED gives null', async () => {
    const task = mapped('w', [], [['a.b', '=1']]);
    const ordered = await new Scene(ORDERED).deploy(model(task));
    ordered.create('p', { a: 5 });
    ordered.complete('w');
    expect(ordered.root('a')).toEqual({ b: 1 });
    const combined = await new Scene().deploy(model(task));
    combined.create('p', { a: 5 });
    combined.complete('w');
    expect(combined.root('a')).toBeNull();
  });

  it('should hold for one direction alone when only that one is set', async () => {
    const task = mapped(
      'w',
      [
        ['a', '={kept: 1}'],
        ['a.b', '=2'],
      ],
      [
        ['z', '={kept: 1}'],
        ['z.b', '=2'],
      ],
    );
    const scene = await new Scene({ outputMappings: 'ORDERED' }).deploy(model(task));
    scene.create('p');
    expect(seen(scene)).toEqual({ a: { b: 2 } });
    scene.complete('w');
    expect(scene.root('z')).toEqual({ kept: 1, b: 2 });
  });

  it('should hold inside repeated sub-processes', async () => {
    const inner = sub(
      's',
      [
        start('s1'),
        mapped('w', [
          ['v.item', '=item'],
          ['v.twice', '=v.item * 2'],
        ]),
      ],
      ['s1 -> w'],
      {
        each: { in: '=[1, 2]', as: 'item' },
      },
    );
    const scene = await new Scene(ORDERED).deploy(process('p', [start(), inner], ['start -> s']));
    scene.create('p');
    expect(scene.jobs().map(({ owner }) => owner.get('v'))).toEqual([
      { item: 1, twice: 2 },
      { item: 2, twice: 4 },
    ]);
  });
});
