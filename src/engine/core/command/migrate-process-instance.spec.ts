import {
  boundary,
  bpmn,
  call,
  catching,
  compensation,
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
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene, TENANT } from '../testing/scene.js';

const HOUR = 3_600_000;

/** `from -> to` for each mapping; a single name stays as it is. */
function migrate(scene: Scene, key: string, mappings: readonly string[], target = keyOf(scene)) {
  return scene.engine.execute({
    type: 'migrateProcessInstance',
    processInstanceKey: key,
    targetProcessDefinitionKey: target,
    mappingInstructions: mappings.map((text) => {
      const [sourceElementId = '', targetElementId = sourceElementId] = text.split(' -> ');
      return { sourceElementId, targetElementId };
    }),
  });
}

const keyOf = (scene: Scene, id = 'q'): string => String(scene.engine.state.definitions.latest(TENANT, id)?.key);
const reasonOf = (outcome: ReturnType<typeof migrate>): string => (outcome.ok ? '' : outcome.rejection.reason);
const line = (id: string, ...tasks: string[]) =>
  process(
    id,
    [start(), ...tasks],
    ['start', ...tasks.map((text) => / id="([^"]+)"/.exec(text)?.[1] ?? '')].flatMap((name, index, all) =>
      index === 0 ? [] : [`${all[index - 1]} -> ${name}`],
    ),
  );

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

  it('should refuse unknown instances and definitions, those of other tenants too', async () => {
    const scene = await new Scene().deploy(line('p', job('a')));
    const key = scene.create('p');
    const foreign = await scene.engine.deploy([{ name: 'x.bpmn', content: bpmn(line('q', job('a'))) }], '6113');
    const target = foreign.ok ? (foreign.value.processes[0]?.processDefinitionKey ?? '') : '';
    for (const outcome of [
      migrate(scene, '7', ['a'], keyOf(scene, 'p')),
      migrate(scene, key, ['a'], '7'),
      migrate(scene, key, ['a'], target),
    ]) {
      expect(outcome).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
    }
  });

  it.each([
    ['a source twice', ['a -> b', 'a -> c'], "duplicate source element ids 'a'"],
    ['an unknown source', ['x -> b'], "non-existing source element id 'x'"],
    ['an unknown target', ['a -> x'], "non-existing target element id 'x'"],
  ])('should refuse mappings with %s', async (_what, mappings, text) => {
    const scene = await new Scene().deploy(line('p', job('a')), line('q', job('b'), job('c')));
    const outcome = migrate(scene, scene.create('p'), mappings);
    expect(outcome).toMatchObject({ rejection: { code: 'INVALID_ARGUMENT' } });
    expect(reasonOf(outcome)).toContain(text);
  });

  const guard = (id: string, definition: string) =>
    process(id, [start(), job('a'), boundary('t', 'a', definition), end()], ['start -> a', 't -> end']);
  it.each([
    [
      'an active element without a mapping',
      line('p', job('a')),
      line('q', job('b')),
      [],
      "no mapping instruction defined for active element with id 'a'",
    ],
    ['another type', line('p', job('a')), line('q', user('b')), ['a -> b'], "different type 'USER_TASK'"],
    [
      'another kind of user task',
      line('p', user('a')),
      line('q', user('b', '', { jobBased: true })),
      ['a -> b'],
      'different user task implementation',
    ],
    [
      'another flow scope',
      line('p', job('a')),
      line('q', sub('s', [start('s1'), job('b')], ['s1 -> b'])),
      ['a -> b'],
      'flow scope',
    ],
    [
      'a repeated activity',
      line('p', job('a', 'a', { each: { in: '=[1]' } })),
      line('q', job('a', 'a', { each: { in: '=[1]' } })),
      ['a'],
      'MULTI_INSTANCE_BODY is not supported',
    ],
    [
      'a repeated target',
      line('p', job('a')),
      line('q', job('a', 'a', { each: { in: '=[1]' } })),
      ['a'],
      'MULTI_INSTANCE_BODY is not supported',
    ],
    [
      'another event',
      line('p', catching('a', timer('duration', 'PT1H'))),
      line('q', catching('a', message('m', '="k"'))),
      ['a'],
      'different type',
    ],
    [
      'an event that belongs to another element',
      guard('p', timer('duration', 'PT1H')),
      process(
        'q',
        [start(), job('a'), job('c'), boundary('t', 'c', timer('duration', 'PT1H')), end()],
        ['start -> a', 'a -> c', 't -> end'],
      ),
      ['a', 't'],
      "does not wait at 'a'",
    ],
    [
      'an event of another type at the same element',
      guard('p', timer('duration', 'PT1H')),
      guard('q', message('m', '="k"')),
      ['a', 't'],
      'of a different type',
    ],
    [
      'a new event whose expression fails',
      line('p', job('a')),
      guard('q', message('m', '=nobody')),
      ['a'],
      "event with id 't' cannot be waited for",
    ],
    [
      'what can be compensated',
      process(
        'p',
        [start(), job('u'), boundary('c', 'u', compensation()), job('h', 'h', { isForCompensation: true }), job('a')],
        ['start -> u', 'u -> a', 'c ~ h'],
      ),
      line('q', job('a')),
      ['a'],
      'can be compensated',
    ],
    [
      'a token that waits at a join',
      process(
        'p',
        [start(), gateway('f', 'parallel'), job('u'), job('a'), gateway('j', 'parallel')],
        ['start -> f', 'f -> u', 'f -> a', 'u -> j', 'a -> j'],
      ),
      line('q', job('a')),
      ['a'],
      'a token is on its way',
    ],
  ] as [string, string, string, string[], string][])(
    'should refuse %s and write nothing',
    async (_what, source, target, mappings, text) => {
      const scene = await new Scene().deploy(source, target);
      const key = scene.create('p');
      if (scene.jobTypes().includes('u')) scene.complete('u');
      const before = scene.engine.events.length;
      const outcome = migrate(scene, key, mappings);
      expect(outcome).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
      expect(reasonOf(outcome)).toContain(text);
      expect(scene.engine.events).toHaveLength(before);
    },
  );
});
