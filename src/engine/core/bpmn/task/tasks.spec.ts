import { end, gateway, job, manual, process, script, start, user } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

const oneTask = process(
  'p',
  [start(), job('work', 'work', { headers: { a: '1' } }), end()],
  ['start -> work', 'work -> end'],
);

describe('tasks', () => {
  checkReplayAfterEach();

  it('should write Zeebe records in order when one service task is run', async () => {
    const scene = await new Scene().deploy(oneTask);
    scene.create('p', { x: 1 });
    expect(scene.job('work')).toMatchObject({ retries: 3, headers: { a: '1' }, state: 'ACTIVATABLE' });
    scene.complete('work', { y: 2 });
    expect(scene.lifecycle()).toEqual([
      'ACTIVATING p',
      'ACTIVATED p',
      'ACTIVATING start',
      'ACTIVATED start',
      'COMPLETING start',
      'COMPLETED start',
      'ACTIVATING work',
      'ACTIVATED work',
      'COMPLETING work',
      'COMPLETED work',
      'ACTIVATING end',
      'ACTIVATED end',
      'COMPLETING end',
      'COMPLETED end',
      'COMPLETING p',
      'COMPLETED p',
    ]);
    expect(scene.root('y')).toBe(2);
    expect(scene.isOver()).toBe(true);
  });

  it('should see only what was there before when scripts run side by side', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('fork', 'parallel'),
          script('a', '=n + 1', 'n'),
          script('b', '=n + 10', 'n'),
          gateway('join', 'parallel'),
          end(),
        ],
        ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end'],
      ),
    );
    scene.create('p', { n: 0 });
    expect(scene.isOver()).toBe(true);
    // Flows are taken in reverse order, so a writes last.
    expect(scene.root('n')).toBe(1);
  });

  it('should pass manual and undefined tasks without their mappings', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), manual('m', { outputs: { x: '=1' } }), manual('t', { inputs: { x: '=1' } }, 'task'), end()],
        ['start -> m', 'm -> t', 't -> end'],
      ),
    );
    scene.create('p');
    expect(scene.isOver()).toBe(true);
    expect(scene.intents('VARIABLE')).toEqual([]);
  });

  it('should make and complete a native user task', async () => {
    const properties = '<zeebe:assignmentDefinition candidateGroups="kanzlei, bau" />';
    const scene = await new Scene().deploy(
      process('p', [start(), user('t', properties), end()], ['start -> t', 't -> end']),
    );
    scene.create('p');
    expect(scene.task('t')).toMatchObject({ candidateGroups: ['kanzlei', 'bau'], priority: 50, assignee: '' });
    scene.completeTask('t', { ok: true });
    expect(scene.intents('USER_TASK')).toEqual(['CREATING', 'CREATED', 'COMPLETING', 'COMPLETED']);
    expect(scene.root('ok')).toBe(true);
    expect(scene.isOver()).toBe(true);
  });
});
