import {
  boundary,
  bpmn,
  catching,
  compensation,
  end,
  gateway,
  job,
  message,
  process,
  start,
  sub,
  timer,
  user,
} from '../testing/bpmn-text.js';
import { keyOf, line, migrate, reasonOf } from '../testing/migrating.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene } from '../testing/scene.js';

describe('migrations that are refused', () => {
  checkReplayAfterEach();

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
    ['a source twice', ['a -> b', 'a -> c'], "duplicate source element ids '[a]'"],
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
    [
      'a scope whose start event has an incident',
      process('p', [start('start', '', { outputs: { x: '=assert(y, y != null)' } }), job('a')], ['start -> a']),
      line('q', job('a')),
      ['a'],
      'The migration of a START_EVENT is not supported',
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
