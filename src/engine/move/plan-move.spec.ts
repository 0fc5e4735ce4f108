import {
  adHoc,
  boundary,
  call,
  catching,
  compensation,
  end,
  gateway,
  job,
  manual,
  message,
  process,
  start,
  sub,
  timer,
  user,
} from '../core/testing/bpmn-text.js';
import { Scene } from '../core/testing/scene.js';
import type { Variables } from '../engine.js';
import { embeddedWaiting } from './embedded-waiting.js';
import { type MovePlan, placesOf, planMove } from './plan-move.js';

/** What is planned for the first instance of a process that stands as `before` leaves it. */
async function planned(
  text: string | string[],
  variables: Variables = {},
  before: (scene: Scene) => void = () => undefined,
): Promise<{ plan: MovePlan; places: string }> {
  const scene = await new Scene().deploy(...(Array.isArray(text) ? text : [text]));
  scene.create('p', variables);
  before(scene);
  const [instance] = scene.engine.state.instances.values();
  if (!instance) throw new Error('the instance has ended');
  const waiting = embeddedWaiting(scene.engine.state, instance);
  return { plan: planMove(waiting), places: placesOf(waiting) };
}

const obstacles = ({ plan }: { plan: MovePlan }): readonly string[] => (plan.ok ? [] : plan.obstacles);
const warnings = ({ plan }: { plan: MovePlan }): readonly string[] => (plan.ok ? plan.warnings : []);
const placements = ({ plan }: { plan: MovePlan }) => (plan.ok ? plan.placements : []);

describe('what can be moved', () => {
  it('should begin at a user task, with what only the task knows', async () => {
    const extras = { inputs: { shown: '=x + 1' }, listeners: [['start', 'limit']] as const };
    const result = await planned(
      process('p', [start(), user('check', '', extras), end()], ['start -> check', 'check -> end']),
      { x: 1 },
      (scene) => scene.complete('limit', { deadline: '2026-12-24' }),
    );
    const [placement] = placements(result);
    expect(placement?.at.element.id).toBe('check');
    expect(placement?.lifted).toEqual({ deadline: '2026-12-24' });
    expect(warnings(result)).toEqual([]);
    expect(result.places).toBe('«check»');
  });

  it('should begin at a start listener that has not answered yet', async () => {
    const result = await planned(
      process(
        'p',
        [start(), user('check', '', { listeners: [['start', 'limit']] }), end()],
        ['start -> check', 'check -> end'],
      ),
    );
    expect(placements(result).map(({ at }) => [at.element.id, at.isActivated, at.listenersDone])).toEqual([
      ['check', false, 0],
    ]);
  });

  it('should begin inside scopes, and know their variables', async () => {
    const result = await planned(
      process(
        'p',
        [start(), sub('s', [start('s1'), user('inner')], ['s1 -> inner'], { inputs: { own: '=x' } }), end()],
        ['start -> s', 's -> end'],
      ),
      { x: 'y' },
    );
    const [placement] = placements(result);
    expect(placement?.scopes.map(({ element }) => element.id)).toEqual(['s']);
    expect(placement?.lifted).toEqual({ own: 'y' });
  });

  it('should begin at all places at once', async () => {
    const result = await planned(
      process(
        'p',
        [start(), gateway('fork', 'parallel'), user('a'), catching('b', message('m', '="k"')), end()],
        ['start -> fork', 'fork -> a', 'fork -> b', 'a -> end', 'b -> end'],
      ),
    );
    expect(
      placements(result)
        .map(({ at }) => at.element.id)
        .sort(),
    ).toEqual(['a', 'b']);
  });

  it('should warn of work that is offered again, and of timers that begin anew', async () => {
    const result = await planned(
      process(
        'p',
        [
          start(),
          job('work'),
          boundary('late', 'work', timer('duration', 'PT1H')),
          boundary('exact', 'work', timer('date', '=limit')),
          boundary('vague', 'work', timer('date', '=now() + duration("P1D")')),
          end(),
        ],
        ['start -> work', 'work -> end', 'late -> end', 'exact -> end', 'vague -> end'],
      ),
      { limit: '2030-01-01T00:00:00Z' },
    );
    expect(warnings(result)).toEqual([
      'the timer «late» begins anew (it was due 2026-01-05T09:00Z)',
      'the timer «vague» begins anew (it was due 2026-01-06T08:00Z)',
      'the work at «work» is offered again: what a worker did without saying so may be done twice',
    ]);
  });

  it('should move a job that stands still for want of retries', async () => {
    const result = await planned(
      process('p', [start(), job('work'), end()], ['start -> work', 'work -> end']),
      {},
      (scene) => scene.fail('work', 0, 0, 'register is down'),
    );
    expect(placements(result).map(({ at }) => [at.incident, at.job?.errorMessage])).toEqual([
      ['JOB_NO_RETRIES', 'register is down'],
    ]);
    expect(warnings(result)).toEqual([]);
  });
});

