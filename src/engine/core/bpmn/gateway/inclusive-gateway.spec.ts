import {
  boundary,
  catching,
  end,
  gateway,
  job,
  link,
  process,
  start,
  sub,
  throwing,
  timer,
} from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

/** Three ways with conditions on `n`, joined inclusively before the job `after`. */
const three = (defaultFlow = 'split_c') =>
  process(
    'p',
    [
      start(),
      gateway('split', 'inclusive', { default: defaultFlow }),
      job('a'),
      job('b'),
      job('c'),
      gateway('join', 'inclusive'),
      job('after'),
      end(),
    ],
    [
      'start -> split',
      'split -> a [n > 0]',
      'split -> b [n > 1]',
      'split -> c',
      'a -> join',
      'b -> join',
      'c -> join',
      'join -> after',
      'after -> end',
    ],
  );

describe('inclusive gateway', () => {
  checkReplayAfterEach();

  it.each([
    [0, ['c']],
    [1, ['a']],
    [2, ['b', 'a']],
  ])('should take every flow that holds, last one of the file first (n = %s)', async (n, types) => {
    const scene = await new Scene().deploy(three());
    scene.create('p', { n });
    expect(scene.jobTypes()).toEqual(types);
  });

  it('should wait for what was taken and for nothing else', async () => {
    const scene = await new Scene().deploy(three());
    scene.create('p', { n: 2 });
    scene.complete('a');
    expect(scene.jobTypes()).toEqual(['b']);
    scene.complete('b');
    expect(scene.jobTypes()).toEqual(['after']);
    scene.complete('after');
    expect(scene.isOver()).toBe(true);
    expect(scene.completed().filter((id) => id === 'join')).toHaveLength(1);
  });

  it('should make an incident when nothing holds and there is no default, and take nothing when one fails', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), gateway('split', 'inclusive'), job('a'), job('b')],
        ['start -> split', 'split -> a [n > 0]', 'split -> b [m]'],
      ),
    );
    const key = scene.create('p', { n: 0, m: false });
    expect(scene.incidentTypes()).toEqual(['CONDITION_ERROR']);
    scene.set(key, { n: 1, m: 7 });
    scene.resolve();
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    expect(scene.jobTypes()).toEqual([]);
    scene.set(key, { m: true });
    scene.resolve();
    expect(scene.jobTypes()).toEqual(['b', 'a']);
  });

  it('should go on when the branch it waited for ends elsewhere or is interrupted', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('fork', 'parallel'),
          job('a'),
          job('b'),
          boundary('late', 'b', timer('duration', 'PT1H')),
          gateway('choice', 'exclusive', { default: 'choice_stop' }),
          end('stop'),
          gateway('join', 'inclusive'),
          job('after'),
        ],
        [
          'start -> fork',
          'fork -> a',
          'fork -> b',
          'a -> join',
          'b -> choice',
          'choice -> join [go = true]',
          'choice -> stop',
          'late -> stop',
          'join -> after',
        ],
      ),
    );
    scene.create('p');
    scene.complete('a');
    expect(scene.jobTypes()).toEqual(['b']);
    scene.complete('b');
    expect(scene.jobTypes()).toEqual(['after']);
    scene.complete('after');
    scene.create('p');
    scene.complete('a');
    scene.engine.advance(3_600_000);
    expect(scene.jobTypes()).toEqual(['after']);
  });

  it('should see ways through links and boundary events', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('fork', 'parallel'),
          job('a'),
          job('b'),
          boundary('late', 'b', timer('duration', 'PT1H')),
          throwing('out', link('l')),
          catching('in', link('l')),
          end('done'),
          gateway('join', 'inclusive'),
          job('after'),
        ],
        [
          'start -> fork',
          'fork -> a',
          'fork -> b',
          'a -> join',
          'b -> done',
          'late -> out',
          'in -> join',
          'join -> after',
        ],
      ),
    );
    scene.create('p');
    scene.complete('a');
    expect(scene.jobTypes()).toEqual(['b']);
    scene.engine.advance(3_600_000);
    expect(scene.jobTypes()).toEqual(['after']);
    expect(scene.flows().filter((id) => id.endsWith('_join'))).toEqual(['a_join', 'in_join']);
  });

  it('should keep a token that came too early for the next round', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('fork', 'parallel'),
          job('a'),
          job('b'),
          job('c'),
          gateway('merge', 'exclusive'),
          gateway('join', 'inclusive'),
          job('after'),
          end(),
        ],
        [
          'start -> fork',
          'fork -> a',
          'fork -> b',
          'fork -> c',
          'a -> merge',
          'b -> merge',
          'merge -> join',
          'c -> join',
          'join -> after',
          'after -> end',
        ],
      ),
    );
    scene.create('p');
    scene.complete('a');
    scene.complete('b');
    expect(scene.jobTypes()).toEqual(['c']);
    scene.complete('c');
    expect(scene.jobTypes()).toEqual(['after', 'after']);
    scene.complete('after');
    scene.complete('after');
    expect(scene.isOver()).toBe(true);
  });

  it('should join per scope', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('fork', 'parallel'),
          sub('s', [start('s1'), job('x'), end('e1')], ['s1 -> x', 'x -> e1']),
          job('a'),
          gateway('join', 'inclusive'),
          end(),
        ],
        ['start -> fork', 'fork -> s', 'fork -> a', 's -> join', 'a -> join', 'join -> end'],
      ),
    );
    scene.create('p');
    scene.complete('a');
    expect(scene.isOver()).toBe(false);
    scene.complete('x');
    expect(scene.isOver()).toBe(true);
  });
});
