import { boundary, catching, end, job, process, start, sub, timer } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

const HOUR = 3_600_000;
const wait = (kind: 'date' | 'duration', text: string) =>
  process('p', [start(), catching('t', timer(kind, text)), job('after')], ['start -> t', 't -> after']);

describe('timers', () => {
  checkReplayAfterEach();

  it('should never fire early', async () => {
    const scene = await new Scene().deploy(wait('duration', 'PT1H'));
    scene.create('p');
    scene.engine.advance(HOUR - 1);
    expect(scene.active()).toEqual(['t']);
    const [timerKey] = scene.engine.state.timers.keys();
    expect(scene.engine.run({ type: 'triggerTimer', timerKey: timerKey ?? 0 })).toMatchObject({ ok: false });
    scene.engine.advance(1);
    expect(scene.active()).toEqual(['after']);
    expect(scene.intents('TIMER')).toEqual(['CREATED', 'TRIGGERED']);
  });

  it.each([
    ['date', '2020-01-01T00:00:00Z', {}],
    ['date', '=date and time(when)', { when: '2026-01-05T08:00:00Z' }],
    ['duration', '=d', { d: 'PT0S' }],
    ['duration', '=duration("-PT1H")', {}],
  ] as const)('should fire at once when the %s %s is over', async (kind, text, variables) => {
    const scene = await new Scene().deploy(wait(kind, text));
    scene.create('p', variables);
    scene.engine.advance(0);
    expect(scene.active()).toEqual(['after']);
  });

  it.each(['=missing', '="soon"', '=5'])('should raise an incident when the duration is %s', async (text) => {
    const scene = await new Scene().deploy(wait('duration', text));
    const key = scene.create('p');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    if (text !== '=missing') return;
    scene.set(key, { missing: 'PT1H' });
    scene.resolve();
    scene.engine.advance(HOUR);
    expect(scene.active()).toEqual(['after']);
  });

  it('should end the activity when an interrupting boundary timer fires', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w'), boundary('b', 'w', timer('duration', 'PT1H')), job('late'), job('done')],
        ['start -> w', 'w -> done', 'b -> late'],
      ),
    );
    scene.create('p');
    scene.engine.advance(HOUR);
    expect(scene.terminated()).toEqual(['w']);
    expect(scene.jobTypes()).toEqual(['late']);
    expect(scene.intents('JOB')).toEqual(['CREATED', 'CANCELED', 'CREATED']);
  });

  it('should repeat without drift, count down, and end with the activity', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          job('w'),
          boundary('b', 'w', timer('cycle', 'R3/PT1H'), { interrupting: false }),
          job('remind'),
          end(),
        ],
        ['start -> w', 'w -> end', 'b -> remind'],
      ),
    );
    scene.create('p');
    const begin = scene.engine.now;
    scene.engine.advance(90 * 60_000);
    const dues = () =>
      [...scene.engine.state.timers.values()].map(({ dueDate, repetitions }) => [dueDate - begin, repetitions]);
    expect(dues()).toEqual([[2 * HOUR, 2]]);
    scene.engine.advance(5 * HOUR);
    expect(scene.jobTypes()).toEqual(['w', 'remind', 'remind', 'remind']);
    expect(dues()).toEqual([]);
  });

  it('should repeat for ever when no number is given, until the activity is done', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          job('w'),
          boundary('b', 'w', timer('cycle', '=cycle(duration("PT1H"))'), { interrupting: false }),
          end('n'),
          end(),
        ],
        ['start -> w', 'w -> end', 'b -> n'],
      ),
    );
    scene.create('p');
    scene.engine.advance(10 * HOUR);
    expect(scene.completed().filter((id) => id === 'n')).toHaveLength(10);
    scene.complete('w');
    expect(scene.isOver()).toBe(true);
    expect(scene.engine.state.timers.size).toBe(0);
  });

  it('should start an event sub-process of a scope', async () => {
    const esp = sub(
      'esp',
      [start('t', timer('duration', 'PT1H'), { interrupting: false }), job('remind'), end('e')],
      ['t -> remind', 'remind -> e'],
      { event: true },
    );
    const scene = await new Scene().deploy(process('p', [start(), job('w'), end(), esp], ['start -> w', 'w -> end']));
    scene.create('p');
    scene.engine.advance(2 * HOUR);
    expect(scene.jobTypes()).toEqual(['w', 'remind']);
    scene.complete('w');
    expect(scene.isOver()).toBe(false);
    scene.complete('remind');
    expect(scene.isOver()).toBe(true);
  });

  describe('of process starts', () => {
    const starting = (kind: 'date' | 'duration' | 'cycle', text: string, task = 'w') =>
      process('p', [start('start', timer(kind, text)), job(task)], [`start -> ${task}`]);

    it('should start instances again and again, and stop when a new version comes', async () => {
      const scene = await new Scene().deploy(starting('cycle', 'R/PT1H'));
      scene.engine.advance(3 * HOUR);
      expect(scene.jobTypes()).toEqual(['w', 'w', 'w']);
      expect([...scene.engine.state.timers.values()]).toMatchObject([
        { elementInstanceKey: -1, processInstanceKey: -1 },
      ]);
      await scene.deploy(starting('cycle', '0 0 12 * * *', 'noon'));
      expect(scene.engine.state.timers.size).toBe(1);
      scene.engine.advance(24 * HOUR);
      expect(scene.jobTypes()).toEqual(['w', 'w', 'w', 'noon']);
    });

    it('should keep running timers when the same file is deployed again', async () => {
      const scene = await new Scene().deploy(starting('duration', 'PT1H'));
      const [key] = scene.engine.state.timers.keys();
      await scene.deploy(starting('duration', 'PT1H'));
      expect([...scene.engine.state.timers.keys()]).toEqual([key]);
    });

    it('should refuse the deployment when the moment cannot be computed', async () => {
      const scene = new Scene();
      await expect(scene.deploy(starting('date', '=missing'))).rejects.toThrow('INVALID_ARGUMENT');
      expect(scene.engine.events).toEqual([]);
    });
  });
});
