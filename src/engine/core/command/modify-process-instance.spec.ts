import type { ActivateInstruction } from '../../engine.js';
import {
  boundary,
  call,
  catching,
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
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene } from '../testing/scene.js';

/** start → a → s (s1 → b → c) → z; s has a boundary timer, the process an interrupting event sub-process. */
const model = process(
  'p',
  [
    start(),
    job('a'),
    sub('s', [start('s1'), job('b'), user('c')], ['s1 -> b', 'b -> c'], { inputs: { mapped: '=1' } }),
    boundary('late', 's', timer('duration', 'PT1H')),
    job('reminded'),
    job('z'),
    sub(
      'e',
      [start('e1', message('stop', '="k"')), job('stopped'), job('other')],
      ['e1 -> stopped', 'stopped -> other'],
      {
        event: true,
      },
    ),
  ],
  ['start -> a', 'a -> s', 's -> z', 'late -> reminded'],
);

type Ends = readonly (string | number)[];

function modify(scene: Scene, key: string, begin: readonly (string | ActivateInstruction)[], ends: Ends = []) {
  return scene.engine.execute({
    type: 'modifyProcessInstance',
    processInstanceKey: key,
    activateInstructions: begin.map((one) => (typeof one === 'string' ? { elementId: one } : one)),
    terminateInstructions: ends.map((one) => ({
      elementInstanceKey: String(typeof one === 'number' ? one : scene.at(one).key),
    })),
  });
}

const reasonOf = (outcome: ReturnType<typeof modify>): string => (outcome.ok ? '' : outcome.rejection.reason);

