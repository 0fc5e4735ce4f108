import {
  boundary,
  call,
  compensation,
  end,
  error,
  escalation,
  gateway,
  job,
  process,
  signal,
  start,
  sub,
  throwing,
} from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

/** A job with a compensation boundary event and the job that undoes it. */
const undoable = (id: string) => [
  job(id),
  boundary(`on-${id}`, id, compensation()),
  job(`undo-${id}`, `undo-${id}`, { isForCompensation: true }),
];
const ties = (...ids: string[]) => ids.map((id) => `on-${id} ~ undo-${id}`);

describe('compensation', () => {
  checkReplayAfterEach();

  it('should undo what is completed, all at once, and go on when everything is undone', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          ...undoable('a'),
          ...undoable('b'),
          ...undoable('never'),
          throwing('undo', compensation()),
          job('after'),
          end(),
        ],
        ['start -> a', 'a -> b', 'b -> undo', 'undo -> after', 'after -> end', ...ties('a', 'b', 'never')],
      ),
    );
    scene.create('p', { x: 1 });
    scene.complete('a');
    scene.complete('b');
    expect(scene.jobTypes()).toEqual(['undo-a', 'undo-b']);
    expect(scene.seenBy('undo-a')).toEqual({ x: 1 });
    scene.complete('undo-b', { undone: true });
    expect(scene.jobTypes()).toEqual(['undo-a']);
    scene.complete('undo-a');
    expect(scene.jobTypes()).toEqual(['after']);
    expect(scene.root('undone')).toBe(true);
    scene.complete('after');
    expect(scene.isOver()).toBe(true);
    expect(scene.intents('COMPENSATION_SUBSCRIPTION')).toEqual([
      'CREATED',
      'CREATED',
      'TRIGGERED',
      'TRIGGERED',
      'COMPLETED',
      'COMPLETED',
    ]);
    expect(scene.lifecycle('ELEMENT_COMPLETED').slice(2, 5)).toEqual(['b', 'on-a', 'on-b']);
  });

  it('should undo once for each time an activity was completed, and nothing a second time', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('again', 'exclusive'),
          ...undoable('a'),
          gateway('g', 'exclusive', { default: 'g_undo' }),
          throwing('undo', compensation()),
          end('twice', compensation()),
        ],
        ['start -> again', 'again -> a', 'a -> g', 'g -> again [n < 2]', 'g -> undo', 'undo -> twice', ...ties('a')],
      ),
    );
    scene.create('p');
    scene.complete('a', { n: 1 });
    scene.complete('a', { n: 2 });
    expect(scene.jobTypes()).toEqual(['undo-a', 'undo-a']);
    scene.complete('undo-a');
    scene.complete('undo-a');
    expect(scene.isOver()).toBe(true);
  });

  it('should pass when there is nothing to undo', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), ...undoable('a'), throwing('undo', compensation()), end()],
        ['start -> undo', 'undo -> end', 'a -> end', ...ties('a')],
      ),
    );
    scene.create('p');
    expect(scene.isOver()).toBe(true);
  });

  it('should undo one activity by its id', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), ...undoable('a'), ...undoable('b'), end('undo', compensation('a'))],
        ['start -> a', 'a -> b', 'b -> undo', ...ties('a', 'b')],
      ),
    );
    scene.create('p');
    scene.complete('a');
    scene.complete('b');
    expect(scene.jobTypes()).toEqual(['undo-a']);
    scene.complete('undo-a');
    expect(scene.isOver()).toBe(true);
    expect(scene.intents('COMPENSATION_SUBSCRIPTION').at(-1)).toBe('DELETED');
  });

  it('should reach into completed sub-processes, not into running ones, and call the handler of the sub-process too', async () => {
    const inner = (id: string) =>
      sub(
        id,
        [start(`${id}-s`), ...undoable(`${id}-a`), job(`${id}-b`), end(`${id}-e`)],
        [`${id}-s -> ${id}-a`, `${id}-a -> ${id}-b`, `${id}-b -> ${id}-e`, ...ties(`${id}-a`)],
      );
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('fork', 'parallel'),
          inner('done'),
          boundary('on-done', 'done', compensation()),
          job('undo-done', 'undo-done', { isForCompensation: true }),
          inner('running'),
          throwing('undo', compensation()),
          end(),
        ],
        [
          'start -> fork',
          'fork -> done',
          'fork -> running',
          'done -> undo',
          'undo -> end',
          'running -> end',
          ...ties('done'),
        ],
      ),
    );
    scene.create('p');
    scene.complete('running-a');
    scene.complete('done-a');
    scene.complete('done-b');
    expect(scene.jobTypes().sort()).toEqual(['running-b', 'undo-done', 'undo-done-a']);
    scene.complete('undo-done');
    scene.complete('undo-done-a');
    scene.complete('running-b');
    expect(scene.isOver()).toBe(true);
  });

  it('should call the handler of a repeated activity once', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          job('a', 'a', { each: { in: '=[1, 2]' } }),
          boundary('on-a', 'a', compensation()),
          job('undo-a', 'undo-a', { isForCompensation: true }),
          throwing('undo', compensation()),
          end(),
        ],
        ['start -> a', 'a -> undo', 'undo -> end', ...ties('a')],
      ),
    );
    scene.create('p');
    scene.complete('a');
    scene.complete('a');
    expect(scene.jobTypes()).toEqual(['undo-a']);
  });

  it('should undo what each round of a repeated sub-process did', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          sub('s', [start('s1'), ...undoable('a'), end('e1')], ['s1 -> a', 'a -> e1', ...ties('a')], {
            each: { in: '=[1, 2]' },
          }),
          throwing('undo', compensation()),
          end(),
        ],
        ['start -> s', 's -> undo', 'undo -> end'],
      ),
    );
    scene.create('p');
    scene.complete('a');
    scene.complete('a');
    expect(scene.jobTypes()).toEqual(['undo-a', 'undo-a']);
    scene.complete('undo-a');
    expect(scene.isOver()).toBe(false);
    scene.complete('undo-a');
    expect(scene.isOver()).toBe(true);
  });

  it('should run a repeated sub-process as handler to its end', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          job('a'),
          boundary('on-a', 'a', compensation()),
          sub('undo-a', [start('s1'), job('step'), end('e1')], ['s1 -> step', 'step -> e1'], {
            isForCompensation: true,
            each: { in: '=[1, 2]', sequential: true },
          }),
          throwing('undo', compensation()),
          end(),
        ],
        ['start -> a', 'a -> undo', 'undo -> end', ...ties('a')],
      ),
    );
    scene.create('p');
    scene.complete('a');
    scene.complete('step');
    scene.complete('step');
    expect(scene.isOver()).toBe(true);
  });

  it('should undo from an event sub-process what was done around it', async () => {
    const handler = sub('handler', [start('h1', error('E')), end('h2', compensation())], ['h1 -> h2'], { event: true });
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), ...undoable('a'), job('b'), end(), handler],
        ['start -> a', 'a -> b', 'b -> end', ...ties('a')],
      ),
    );
    scene.create('p');
    scene.complete('a');
    scene.throwError('b', 'E');
    expect(scene.jobTypes()).toEqual(['undo-a']);
    scene.complete('undo-a');
    expect(scene.isOver()).toBe(true);
  });

  it('should forget what was done in a scope that is interrupted, and in called processes', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          call('c', 'child'),
          sub(
            's',
            [start('s1'), ...undoable('a'), throwing('up', escalation('E')), end('e1')],
            ['s1 -> a', 'a -> up', 'up -> e1', ...ties('a')],
          ),
          boundary('b', 's', escalation('E')),
          throwing('undo', compensation()),
          throwing('tell', signal('x')),
          end(),
        ],
        ['start -> c', 'c -> s', 's -> end', 'b -> undo', 'undo -> tell', 'tell -> end'],
      ),
      process('child', [start(), ...undoable('x'), end()], ['start -> x', 'x -> end', ...ties('x')]),
    );
    scene.create('p');
    scene.complete('x');
    scene.complete('a');
    expect(scene.isOver()).toBe(true);
    expect(scene.intents('COMPENSATION_SUBSCRIPTION')).toEqual(['CREATED', 'DELETED', 'CREATED', 'DELETED']);
  });

  it.each([
    ['a boundary event without a handler', [boundary('on', 'a', compensation())], []],
    [
      'two boundary events',
      [
        boundary('on', 'a', compensation()),
        boundary('on2', 'a', compensation()),
        job('u', 'u', { isForCompensation: true }),
      ],
      ['on ~ u', 'on2 ~ u'],
    ],
    [
      'a handler with a flow',
      [boundary('on', 'a', compensation()), job('u', 'u', { isForCompensation: true })],
      ['on ~ u', 'u -> end'],
    ],
    ['an unknown activity', [throwing('t', compensation('start'))], ['a -> t']],
  ])('should refuse %s', async (_, elements, flows) => {
    const text = process('p', [start(), job('a'), end(), ...elements], ['start -> a', 'a -> end', ...flows]);
    await expect(new Scene().deploy(text)).rejects.toThrow('INVALID_ARGUMENT');
  });
});
