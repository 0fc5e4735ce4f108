import { boundary, catching, end, job, message, process, receive, start, sub, call } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { InstancesMissing } from '../../state/definition.js';
import { Scene, TENANT } from '../../testing/scene.js';

const waiting = (id = 'p') =>
  process(
    id,
    [start(), catching('wait', message('m', '=key')), job(`after_${id}`)],
    ['start -> wait', `wait -> after_${id}`],
  );
const started = process('q', [start('start', message('begin')), job('work'), end()], ['start -> work', 'work -> end']);

describe('messages', () => {
  checkReplayAfterEach();

  it('should reach the one that waits with the key', async () => {
    const scene = await new Scene().deploy(waiting());
    scene.create('p', { key: 'a' });
    scene.create('p', { key: 'b' });
    scene.publish('m', 'b', { x: 1 });
    expect(scene.active()).toEqual(['wait', 'after_p']);
    expect(scene.seenBy('after_p')).toEqual({ key: 'b', x: 1 });
    expect(scene.intents('MESSAGE')).toEqual(['PUBLISHED', 'EXPIRED']);
  });

  it('should be lost when nobody waits and it has no life time', async () => {
    const scene = await new Scene().deploy(waiting());
    scene.publish('m', 'a');
    scene.create('p', { key: 'a' });
    expect(scene.active()).toEqual(['wait']);
  });

  it('should be kept for its life time, and each be used once per process', async () => {
    const scene = await new Scene().deploy(waiting(), waiting('r'));
    scene.publish('m', 'a', { n: 1 }, 1000);
    scene.publish('m', 'a', { n: 2 }, 1000);
    scene.create('p', { key: 'a' });
    scene.create('p', { key: 'a' });
    scene.create('p', { key: 'a' });
    expect(scene.jobTypes()).toEqual(['after_p', 'after_p']);
    expect(scene.jobs().map(({ owner }) => owner.get('n'))).toEqual([1, 2]);
    scene.create('r', { key: 'a' });
    expect(scene.seenBy('after_r')).toMatchObject({ n: 1 });
    scene.engine.advance(1000);
    scene.create('r', { key: 'a' });
    expect(scene.jobTypes().filter((type) => type === 'after_r')).toHaveLength(1);
  });

  it('should go to one instance of a process only, the oldest', async () => {
    const scene = await new Scene().deploy(waiting());
    const first = scene.create('p', { key: 'a' });
    scene.create('p', { key: 'a' });
    scene.publish('m', 'a');
    expect(scene.jobs().map(({ owner }) => String(owner.instance.key))).toEqual([first]);
  });

  it('should refuse the same id twice while the first is alive', async () => {
    const scene = await new Scene().deploy(waiting());
    const command = {
      type: 'publishMessage',
      tenantId: TENANT,
      name: 'm',
      correlationKey: 'a',
      timeToLive: 10,
      messageId: 'one',
      variables: {},
    } as const;
    expect(scene.refused(command)).toBe('accepted');
    expect(scene.refused(command)).toBe('ALREADY_EXISTS');
    scene.engine.advance(10);
    expect(scene.refused(command)).toBe('accepted');
  });

  it('should not cross the border of a tenant', async () => {
    const scene = await new Scene().deploy(waiting());
    scene.create('p', { key: 'a' });
    scene.engine.execute({
      type: 'publishMessage',
      tenantId: '6113',
      name: 'm',
      correlationKey: 'a',
      timeToLive: 0,
      variables: {},
    });
    expect(scene.active()).toEqual(['wait']);
  });

  it.each([
    [1.5, '1'],
    ['', ''],
  ])('should accept the key %p', async (key, published) => {
    const scene = await new Scene().deploy(waiting());
    scene.create('p', { key });
    scene.publish('m', published);
    expect(scene.jobTypes()).toEqual(['after_p']);
  });

  it('should raise an incident when the key is neither text nor number', async () => {
    const scene = await new Scene().deploy(waiting());
    scene.create('p', { key: true });
    expect(scene.incident()).toMatchObject({ errorType: 'EXTRACT_VALUE_ERROR' });
  });

  it('should start an instance with the message local to the start event until that completes', async () => {
    const scene = await new Scene().deploy(started);
    scene.publish('begin', '', { x: 1 });
    scene.publish('begin', '', { x: 2 });
    expect(scene.jobs().map(({ owner }) => owner.get('x'))).toEqual([1, 2]);
  });

  it('should start the next instance with the same key only when the first has ended', async () => {
    const scene = await new Scene().deploy(started);
    scene.publish('begin', 'k', { n: 1 }, 60_000);
    scene.publish('begin', 'k', { n: 2 }, 60_000);
    scene.publish('begin', 'other', { n: 3 }, 60_000);
    expect(scene.jobs().map(({ owner }) => owner.get('n'))).toEqual([1, 3]);
    scene.complete('work');
    expect(scene.jobs().map(({ owner }) => owner.get('n'))).toEqual([3, 2]);
    const processInstanceKey = String(scene.jobs()[1]?.owner.instance.key);
    scene.publish('begin', 'k', { n: 4 }, 60_000);
    scene.engine.execute({ type: 'cancelProcessInstance', processInstanceKey });
    expect(scene.jobs().map(({ owner }) => owner.get('n'))).toEqual([3, 4]);
  });

  it('should start the newest version alone, and wait for events whose keys came with the message', async () => {
    const withEvents = process(
      'q',
      [
        start('start', message('begin')),
        job('work2'),
        end(),
        sub('esp', [start('stop', message('stop', '=id')), end('stopped')], ['stop -> stopped'], { event: true }),
      ],
      ['start -> work2', 'work2 -> end'],
    );
    const scene = await new Scene().deploy(started);
    await scene.deploy(withEvents);
    scene.publish('begin', '', { id: 'x' });
    expect(scene.jobTypes()).toEqual(['work2']);
    scene.publish('stop', 'x');
    expect(scene.isOver()).toBe(true);
    expect(scene.terminated()).toEqual(['work2']);
  });

  it('should be taken by receive tasks, beside their boundary events', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          receive('r', 'm', '=key', { outputs: { got: '=x' } }),
          boundary('b', 'r', message('other', '=key')),
          job('a'),
          job('o'),
        ],
        ['start -> r', 'r -> a', 'b -> o'],
      ),
    );
    scene.create('p', { key: 'k' });
    scene.create('p', { key: 'l' });
    scene.publish('m', 'k', { x: 5, y: 6 });
    expect(scene.seenBy('a')).toEqual({ key: 'k', got: 5 });
    scene.publish('other', 'l');
    expect(scene.active()).toEqual(['a', 'o']);
    expect(scene.engine.state.messages.subscriptions.size).toBe(0);
  });

  it('should read the key of a boundary event outside the activity', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          job('w', 'w', { inputs: { key: '="inner"' } }),
          boundary('b', 'w', message('m', '=key'), { interrupting: false }),
          job('n'),
        ],
        ['start -> w', 'b -> n'],
      ),
    );
    scene.create('p', { key: 'outer' });
    scene.publish('m', 'inner');
    expect(scene.jobTypes()).toEqual(['w']);
    scene.publish('m', 'outer', { a: 1 });
    scene.publish('m', 'outer', { a: 2 });
    expect(scene.jobTypes()).toEqual(['w', 'n', 'n']);
    expect(scene.root('a')).toBe(2);
  });

  it('should give every buffered message to a non-interrupting event', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w'), boundary('b', 'w', message('m', '=key'), { interrupting: false }), job('n')],
        ['start -> w', 'b -> n'],
      ),
    );
    scene.publish('m', 'k', {}, 1000);
    scene.publish('m', 'k', {}, 1000);
    scene.create('p', { key: 'k' });
    expect(scene.jobTypes().filter((type) => type === 'n')).toHaveLength(2);
  });

  it('should reach an instance that waits inside a called process', async () => {
    const scene = await new Scene().deploy(
      process('outer', [start(), call('c', 'p'), job('done')], ['start -> c', 'c -> done']),
      process('p', [start(), catching('wait', message('m', '=key')), end()], ['start -> wait', 'wait -> end']),
    );
    scene.create('outer', { key: 1 });
    scene.publish('m', '1', { x: 9 });
    expect(scene.seenBy('done')).toMatchObject({ x: 9 });
  });

  it('should need only the oldest waiting instance in memory, and ask for others when it does not take the message', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), catching('c', message('m', '="k"')), job('w')], ['start -> c', 'c -> w']),
    );
    const keys = [1, 2, 3].map(() => Number(scene.create('p')));
    const { elements } = scene.engine.state;
    const [first, second, third] = [...elements.values()].filter(({ element }) => element.id === 'c');
    if (!first || !second || !third) throw new Error('nobody waits');
    // As if the other trees were not loaded.
    elements.delete(second.key);
    elements.delete(third.key);
    scene.publish('m', 'k');
    expect(scene.job('w').owner.instance.key).toBe(keys[0]);
    const before = scene.engine.events.length;
    expect(() => scene.publish('m', 'k')).toThrow(InstancesMissing);
    expect(scene.engine.events).toHaveLength(before);
    elements.set(second.key, second);
    scene.publish('m', 'k');
    expect(scene.jobs().map(({ owner }) => owner.instance.key)).toEqual(keys.slice(0, 2));
    elements.set(third.key, third);
  });
});
