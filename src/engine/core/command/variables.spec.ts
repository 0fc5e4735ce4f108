import { end, job, process, start, sub } from '../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene } from '../testing/scene.js';

describe('variables', () => {
  checkReplayAfterEach();
  const task = (extras = {}) =>
    process('p', [start(), job('w', 'w', extras), job('after')], ['start -> w', 'w -> after']);

  it('should be local by inputs and leave by outputs alone', async () => {
    const scene = await new Scene().deploy(
      task({ inputs: { in: '=a + 1', fixed: 'text' }, outputs: { out: '=answer * 2' } }),
    );
    scene.create('p', { a: 1 });
    expect(scene.seenBy('w')).toEqual({ a: 1, in: 2, fixed: 'text' });
    scene.complete('w', { answer: 21, dropped: true });
    expect(scene.seenBy('after')).toEqual({ a: 1, out: 42 });
  });

  it('should keep what repairs a failed output mapping, not take the job result once more', async () => {
    const scene = await new Scene().deploy(task({ outputs: { out: '=assert(x, x > 1)' } }));
    scene.create('p');
    scene.complete('w', { x: 1 });
    expect(scene.incidentTypes()).toEqual(['IO_MAPPING_ERROR']);
    scene.set(scene.at('w'), { x: 2 }, true);
    scene.resolve();
    expect(scene.seenBy('after')).toEqual({ out: 2 });
  });

  it('should stay local when a result has the name of an input', async () => {
    const scene = await new Scene().deploy(task({ inputs: { x: '=1' } }));
    scene.create('p');
    scene.complete('w', { x: 2, y: 3 });
    expect(scene.seenBy('after')).toEqual({ y: 3 });
  });

  it('should climb to the root when a local one has the same value (camunda#19441)', async () => {
    const scene = await new Scene().deploy(task({ inputs: { x: '=1' } }));
    scene.create('p');
    scene.complete('w', { x: 1 });
    expect(scene.seenBy('after')).toEqual({ x: 1 });
  });

  it('should merge nested outputs into what is there', async () => {
    const scene = await new Scene().deploy(task({ outputs: { 'o.b': '=r', 'o.c': '=r + 1' } }));
    scene.create('p', { o: { a: 1 } });
    scene.complete('w', { r: 2 });
    expect(scene.seenBy('after')).toEqual({ o: { a: 1, b: 2, c: 3 } });
  });

  it('should write no event when nothing changes', async () => {
    const scene = await new Scene().deploy(task());
    scene.create('p', { x: { a: [1, null] } });
    scene.complete('w', { x: { a: [1, null] } });
    expect(scene.intents('VARIABLE')).toEqual(['CREATED']);
    scene.complete('after', { x: { a: [1] } });
    expect(scene.intents('VARIABLE')).toEqual(['CREATED', 'UPDATED']);
  });

  it('should raise IO_MAPPING_ERROR and evaluate again after resolving', async () => {
    const scene = await new Scene().deploy(task({ outputs: { out: '=assert(a, a > 1)' } }));
    const key = scene.create('p', { a: 1 });
    scene.complete('w', { r: 1 });
    expect(scene.incident()).toMatchObject({ errorType: 'IO_MAPPING_ERROR', owner: { state: 'COMPLETING' } });
    scene.set(key, { a: 5 });
    scene.resolve();
    expect(scene.seenBy('after')).toEqual({ a: 5, out: 5 });
  });

  it('should be set by command in the owning scope, or locally', async () => {
    const inner = sub('s', [start('s1'), job('w')], ['s1 -> w'], { inputs: { mine: '=1' } });
    const scene = await new Scene().deploy(process('p', [start(), inner, end()], ['start -> s', 's -> end']));
    scene.create('p', { top: 1 });
    scene.set(scene.at('w'), { mine: 2, top: 3, fresh: 4 });
    expect(scene.at('s').variables?.get('mine')?.value).toBe(2);
    expect([scene.root('top'), scene.root('fresh'), scene.root('mine')]).toEqual([3, 4, undefined]);
    scene.set(scene.at('w'), { mine: 9 }, true);
    expect(scene.seenBy('w')).toMatchObject({ mine: 9 });
    expect(scene.at('s').variables?.get('mine')?.value).toBe(2);
    expect(scene.intents('VARIABLE_DOCUMENT')).toEqual(['UPDATED', 'UPDATED']);
    expect(scene.refused({ type: 'setVariables', elementInstanceKey: '1', variables: {}, local: false })).toBe(
      'NOT_FOUND',
    );
  });

  it('should bear hostile names', async () => {
    const scene = await new Scene().deploy(task());
    scene.create('p', JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as Record<string, never>);
    expect(Object.keys(scene.seenBy('w')).sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
