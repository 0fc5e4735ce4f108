import {
  boundary,
  catching,
  end,
  gateway,
  job,
  message,
  process,
  signal,
  start,
  sub,
  throwing,
  timer,
} from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene, TENANT } from '../../testing/scene.js';

const broadcast = (scene: Scene, signalName: string, variables = {}, tenantId = TENANT) =>
  scene.engine.execute({ type: 'broadcastSignal', tenantId, signalName, variables });

describe('signal events', () => {
  checkReplayAfterEach();

  it('should reach every waiting instance with its variables, and nobody a second time', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), catching('wait', signal('alarm')), job('w'), end()],
        ['start -> wait', 'wait -> w', 'w -> end'],
      ),
    );
    scene.create('p');
    scene.create('p');
    expect(broadcast(scene, 'other').ok).toBe(true);
    expect(scene.jobTypes()).toEqual([]);
    const outcome = broadcast(scene, 'alarm', { level: 3 });
    expect(outcome.ok && Number(outcome.value.key)).toBeGreaterThan(0);
    expect(scene.jobTypes()).toEqual(['w', 'w']);
    expect(scene.seenBy('w')).toEqual({ level: 3 });
    broadcast(scene, 'alarm');
    expect(scene.jobTypes()).toHaveLength(2);
    expect(scene.engine.state.signals.subscriptions.size).toBe(0);
  });

  it('should start an instance of the newest version only', async () => {
    const model = (type: string) =>
      process('p', [start('start', signal('go')), job('w', type), end()], ['start -> w', 'w -> end']);
    const scene = await new Scene().deploy(model('old'));
    await scene.deploy(model('new'));
    broadcast(scene, 'go', { a: 1 });
    expect(scene.jobTypes()).toEqual(['new']);
    expect(scene.seenBy('new')).toEqual({ a: 1 });
  });

  it('should stay inside its tenant', async () => {
    const scene = await new Scene().deploy(
      process('p', [start('start', signal('go')), job('w'), end()], ['start -> w', 'w -> end']),
    );
    broadcast(scene, 'go', {}, 'somebody-else');
    expect(scene.jobTypes()).toEqual([]);
  });

  it('should broadcast what a process throws, with the local variables of the event alone', async () => {
    const scene = await new Scene().deploy(
      process(
        'thrower',
        [start(), throwing('out', signal('="al" + "arm"'), { inputs: { level: '=secret + 1' } }), job('after'), end()],
        ['start -> out', 'out -> after', 'after -> end'],
      ),
      process('waiter', [start('start', signal('alarm')), job('woken'), end()], ['start -> woken', 'woken -> end']),
    );
    scene.create('thrower', { secret: 1 });
    expect(scene.jobTypes().sort()).toEqual(['after', 'woken']);
    expect(scene.seenBy('woken')).toEqual({ level: 2 });
    expect(scene.intents('SIGNAL')).toEqual(['BROADCASTING', 'BROADCASTED']);
  });

  it('should throw at an end event, also to another branch of the same instance', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('fork', 'parallel'),
          catching('wait', signal('done')),
          job('w'),
          end('out', signal('done')),
          end(),
        ],
        ['start -> fork', 'fork -> wait', 'fork -> w', 'w -> out', 'wait -> end'],
      ),
    );
    scene.create('p');
    scene.complete('w');
    expect(scene.isOver()).toBe(true);
  });

  it('should interrupt a task at its boundary, or run beside it as often as it comes', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          job('w'),
          boundary('stop', 'w', signal('stop')),
          boundary('note', 'w', signal('note'), { interrupting: false }),
          job('noted'),
          job('stopped'),
          end(),
        ],
        ['start -> w', 'w -> end', 'stop -> stopped', 'note -> noted'],
      ),
    );
    scene.create('p');
    broadcast(scene, 'note');
    broadcast(scene, 'note');
    expect(scene.jobTypes()).toEqual(['w', 'noted', 'noted']);
    broadcast(scene, 'stop', { why: 'x' });
    expect(scene.jobTypes().sort()).toEqual(['noted', 'noted', 'stopped']);
    expect(scene.seenBy('stopped')).toEqual({ why: 'x' });
  });

  it('should start event sub-processes of the process and of a sub-process', async () => {
    const handler = (id: string, name: string, interrupting: boolean) =>
      sub(
        id,
        [start(`${id}-start`, signal(name), { interrupting }), job(`${id}-job`), end(`${id}-end`)],
        [`${id}-start -> ${id}-job`, `${id}-job -> ${id}-end`],
        { event: true },
      );
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          sub(
            's',
            [start('s1'), job('inside'), end('e1'), handler('inner', 'in', true)],
            ['s1 -> inside', 'inside -> e1'],
          ),
          handler('outer', 'out', false),
          end(),
        ],
        ['start -> s', 's -> end'],
      ),
    );
    scene.create('p');
    broadcast(scene, 'out');
    broadcast(scene, 'in');
    expect(scene.jobTypes().sort()).toEqual(['inner-job', 'outer-job']);
    scene.complete('outer-job');
    scene.complete('inner-job');
    expect(scene.isOver()).toBe(true);
  });

  it('should let the first event win behind an event-based gateway', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('g', 'eventBased'),
          catching('a', signal('go')),
          catching('b', message('m', '="k"')),
          catching('c', timer('duration', 'PT1H')),
          job('w'),
        ],
        ['start -> g', 'g -> a', 'g -> b', 'g -> c', 'a -> w'],
      ),
    );
    scene.create('p');
    broadcast(scene, 'go');
    expect(scene.jobTypes()).toEqual(['w']);
    expect(scene.engine.state.timers.size + scene.engine.state.messages.subscriptions.size).toBe(0);
  });

  it('should make an incident when the name cannot be computed, and wait after it is resolved', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), catching('wait', signal('=name')), end()], ['start -> wait', 'wait -> end']),
    );
    const key = scene.create('p');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    scene.set(key, { name: 'x' });
    scene.resolve();
    broadcast(scene, 'x');
    expect(scene.isOver()).toBe(true);
  });

  it('should not hang when two processes answer each other without end', async () => {
    const answers = (id: string, hears: string, says: string) =>
      process(id, [start('start', signal(hears)), end('out', signal(says))], ['start -> out']);
    const scene = await new Scene().deploy(answers('ping', 'pong', 'ping'), answers('pong', 'ping', 'pong'));
    broadcast(scene, 'ping');
    expect(scene.completed().length).toBeGreaterThan(1000);
    Scene.opened.length = 0;
  });
});