describe('modifying a process instance', () => {
  checkReplayAfterEach();

  it('should move a token from one element to another', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    expect(modify(scene, key, ['z'], ['a'])).toEqual({ ok: true, value: { processInstanceKey: key } });
    expect(scene.active()).toEqual(['z']);
    expect(scene.intents('JOB')).toEqual(['CREATED', 'CANCELED', 'CREATED']);
    expect(scene.intents('PROCESS_INSTANCE_MODIFICATION')).toEqual(['MODIFIED']);
    scene.complete('z');
    expect(scene.isOver()).toBe(true);
  });

  it('should make missing scopes without their start events and input mappings, but with their events', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    modify(scene, key, ['c', 'b']);
    expect(scene.active()).toEqual(['a', 's', 'c', 'b']);
    expect(scene.at('s').get('mapped')).toBeUndefined();
    expect(scene.completed()).not.toContain('s1');
    scene.engine.advance(3_600_000);
    expect(scene.active()).toEqual(['a', 'reminded']);
  });

  it('should begin in the scope that is there already', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    scene.complete('a');
    modify(scene, key, ['c'], ['b']);
    expect(scene.active()).toEqual(['s', 'c']);
    scene.completeTask('c');
    expect(scene.jobTypes()).toEqual(['z']);
  });

  it('should ask for an ancestor when several scopes are active, and take the chosen one', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    modify(scene, key, ['s', 's'], ['a']);
    const [first, second] = [...scene.engine.state.elements.values()].filter(({ element }) => element.id === 's');
    const ambiguous = modify(scene, key, ['c']);
    expect(ambiguous).toMatchObject({ rejection: { code: 'INVALID_ARGUMENT' } });
    expect(reasonOf(ambiguous)).toContain("more than one active flow scope 's'");
    modify(scene, key, [{ elementId: 'c', ancestorElementInstanceKey: String(second?.key) }]);
    expect([first?.children, second?.children]).toEqual([1, 2]);
    modify(scene, key, [{ elementId: 'c', ancestorElementInstanceKey: key }]);
    expect(scene.active().filter((id) => id === 's')).toHaveLength(3);
  });

  it('should set variables before the element begins', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          job('a'),
          sub('s', [start('s1'), job('b', '=kind', { inputs: { seen: '=x + y + z' } })], ['s1 -> b']),
        ],
        ['start -> a', 'a -> s'],
      ),
    );
    const key = scene.create('p');
    const variableInstructions: ActivateInstruction['variableInstructions'] = [
      { variables: { x: 1, kind: 'given' } },
      { variables: { y: 2 }, scopeId: 's' },
      { variables: { z: 4 }, scopeId: 'b' },
    ];
    modify(scene, key, [{ elementId: 'b', variableInstructions }], ['a']);
    expect(scene.seenBy('given')).toEqual({ x: 1, kind: 'given', y: 2, z: 4, seen: 7 });
    expect([scene.root('x'), scene.root('y')]).toEqual([1, undefined]);
  });

  it('should end scopes that are left empty, and the instance with the last of them', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    scene.complete('a');
    modify(scene, key, [], ['b']);
    expect(scene.terminated()).toEqual(['b', 's', 'p']);
    expect(scene.isOver()).toBe(true);
    expect(scene.intents('TIMER')).toEqual(['CREATED', 'CANCELED']);
    expect(modify(scene, key, [], [])).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
  });

  it('should let a token that waits at a join keep its scope', async () => {
    const forked = process(
      'p',
      [start(), gateway('f', 'parallel'), job('a'), job('b'), gateway('j', 'parallel'), end()],
      ['start -> f', 'f -> a', 'f -> b', 'a -> j', 'b -> j', 'j -> end'],
    );
    const scene = await new Scene().deploy(forked);
    const key = scene.create('p');
    scene.complete('a');
    modify(scene, key, [], ['b']);
    expect(scene.isOver()).toBe(false);
    modify(scene, key, ['b']);
    scene.complete('b');
    // The join takes what came over its flows; what was begun by hand brings its token over the same flow.
    expect(scene.isOver()).toBe(true);
  });

  it('should accept nothing at all, the process itself, and the end of the whole instance', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    expect(modify(scene, key, []).ok).toBe(true);
    expect(modify(scene, key, ['p']).ok).toBe(true);
    expect(scene.active()).toEqual(['a']);
    expect(modify(scene, key, [], [Number(key)]).ok).toBe(true);
    expect(scene.isOver()).toBe(true);
  });

  it('should take up a scope again that an event sub-process had interrupted', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    scene.publish('stop', 'k');
    expect(scene.active()).toEqual(['e', 'stopped']);
    modify(scene, key, ['other']);
    expect(scene.at('p').interrupted).toBe(true);
    modify(scene, key, ['z']);
    expect(scene.active()).toEqual(['e', 'stopped', 'other', 'z']);
    for (const type of ['stopped', 'other', 'other', 'z']) scene.complete(type);
    expect(scene.isOver()).toBe(true);
  });

  it('should begin inside an interrupting event sub-process without interrupting', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    modify(scene, key, ['stopped']);
    expect(scene.active()).toEqual(['a', 'e', 'stopped']);
    scene.publish('stop', 'k');
    expect(scene.active()).toEqual(['e', 'stopped']);
  });

  it('should begin a whole event sub-process at its start event', async () => {
    const scene = await new Scene().deploy(model);
    const key = scene.create('p');
    modify(scene, key, ['e'], ['a']);
    expect(scene.active()).toEqual(['e', 'stopped']);
  });

  it('should begin a repeated activity with its body, and end single rounds', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('a'), job('m', 'm', { each: { in: '=[1, 2]', as: 'item' } }), job('z')],
        ['start -> a', 'a -> m', 'm -> z'],
      ),
    );
    const key = scene.create('p');
    modify(scene, key, ['m'], ['a']);
    expect(scene.jobTypes()).toEqual(['m', 'm']);
    modify(scene, key, [], [scene.job('m').owner.key]);
    scene.complete('m');
    expect(scene.jobTypes()).toEqual(['z']);
  });

  it('should end a called instance with its call activity, but not the other way round', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), call('c', 'q'), job('z')], ['start -> c', 'c -> z']),
      process('q', [start(), job('w'), job('x')], ['start -> w', 'w -> x']),
    );
    const key = scene.create('p');
    const called = String(scene.job('w').owner.instance.key);
    const before = scene.engine.events.length;
    for (const [begin, ends] of [
      [[], ['w']],
      [[], [Number(called)]],
      [['x'], [Number(called)]],
    ] as const) {
      const outcome = modify(scene, called, begin, ends);
      expect(reasonOf(outcome)).toContain('would terminate the instance');
    }
    expect(scene.engine.events).toHaveLength(before);
    expect(modify(scene, called, ['x'], ['w']).ok).toBe(true);
    modify(scene, key, ['z'], ['c']);
    expect(scene.active()).toEqual(['z']);
  });

  it.each([
    ['an unknown element', { elementId: 'nowhere' }, "could not be found: 'nowhere'"],
    ['a start event', { elementId: 's1' }, "unsupported element type 'START_EVENT'"],
    ['a boundary event', { elementId: 'late' }, "unsupported element type 'BOUNDARY_EVENT'"],
    ['a sequence flow', { elementId: 'start_a' }, 'could not be found'],
    ['an event behind an event-based gateway', { elementId: 'target' }, 'event-based gateway'],
    ['an element inside a repeated one', { elementId: 'inside' }, 'inside a multi-instance subprocess'],
    ['an unknown ancestor', { elementId: 'b', ancestorElementInstanceKey: '5' }, "'5' does not exist"],
    [
      'a foreign variable scope',
      { elementId: 'b', variableInstructions: [{ variables: {}, scopeId: 'a' }] },
      "'a' is not a flow scope",
    ],
    [
      'an unknown variable scope',
      { elementId: 'b', variableInstructions: [{ variables: {}, scopeId: 'x' }] },
      "'x' could not be found",
    ],
  ] as [string, ActivateInstruction, string][])(
    'should refuse %s and write nothing',
    async (_what, instruction, text) => {
      const scene = await new Scene().deploy(
        process(
          'p',
          [
            start(),
            job('a'),
            sub('s', [start('s1'), job('b')], ['s1 -> b']),
            boundary('late', 's', timer('duration', 'PT1H')),
            sub('m', [start('m1'), job('inside')], ['m1 -> inside'], { each: { in: '=[1]' } }),
            gateway('g', 'eventBased'),
            catching('target', timer('duration', 'PT1H')),
            catching('beside', timer('duration', 'PT2H')),
            end(),
          ],
          ['start -> a', 'a -> s', 'late -> end', 's -> m', 'm -> g', 'g -> target', 'g -> beside'],
        ),
      );
      const key = scene.create('p');
      const before = scene.engine.events.length;
      const outcome = modify(scene, key, ['b', instruction]);
      expect(outcome).toMatchObject({ rejection: { code: 'INVALID_ARGUMENT' } });
      expect(reasonOf(outcome)).toContain(text);
      expect(scene.engine.events).toHaveLength(before);
    },
  );

  it('should refuse ancestors that are not around the element, and unknown elements to end', async () => {
    const scene = await new Scene().deploy(model);
    const [key, other] = [scene.create('p'), scene.create('p')];
    for (const ancestorElementInstanceKey of [String(scene.at('a').key), other]) {
      expect(modify(scene, key, [{ elementId: 'b', ancestorElementInstanceKey }]).ok).toBe(false);
    }
    expect(reasonOf(modify(scene, key, [], [7]))).toContain("could not be found: '7'");
    expect(modify(scene, key, [], [scene.at('a').key])).toMatchObject({ rejection: { code: 'INVALID_ARGUMENT' } });
    expect(modify(scene, '9', [])).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
  });
});
