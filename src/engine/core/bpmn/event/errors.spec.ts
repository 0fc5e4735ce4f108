import { boundary, call, end, error, gateway, job, process, start, sub } from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

const esp = (id: string, code: string, extras = {}) =>
  sub(
    id,
    [start(`${id}_s`, error(code), extras), job(`${id}_w`), end(`${id}_e`)],
    [`${id}_s -> ${id}_w`, `${id}_w -> ${id}_e`],
    { event: true },
  );

describe('errors', () => {
  checkReplayAfterEach();

  it('should be caught by the boundary event with the code, its variables staying there', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w'), boundary('a', 'w', error('A')), boundary('all', 'w', error()), job('on_a'), job('on_all')],
        ['start -> w', 'a -> on_a', 'all -> on_all'],
      ),
    );
    scene.create('p', { x: 0 });
    scene.create('p');
    scene.throwError('w', 'A', { x: 1 });
    expect(scene.seenBy('on_a')).toEqual({ x: 0 });
    scene.throwError('w', 'B');
    expect(scene.active()).toEqual(['on_a', 'on_all']);
    expect(scene.intents('JOB').filter((intent) => intent === 'ERROR_THROWN')).toHaveLength(2);
    expect(scene.terminated()).toEqual(['w', 'w']);
  });

  it('should leave the boundary event by its output mappings', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w'), boundary('a', 'w', error('A'), { outputs: { why: '=reason' } }), job('on_a')],
        ['start -> w', 'a -> on_a'],
      ),
    );
    scene.create('p');
    scene.throwError('w', 'A', { reason: 'late' });
    expect(scene.seenBy('on_a')).toEqual({ why: 'late' });
  });

  it('should raise an incident that lists the known codes when nobody catches it, and offer the job again', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), job('w'), boundary('a', 'w', error('A')), job('on_a')], ['start -> w', 'a -> on_a']),
    );
    scene.create('p');
    scene.throwError('w', 'X');
    expect(scene.incident()).toMatchObject({
      errorType: 'UNHANDLED_ERROR_EVENT',
      errorMessage:
        "Expected to throw an error event with the code 'X' with message 'no', but it was not caught. Available error events are [A]",
    });
    expect(scene.job('w').state).toBe('ERROR_THROWN');
    expect(scene.refused({ type: 'completeJob', jobKey: String(scene.job('w').key), variables: {} })).toBe(
      'INVALID_STATE',
    );
    scene.resolve();
    scene.throwError('w', 'A');
    expect(scene.active()).toEqual(['on_a']);
  });

  it('should search outwards: inner catch-all before outer code', async () => {
    const inner = sub('s', [start('s1'), job('w'), esp('inner', '')], ['s1 -> w']);
    const scene = await new Scene().deploy(process('p', [start(), inner, esp('outer', 'A')], ['start -> s']));
    scene.create('p');
    scene.throwError('w', 'A');
    expect(scene.jobTypes()).toEqual(['inner_w']);
  });

  it('should prefer an exact boundary event to a catch-all event sub-process of the same sub-process', async () => {
    const inner = sub('s', [start('s1'), job('w'), esp('inner', '')], ['s1 -> w']);
    const scene = await new Scene().deploy(
      process('p', [start(), inner, boundary('b', 's', error('A')), job('on_b')], ['start -> s', 'b -> on_b']),
    );
    scene.create('p');
    scene.throwError('w', 'A');
    expect(scene.jobTypes()).toEqual(['on_b']);
    expect(scene.terminated()).toEqual(['w', 's']);
  });

  it('should interrupt everything else in the scope of an event sub-process, and merge its variables upwards', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), gateway('f', 'parallel'), job('w'), job('other'), esp('e', 'A')],
        ['start -> f', 'f -> w', 'f -> other'],
      ),
    );
    scene.create('p');
    scene.throwError('w', 'A', { x: 1 });
    expect(scene.active()).toEqual(['e', 'e_w']);
    expect(scene.root('x')).toBe(1);
    scene.complete('e_w');
    expect(scene.isOver()).toBe(true);
    expect(scene.completed()).toContain('p');
  });

  it('should be thrown by end events, through called processes', async () => {
    const scene = await new Scene().deploy(
      process(
        'outer',
        [start(), call('c', 'inner'), boundary('b', 'c', error('A')), job('caught')],
        ['start -> c', 'b -> caught'],
      ),
      process('inner', [start(), end('boom', error('A'))], ['start -> boom']),
    );
    scene.create('outer');
    expect(scene.active()).toEqual(['caught']);
    expect(scene.terminated()).toEqual(['boom', 'inner', 'c']);
    expect(scene.engine.state.instances.size).toBe(1);
  });

  it('should raise an incident at an end event whose error nobody catches', async () => {
    const scene = await new Scene().deploy(process('p', [start(), end('boom', error('A'))], ['start -> boom']));
    const processInstanceKey = scene.create('p');
    expect(scene.incidentTypes()).toEqual(['UNHANDLED_ERROR_EVENT']);
    expect(scene.at('boom').state).toBe('ACTIVATING');
    scene.resolve();
    expect(scene.incidentTypes()).toEqual(['UNHANDLED_ERROR_EVENT']);
    scene.engine.execute({ type: 'cancelProcessInstance', processInstanceKey });
    expect(scene.incidents()).toEqual([]);
    expect(scene.isOver()).toBe(true);
  });

  it('should let a boundary event catch what the interrupting event sub-process inside throws', async () => {
    const rethrow = sub('e', [start('es', error('A')), end('ee', error('B'))], ['es -> ee'], { event: true });
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), sub('s', [start('s1'), job('w'), rethrow], ['s1 -> w']), boundary('b', 's', error('B')), job('on_b')],
        ['start -> s', 'b -> on_b'],
      ),
    );
    scene.create('p');
    scene.throwError('w', 'A');
    expect(scene.active()).toEqual(['on_b']);
  });

  it('should be caught by the event sub-process when the boundary event has the same code', async () => {
    const inner = sub('s', [start('s1'), job('w'), esp('e', 'A')], ['s1 -> w']);
    const scene = await new Scene().deploy(
      process('p', [start(), inner, boundary('b', 's', error('A')), job('on_b')], ['start -> s', 'b -> on_b']),
    );
    scene.create('p');
    scene.throwError('w', 'A');
    expect(scene.jobTypes()).toEqual(['e_w']);
  });

  it('should end the other branch when both throw in the same step', async () => {
    const inner = sub(
      's',
      [start('s1'), gateway('f', 'parallel'), end('e1', error('A')), end('e2', error('A'))],
      ['s1 -> f', 'f -> e1', 'f -> e2'],
    );
    const scene = await new Scene().deploy(
      process('p', [start(), inner, boundary('b', 's', error('A')), job('on_b')], ['start -> s', 'b -> on_b']),
    );
    scene.create('p');
    expect(scene.active()).toEqual(['on_b']);
    expect(scene.incidents()).toEqual([]);
  });
});