describe('a timer that has fired beside a task', () => {
  const remind = (value: string, extras = {}): string =>
    process(
      'p',
      [
        start(),
        user('check', '<zeebe:taskSchedule dueDate="=limit.due" />', { listeners: [['start', 'limit']], ...extras }),
        boundary('remind', 'check', timer('date', value), { interrupting: false }),
        end(),
        end('reminded'),
      ],
      ['start -> check', 'check -> end', 'remind -> reminded'],
    );
  const limit = { due: '2026-01-05T10:00:00Z', remind: '2026-01-05T09:00:00Z' };
  const fired = (scene: Scene): void => {
    scene.complete('limit', { limit });
    scene.engine.advance(3_600_000);
  };

  it('should not fire again when the task itself knows its moment', async () => {
    const result = await planned(remind('=limit.remind'), {}, fired);
    const [placement] = placements(result);
    expect(placement?.spent).toEqual(['remind']);
    expect(placement?.lifted).toEqual({ limit: { ...limit, remind: '2199-12-31T00:00:00Z' } });
    // Before it has fired there is nothing to be done about it.
    const early = await planned(remind('=limit.remind'), {}, (scene) => scene.complete('limit', { limit }));
    expect(placements(early)[0]).toMatchObject({ spent: [], lifted: { limit } });
  });

  it('should keep the case when that moment is one of something else too, or computed', async () => {
    const obstacle = ['the timer «remind» has fired already and would fire again'];
    const late = (scene: Scene): void => {
      scene.complete('limit', { limit });
      scene.engine.advance(7_200_000);
    };
    expect(obstacles(await planned(remind('=limit.due'), {}, late))).toEqual(obstacle);
    expect(obstacles(await planned(remind('=date and time(limit.remind)'), {}, fired))).toEqual(obstacle);
    const computed = remind('=moment.at', { inputs: { moment: '={at: "2026-01-05T09:00:00Z"}' } });
    expect(obstacles(await planned(computed, {}, fired))).toEqual(obstacle);
  });
});

