import {
  boundary,
  call,
  catching,
  end,
  gateway,
  job,
  manual,
  message,
  process,
  receive,
  signal,
  start,
  sub,
  timer,
  user,
} from '../testing/bpmn-text.js';
import { keyOf, line, migrate, reasonOf } from '../testing/migrating.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene, TENANT } from '../testing/scene.js';

const HOUR = 3_600_000;

describe('migrating a process instance', () => {
  checkReplayAfterEach();

  it('should go on in the other process, with the same keys', async () => {
    const scene = await new Scene().deploy(
      line('p', job('a', 'work'), job('z')),
      line('q', job('b', 'other'), job('y')),
    );
    const key = scene.create('p', { x: 1 });
    const before = scene.job('work');
    expect(migrate(scene, key, ['a -> b'])).toEqual({ ok: true, value: { processInstanceKey: key } });
    expect(scene.job('work')).toBe(before);
    expect(before.owner.element.id).toBe('b');
    expect(scene.at('b').instance.definition.bpmnProcessId).toBe('q');
    expect(scene.lifecycle('ELEMENT_MIGRATED')).toEqual(['q', 'b']);
    expect(scene.intents('JOB').at(-1)).toBe('MIGRATED');
    expect(scene.intents('VARIABLE')).toEqual(['CREATED', 'MIGRATED']);
    expect(scene.intents('PROCESS_INSTANCE_MIGRATION')).toEqual(['MIGRATED']);
    scene.complete('work');
    expect(scene.jobTypes()).toEqual(['y']);
    scene.complete('y');
    expect(scene.isOver()).toBe(true);
  });

  it('should take user tasks, incidents and sub-processes along', async () => {
    const inside = (id: string, ...more: string[]) =>
      process(
        id,
        [start(), sub('s', [start('s1'), user('check'), ...more], ['s1 -> check']), job('w', '=kind')],
        ['start -> s', 's -> w'],
      );
    const scene = await new Scene().deploy(inside('p'), inside('q', manual('unused')));
    const first = scene.create('p');
    const task = scene.task('check');
    migrate(scene, first, ['s', 'check']);
    expect(scene.task('check')).toBe(task);
    expect(scene.intents('USER_TASK')).toEqual(['CREATING', 'CREATED', 'MIGRATED']);
    scene.completeTask('check');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    const incident = scene.incident();
    migrate(scene, first, ['w'], keyOf(scene, 'p'));
    expect(scene.incident()).toBe(incident);
    scene.set(first, { kind: 'now' });
    scene.resolve();
    expect(scene.jobTypes()).toEqual(['now']);
    expect(scene.intents('INCIDENT')).toEqual(['CREATED', 'MIGRATED', 'RESOLVED']);
  });

  it('should keep a failed job failed and let its incident be resolved', async () => {
    const scene = await new Scene().deploy(line('p', job('a')), line('q', job('b')));
    const key = scene.create('p');
    scene.fail('a', 0);
    migrate(scene, key, ['a -> b']);
    scene.engine.execute({ type: 'updateJobRetries', jobKey: String(scene.job('a').key), retries: 1 });
    scene.resolve();
    scene.complete('a');
    expect(scene.completed().slice(-2)).toEqual(['b', 'q']);
  });

  it('should take a call activity along with what it has called', async () => {
    const scene = await new Scene().deploy(
      line('p', call('c', 'called')),
      line('q', call('c2', 'nobody'), job('z')),
      line('called', job('w')),
      line('other', job('v')),
    );
    const key = scene.create('p');
    migrate(scene, key, ['c -> c2']);
    const child = String(scene.job('w').owner.instance.key);
    migrate(scene, child, ['w -> v'], keyOf(scene, 'other'));
    scene.complete('w');
    expect(scene.jobTypes()).toEqual(['z']);
  });

  it('should keep mapped events, close the others and open new ones', async () => {
    const guarded = (id: string, events: readonly [string, string, boolean?][]) =>
      process(
        id,
        [
          start(),
          job('w'),
          ...events.map(([name, definition, interrupting = true]) => boundary(name, 'w', definition, { interrupting })),
          ...events.map(([name]) => job(`${name}_done`)),
        ],
        ['start -> w', ...events.map(([name]) => `${name} -> ${name}_done`)],
      );
    const scene = await new Scene().deploy(
      guarded('p', [
        ['kept', timer('duration', 'PT2H')],
        ['gone', timer('duration', 'PT1H')],
        ['told', message('news', '=k'), false],
        ['heard', signal('alarm')],
      ]),
      guarded('q', [
        ['stays', timer('duration', 'PT9H')],
        ['fresh', timer('duration', 'PT3H'), false],
        ['told', message('renamed', '=k')],
        ['rung', signal('bell')],
      ]),
    );
    const key = scene.create('p', { k: 'one' });
    scene.engine.advance(HOUR / 2);
    expect(migrate(scene, key, ['w', 'kept -> stays', 'told', 'heard -> rung']).ok).toBe(true);
    expect(scene.intents('TIMER')).toEqual(['CREATED', 'CREATED', 'CANCELED', 'MIGRATED', 'CREATED']);
    expect(scene.intents('MESSAGE_SUBSCRIPTION')).toEqual(['CREATED', 'MIGRATED']);
    expect(scene.intents('SIGNAL_SUBSCRIPTION')).toEqual(['CREATED', 'MIGRATED']);
    // Kept as it was: under the old name and from the old moment on, with the effect of the new event.
    scene.publish('news', 'one');
    expect(scene.jobTypes()).toEqual(['told_done']);
    expect(scene.engine.state.timers.size).toBe(0);

    const second = scene.create('p', { k: 'two' });
    migrate(scene, second, ['w', 'kept -> stays']);
    scene.engine.advance(2 * HOUR);
    expect(scene.jobTypes()).toEqual(['told_done', 'stays_done']);
    const third = scene.create('p', { k: 'three' });
    migrate(scene, third, ['w', 'heard -> rung']);
    scene.engine.execute({ type: 'broadcastSignal', tenantId: TENANT, signalName: 'alarm', variables: {} });
    expect(scene.jobTypes().at(-1)).toBe('rung_done');
  });

  it('should move what waits: receive tasks, catch events, event-based gateways, event sub-processes', async () => {
    const waiting = (id: string, suffix: string) =>
      process(
        id,
        [
          start(),
          gateway('f', 'parallel'),
          receive(`r${suffix}`, 'r', '="k"'),
          catching(`c${suffix}`, timer('duration', 'PT1H')),
          gateway(`g${suffix}`, 'eventBased'),
          catching(`x${suffix}`, message('x', '="k"')),
          catching(`y${suffix}`, timer('duration', 'PT9H')),
          sub(
            `e${suffix}`,
            [start(`e1${suffix}`, message('e', '="k"'), { interrupting: false }), job(`ew${suffix}`)],
            [`e1${suffix} -> ew${suffix}`],
            { event: true },
          ),
          end(`end${suffix}`),
        ],
        [
          'start -> f',
          `f -> r${suffix}`,
          `f -> c${suffix}`,
          `f -> g${suffix}`,
          `g${suffix} -> x${suffix}`,
          `g${suffix} -> y${suffix}`,
          `x${suffix} -> end${suffix}`,
          `y${suffix} -> end${suffix}`,
        ],
      );
    const scene = await new Scene().deploy(waiting('p', ''), waiting('q', '2'));
    const key = scene.create('p');
    scene.publish('e', 'k');
    const ids = ['r', 'c', 'g', 'x', 'y', 'e', 'e1', 'ew'];
    expect(
      reasonOf(
        migrate(
          scene,
          key,
          ids.map((id) => `${id} -> ${id}2`),
        ),
      ),
    ).toBe('');
    expect(scene.intents('TIMER')).toEqual(['CREATED', 'CREATED', 'MIGRATED', 'MIGRATED']);
    scene.publish('e', 'k');
    scene.publish('r', 'k');
    scene.publish('x', 'k');
    scene.engine.advance(HOUR);
    expect(scene.completed()).toEqual(expect.arrayContaining(['r2', 'x2', 'c2', 'g2']));
    expect(scene.jobTypes()).toEqual(['ew', 'ew2']);
    scene.complete('ew');
    scene.complete('ew2');
    expect(scene.isOver()).toBe(true);
  });

  it('should open the events of an element that is not active yet when its incident is resolved', async () => {
    const failing = (id: string, events: readonly string[]) =>
      process(
        id,
        [start(), job('w', '=kind'), ...events, job('late')],
        ['start -> w', ...events.map(() => 't -> late')],
      );
    const scene = await new Scene().deploy(
      failing('p', []),
      failing('q', [boundary('t', 'w', timer('duration', 'PT1H'))]),
    );
    const key = scene.create('p');
    migrate(scene, key, ['w']);
    expect(scene.intents('TIMER')).toEqual([]);
    scene.set(key, { kind: 'k' });
    scene.resolve();
    scene.engine.advance(HOUR);
    expect(scene.jobTypes()).toEqual(['late']);
  });

  it('should take job-based tasks and gateways with an incident along', async () => {
    const tasks = ['sendTask', 'scriptTask', 'businessRuleTask'];
    const forked = (id: string, suffix: string) =>
      process(
        id,
        [
          start(),
          gateway('f', 'parallel'),
          ...tasks.map((tag) => job(`${tag}${suffix}`, tag, {}, tag)),
          gateway(`x${suffix}`, 'exclusive'),
          job(`y${suffix}`, 'chosen'),
          end(`z${suffix}`),
        ],
        [
          'start -> f',
          ...tasks.map((tag) => `f -> ${tag}${suffix}`),
          `f -> x${suffix}`,
          `x${suffix} -> y${suffix} [${suffix === '' ? 'wrong' : 'right'}]`,
          `x${suffix} -> z${suffix} [not(${suffix === '' ? 'wrong' : 'right'})]`,
        ],
      );
    const scene = await new Scene().deploy(forked('p', ''), forked('q', '2'));
    const key = scene.create('p', { right: true });
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    expect(
      reasonOf(
        migrate(
          scene,
          key,
          [...tasks, 'x'].map((id) => `${id} -> ${id}2`),
        ),
      ),
    ).toBe('');
    scene.resolve();
    for (const type of [...tasks, 'chosen']) scene.complete(type);
    expect(scene.isOver()).toBe(true);
    expect(scene.completed()).toEqual(
      expect.arrayContaining(['sendTask2', 'scriptTask2', 'businessRuleTask2', 'x2', 'y2']),
    );
  });

  it('should let a start listener that is at work go on in the other process', async () => {
    const audited = (id: string) => line(id, job('w', 'w', { listeners: [['start', 'audit']] }));
    const scene = await new Scene().deploy(audited('p'), audited('q'));
    migrate(scene, scene.create('p'), ['w']);
    scene.complete('audit');
    scene.complete('w');
    expect(scene.isOver()).toBe(true);
  });
});
