import { boundary, call, end, gateway, job, message, process, start, sub, timer } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

describe('sub-processes', () => {
  checkReplayAfterEach();

  it('should complete when nothing is left inside, dropping their own variables', async () => {
    const inner = sub(
      's',
      [start('s1'), gateway('f', 'parallel'), job('a'), job('b')],
      ['s1 -> f', 'f -> a', 'f -> b'],
      { inputs: { own: '=1' }, outputs: { out: '=own + 1' } },
    );
    const scene = await new Scene().deploy(process('p', [start(), inner, job('after')], ['start -> s', 's -> after']));
    scene.create('p');
    scene.complete('a', { own: 5 });
    expect(scene.active()).toEqual(['s', 'b']);
    scene.complete('b', { free: true });
    expect(scene.seenBy('after')).toEqual({ out: 6, free: true });
  });

  it('should open their own events when the start event completes, and close them with the end', async () => {
    const inner = sub('s', [start('s1', '', { outputs: { key: '="k"' } }), job('w')], ['s1 -> w']);
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), inner, boundary('b', 's', message('m', '=key')), job('on_b'), end()],
        ['start -> s', 's -> end', 'b -> on_b'],
      ),
    );
    scene.create('p');
    scene.create('p');
    scene.publish('m', 'k');
    expect(scene.jobTypes()).toEqual(['w', 'on_b']);
    scene.complete('w');
    expect(scene.engine.state.messages.subscriptions.size).toBe(0);
  });

  it('should put the incident of a failing subscription on the start event', async () => {
    const inner = sub('s', [start('s1'), job('w')], ['s1 -> w']);
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), inner, boundary('b', 's', message('m', '=key')), job('on_b'), end()],
        ['start -> s', 's -> end', 'b -> on_b'],
      ),
    );
    const key = scene.create('p');
    expect(scene.incident().owner.element.id).toBe('s1');
    scene.set(key, { key: 'k' });
    scene.resolve();
    expect(scene.jobTypes()).toEqual(['w']);
  });

  it('should end deep inside and in called processes when interrupted', async () => {
    const deep = sub(
      's',
      [
        start('s1'),
        sub('s2', [start('s3'), gateway('f', 'parallel'), job('w'), call('c', 'q')], ['s3 -> f', 'f -> w', 'f -> c']),
      ],
      ['s1 -> s2'],
    );
    const scene = await new Scene().deploy(
      process('p', [start(), deep, boundary('b', 's', timer('duration', 'PT1H')), end()], ['start -> s', 'b -> end']),
      process('q', [start(), job('inside'), end()], ['start -> inside', 'inside -> end']),
    );
    scene.create('p');
    scene.engine.advance(3_600_000);
    expect(scene.isOver()).toBe(true);
    expect(scene.jobs()).toEqual([]);
    expect(scene.engine.state.elements.size).toBe(0);
    expect(scene.terminated()).toEqual(['w', 'inside', 'q', 'c', 's2', 's']);
  });
});

describe('event sub-processes', () => {
  checkReplayAfterEach();
  const withEvent = (interrupting: boolean, extras = {}, startExtras = {}) =>
    process(
      'p',
      [
        start(),
        gateway('f', 'parallel'),
        job('a'),
        job('b'),
        gateway('j', 'parallel'),
        end(),
        sub(
          'e',
          [start('es', message('m', '=key'), { interrupting, ...startExtras }), job('handle'), end('ee')],
          ['es -> handle', 'handle -> ee'],
          { event: true, ...extras },
        ),
      ],
      ['start -> f', 'f -> a', 'f -> b', 'a -> j', 'b -> j', 'j -> end'],
    );

  it('should take over the scope when interrupting, waiting tokens included', async () => {
    const scene = await new Scene().deploy(withEvent(true));
    scene.create('p', { key: 'k' });
    scene.complete('a');
    scene.publish('m', 'k', { x: 1 });
    expect(scene.active()).toEqual(['e', 'handle']);
    expect(scene.engine.state.messages.subscriptions.size).toBe(0);
    expect(scene.root('x')).toBe(1);
    scene.complete('handle');
    expect(scene.isOver()).toBe(true);
    expect(scene.completed().at(-1)).toBe('p');
  });

  it('should run beside the scope as often as it is triggered when not interrupting', async () => {
    const scene = await new Scene().deploy(withEvent(false));
    scene.create('p', { key: 'k' });
    scene.publish('m', 'k');
    scene.publish('m', 'k');
    expect(scene.jobTypes()).toEqual(['b', 'a', 'handle', 'handle']);
    scene.complete('a');
    scene.complete('b');
    scene.complete('handle');
    expect(scene.isOver()).toBe(false);
    scene.complete('handle');
    expect(scene.isOver()).toBe(true);
  });

  it('should map the variables of the event at its start event', async () => {
    const scene = await new Scene().deploy(
      withEvent(false, { inputs: { local: '=1' } }, { outputs: { got: '=x + local' } }),
    );
    scene.create('p', { key: 'k' });
    scene.publish('m', 'k', { x: 4 });
    expect(scene.root('got')).toBe(5);
    expect(scene.root('x')).toBeUndefined();
  });

  it('should keep each event while an input mapping fails', async () => {
    const scene = await new Scene().deploy(withEvent(false, { inputs: { part: '=assert(t, t != null)' } }));
    const key = scene.create('p', { key: 'k' });
    scene.publish('m', 'k', { n: 1 });
    scene.publish('m', 'k', { n: 2 });
    expect(scene.incidentTypes()).toEqual(['IO_MAPPING_ERROR', 'IO_MAPPING_ERROR']);
    scene.set(key, { t: 1 });
    scene.resolve();
    scene.resolve();
    expect(scene.jobTypes().filter((type) => type === 'handle')).toHaveLength(2);
    const values = scene.engine.events.flatMap((event) =>
      event.valueType === 'VARIABLE' && event.name === 'n' ? [event.value] : [],
    );
    expect(values).toEqual([1, 2]);
  });
});