describe('what cannot be moved', () => {
  it('should name a timer that has fired beside a task', async () => {
    const text = process(
      'p',
      [
        start(),
        user('check'),
        boundary('remind', 'check', timer('date', '=limit'), { interrupting: false }),
        end(),
        end('reminded'),
      ],
      ['start -> check', 'check -> end', 'remind -> reminded'],
    );
    const limit = { limit: '2026-01-05T09:00:00Z' };
    expect(obstacles(await planned(text, limit))).toEqual([]);
    expect(obstacles(await planned(text, limit, (scene) => scene.engine.advance(3_600_000)))).toEqual([
      'the timer «remind» has fired already and would fire again',
    ]);
  });

  it('should name a timer of the process that has fired', async () => {
    const event = sub('e', [start('e1', timer('duration', 'PT1H'), { interrupting: false }), end('e2')], ['e1 -> e2'], {
      event: true,
    });
    const text = process('p', [start(), user('check'), end(), event], ['start -> check', 'check -> end']);
    const early = await planned(text);
    expect(warnings(early)).toEqual(['the timer «e1» begins anew (it was due 2026-01-05T09:00Z)']);
    expect(obstacles(await planned(text, {}, (scene) => scene.engine.advance(3_600_000)))).toEqual([
      'the timer «e1» has fired already and would fire again',
    ]);
  });

  it('should name a join at which a path waits', async () => {
    const text = process(
      'p',
      [start(), gateway('fork', 'parallel'), user('a'), manual('b'), gateway('join', 'parallel'), end()],
      ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end'],
    );
    expect(obstacles(await planned(text))).toEqual(['some of its paths wait at the join «join» already']);
  });

  it('should name what was chosen, repeated, called or triggered while it ran', async () => {
    const repeated = process(
      'p',
      [start(), user('a', '', { each: { in: '=list' } }), end()],
      ['start -> a', 'a -> end'],
    );
    expect(obstacles(await planned(repeated, { list: [1, 2] }))).toContain('«a» is repeated for several items');
    const caller = process('p', [start(), call('c', 'q'), end()], ['start -> c', 'c -> end']);
    const called = process('q', [start(), user('a'), end()], ['start -> a', 'a -> end']);
    expect(obstacles(await planned([caller, called]))).toEqual(['«c» runs a process of its own']);
    const chosen = process(
      'p',
      [start(), adHoc('h', [user('a'), user('b')], [], { active: '=["a"]' }), end()],
      ['start -> h', 'h -> end'],
    );
    expect(obstacles(await planned(chosen))).toEqual(['«h» has chosen its activities while it ran']);
    const event = sub('e', [start('e1', message('m', '="k"')), user('b')], ['e1 -> b'], { event: true });
    const triggered = process('p', [start(), user('a'), end(), event], ['start -> a', 'a -> end']);
    const under = await planned(triggered, {}, (scene) => scene.publish('m', 'k'));
    expect(obstacles(under)).toContain('the event sub-process «e» is under way');
  });

  it('should name an incident that is not a matter of retries', async () => {
    const text = process(
      'p',
      [start(), user('a', '', { inputs: { x: '=assert(missing, missing != null)' } }), end()],
      ['start -> a', 'a -> end'],
    );
    expect(obstacles(await planned(text))).toEqual(['it stands still at «a» (IO_MAPPING_ERROR); solve that first']);
  });

  it('should name what can still be undone', async () => {
    const text = process(
      'p',
      [
        start(),
        manual('book'),
        boundary('undo', 'book', compensation()),
        job('cancel', 'cancel', { isForCompensation: true }),
        user('check'),
        end(),
      ],
      ['start -> book', 'book -> check', 'check -> end', 'undo ~ cancel'],
    );
    expect(obstacles(await planned(text))).toEqual([
      'something it has done can still be undone, and that would be forgotten',
    ]);
  });

  it('should name an instance that stands twice at one element, and one that a message locks', async () => {
    const twice = process(
      'p',
      [start(), gateway('fork', 'parallel'), manual('b'), gateway('merge', 'exclusive'), user('a'), end()],
      ['start -> fork', 'fork -> merge', 'fork -> b', 'b -> merge', 'merge -> a', 'a -> end'],
    );
    expect(obstacles(await planned(twice))).toEqual(['it is at «a» more than once']);
    const scene = await new Scene().deploy(
      process('p', [start('start', message('begin')), user('a'), end()], ['start -> a', 'a -> end']),
    );
    scene.publish('begin', 'key');
    const [instance] = scene.engine.state.instances.values();
    if (!instance) throw new Error('nothing began');
    expect(obstacles({ plan: planMove(embeddedWaiting(scene.engine.state, instance)) })).toEqual([
      'a message has started it, and while it runs no other one with the same key begins',
    ]);
  });
});
