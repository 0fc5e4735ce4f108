import { catching, end, gateway, job, manual, message, process, start, sub, timer } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

describe('gateways', () => {
  checkReplayAfterEach();

  describe('exclusive gateway', () => {
    const choice = (extras = {}, ...conditions: string[]) =>
      process(
        'p',
        [start(), gateway('x', 'exclusive', extras), job('a'), job('b')],
        ['start -> x', `x -> a ${conditions[0] ?? ''}`.trim(), `x -> b ${conditions[1] ?? ''}`.trim()],
      );

    it.each([
      [1, 'a'],
      [2, 'b'],
    ])('should take the flow whose condition is true when n is %s', async (n, taken) => {
      const scene = await new Scene().deploy(choice({}, '[n = 1]', '[n = 2]'));
      scene.create('p', { n });
      expect(scene.active()).toEqual([taken]);
    });

    it('should take the flow that is last in the file when several conditions are true', async () => {
      const scene = await new Scene().deploy(choice({}, '[nothing > 1]', '[true]'));
      scene.create('p');
      expect(scene.active()).toEqual(['b']);
      expect(scene.incidents()).toEqual([]);
    });

    it('should take the default flow when no condition is true', async () => {
      const scene = await new Scene().deploy(choice({ default: 'x_a' }, '', '[false]'));
      scene.create('p');
      expect(scene.active()).toEqual(['a']);
    });

    it('should raise CONDITION_ERROR and go on after resolving when nothing fits', async () => {
      const scene = await new Scene().deploy(choice({}, '[n = 1]', '[n = 2]'));
      const key = scene.create('p', { n: 3 });
      expect(scene.incidentTypes()).toEqual(['CONDITION_ERROR']);
      expect(scene.at('x').state).toBe('ACTIVATING');
      scene.set(key, { n: 1 });
      scene.resolve();
      expect(scene.active()).toEqual(['a']);
      expect(scene.incidents()).toEqual([]);
    });

    it('should raise EXTRACT_VALUE_ERROR when a condition gives no boolean', async () => {
      const scene = await new Scene().deploy(choice({}, '[true]', '[n]'));
      scene.create('p', { n: 'text' });
      expect(scene.incident()).toMatchObject({
        errorType: 'EXTRACT_VALUE_ERROR',
        errorMessage: "Expected result of the expression 'n' to be 'BOOLEAN', but was 'STRING'.",
      });
      scene.resolve();
      expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
      expect(scene.intents('INCIDENT')).toEqual(['CREATED', 'RESOLVED', 'CREATED']);
    });

    it('should pass every token, and end it when nothing leaves the gateway', async () => {
      const scene = await new Scene().deploy(
        process(
          'p',
          [start(), gateway('fork', 'parallel'), manual('a'), manual('b'), gateway('x', 'exclusive')],
          ['start -> fork', 'fork -> a', 'fork -> b', 'a -> x', 'b -> x'],
        ),
      );
      scene.create('p');
      expect(scene.completed().filter((id) => id === 'x')).toHaveLength(2);
      expect(scene.isOver()).toBe(true);
    });
  });

  describe('parallel gateway', () => {
    const forkJoin = process(
      'p',
      [start(), gateway('fork', 'parallel'), job('a'), job('b'), gateway('join', 'parallel'), job('c')],
      ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> c'],
    );

    it('should make its tokens in reverse order of the file and wait for all of them', async () => {
      const scene = await new Scene().deploy(forkJoin);
      scene.create('p');
      expect(scene.jobTypes()).toEqual(['b', 'a']);
      scene.complete('a');
      expect(scene.active()).toEqual(['b']);
      scene.complete('b');
      expect(scene.active()).toEqual(['c']);
      expect(scene.lifecycle('ELEMENT_ACTIVATING').filter((id) => id === 'join')).toHaveLength(1);
      scene.complete('c');
      expect(scene.isOver()).toBe(true);
    });

    it('should not open when two tokens come over the same flow', async () => {
      const scene = await new Scene().deploy(
        process(
          'p',
          [
            start(),
            gateway('fork', 'parallel'),
            manual('a1'),
            manual('a2'),
            gateway('x', 'exclusive'),
            job('b'),
            gateway('join', 'parallel'),
            end(),
          ],
          [
            'start -> fork',
            'fork -> a1',
            'fork -> a2',
            'fork -> b',
            'a1 -> x',
            'a2 -> x',
            'x -> join',
            'b -> join',
            'join -> end',
          ],
        ),
      );
      scene.create('p');
      expect(scene.active()).toEqual(['b']);
      scene.complete('b');
      // One token is left at the join: the instance waits for ever, as in Zeebe.
      expect(scene.active()).toEqual([]);
      expect(scene.isOver()).toBe(false);
      expect(scene.completed().filter((id) => id === 'end')).toHaveLength(1);
    });
  });

  describe('event-based gateway', () => {
    const race = process(
      'p',
      [
        start(),
        gateway('g', 'eventBased'),
        catching('m', message('answer', '=id')),
        catching('t', timer('duration', 'PT1H')),
        job('answered'),
        job('late'),
      ],
      ['start -> g', 'g -> m', 'g -> t', 'm -> answered', 't -> late'],
    );

    it('should go on with the message and forget the timer when the message comes first', async () => {
      const scene = await new Scene().deploy(race);
      scene.create('p', { id: 'k' });
      scene.publish('answer', 'k', { text: 'yes' });
      expect(scene.active()).toEqual(['answered']);
      expect(scene.root('text')).toBe('yes');
      expect(scene.flows()).toEqual(['start_g', 'm_answered']);
      expect(scene.intents('TIMER')).toEqual(['CREATED', 'CANCELED']);
      expect(scene.engine.state.messages.subscriptions.size).toBe(0);
      expect(scene.engine.state.timers.size).toBe(0);
    });

    it('should go on with the timer when it comes first', async () => {
      const scene = await new Scene().deploy(race);
      scene.create('p', { id: 'k' });
      scene.engine.advance(3_599_999);
      expect(scene.active()).toEqual(['g']);
      scene.engine.advance(1);
      expect(scene.active()).toEqual(['late']);
      expect(scene.engine.state.messages.subscriptions.size).toBe(0);
    });

    it('should raise an incident and wait after resolving when the key is missing', async () => {
      const scene = await new Scene().deploy(race);
      const key = scene.create('p');
      expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
      expect(scene.engine.state.timers.size).toBe(0);
      scene.set(key, { id: 7 });
      scene.resolve();
      scene.publish('answer', '7');
      expect(scene.active()).toEqual(['answered']);
    });
  });

  it('should activate all branches before the first completes, and end them level by level', async () => {
    const nested = sub('s', [start('i'), job('w')], ['i -> w']);
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), gateway('f', 'parallel'), manual('a'), nested, job('b')],
        ['start -> f', 'f -> b', 'f -> s', 'f -> a'],
      ),
    );
    const processInstanceKey = scene.create('p');
    expect(scene.lifecycle().filter((line) => /(ACTIVATED|COMPLETING) (a|s|b)$/.test(line))).toEqual([
      'ACTIVATED a',
      'ACTIVATED s',
      'ACTIVATED b',
      'COMPLETING a',
    ]);
    scene.engine.execute({ type: 'cancelProcessInstance', processInstanceKey });
    expect(scene.terminated()).toEqual(['b', 'w', 's', 'p']);
  });
});
