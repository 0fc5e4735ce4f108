import { boundary, call, end, escalation, job, process, start, sub, throwing } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

/** start → sub-process that throws the code and then has a job → end, with events at its border. */
const guarded = (thrown: string, events: readonly string[], flows: readonly string[], inside: readonly string[] = []) =>
  process(
    'p',
    [
      start(),
      sub(
        's',
        [start('s1'), throwing('out', escalation(thrown)), job('after'), end('e1'), ...inside],
        ['s1 -> out', 'out -> after', 'after -> e1'],
      ),
      ...events,
      job('caught'),
      job('caught-all'),
      end(),
    ],
    ['start -> s', 's -> end', ...flows],
  );

describe('escalation events', () => {
  checkReplayAfterEach();

  it('should run an interrupting boundary event instead of the rest of the sub-process', async () => {
    const scene = await new Scene().deploy(
      guarded(
        'E',
        [boundary('b', 's', escalation('E')), boundary('all', 's', escalation())],
        ['b -> caught', 'all -> caught-all'],
      ),
    );
    scene.create('p');
    expect(scene.jobTypes()).toEqual(['caught']);
    expect(scene.terminated()).toEqual(['out', 's']);
    expect(scene.intents('ESCALATION')).toEqual(['ESCALATED']);
  });

  it('should run a non-interrupting boundary event beside, with the catch-all when no code fits', async () => {
    const scene = await new Scene().deploy(
      guarded(
        'E',
        [boundary('b', 's', escalation('F')), boundary('all', 's', escalation(), { interrupting: false })],
        ['b -> caught', 'all -> caught-all'],
      ),
    );
    scene.create('p');
    expect(scene.jobTypes().sort()).toEqual(['after', 'caught-all']);
  });

  it('should go on when nobody catches it', async () => {
    const scene = await new Scene().deploy(guarded('E', [boundary('b', 's', escalation('F'))], ['b -> caught']));
    scene.create('p');
    expect(scene.jobTypes()).toEqual(['after']);
    expect(scene.intents('ESCALATION')).toEqual(['NOT_ESCALATED']);
  });

  it.each([true, false])('should start an event sub-process (interrupting: %s)', async (interrupting) => {
    const handler = sub(
      'handler',
      [start('h1', escalation('E'), { interrupting }), job('handling'), end('h2')],
      ['h1 -> handling', 'handling -> h2'],
      { event: true },
    );
    const scene = await new Scene().deploy(guarded('E', [], [], [handler]));
    scene.create('p');
    expect(scene.jobTypes().sort()).toEqual(interrupting ? ['handling'] : ['after', 'handling']);
    scene.complete('handling');
    if (!interrupting) scene.complete('after');
    expect(scene.isOver()).toBe(true);
  });

  it('should reach the call activity of the calling process, thrown by an end event', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), call('c', 'child'), boundary('b', 'c', escalation('E')), job('caught'), end()],
        ['start -> c', 'c -> end', 'b -> caught'],
      ),
      process('child', [start(), end('out', escalation('=code').replace('=code', 'E'))], ['start -> out']),
    );
    scene.create('p');
    expect(scene.jobTypes()).toEqual(['caught']);
    expect(scene.engine.state.instances.size).toBe(1);
  });

  it('should stop handlers that escalate anew without end, and keep the process', async () => {
    const handler = sub(
      'handler',
      [start('h1', escalation('E'), { interrupting: false }), end('h2', escalation('E'))],
      ['h1 -> h2'],
      { event: true },
    );
    const scene = await new Scene().deploy(
      process('p', [start(), throwing('out', escalation('E')), end(), handler], ['start -> out', 'out -> end']),
    );
    scene.create('p');
    expect(scene.incidentTypes()).toEqual(['UNKNOWN']);
    expect(scene.isOver()).toBe(false);
    Scene.opened.length = 0;
  });
});
