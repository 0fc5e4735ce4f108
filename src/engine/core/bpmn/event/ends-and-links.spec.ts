import {
  catching,
  end,
  gateway,
  job,
  link,
  manual,
  process,
  start,
  sub,
  terminateDefinition,
  throwing,
} from '../../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../testing/replay.js';
import { Scene } from '../../testing/scene.js';

describe('ends, throws and links', () => {
  checkReplayAfterEach();

  it('should terminate only its own scope, which then completes', async () => {
    const inner = sub(
      's',
      [start('s1'), gateway('f', 'parallel'), job('w'), job('go'), end('t', terminateDefinition)],
      ['s1 -> f', 'f -> w', 'f -> go', 'go -> t'],
    );
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), gateway('g', 'parallel'), inner, job('beside'), job('after')],
        ['start -> g', 'g -> s', 'g -> beside', 's -> after'],
      ),
    );
    scene.create('p');
    scene.complete('go');
    expect(scene.terminated()).toEqual(['w']);
    expect(scene.completed()).toContain('s');
    expect(scene.jobTypes()).toEqual(['beside', 'after']);
  });

  it('should complete the process when a terminate end event is at its root', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), gateway('f', 'parallel'), job('w'), end('t', terminateDefinition), manual('m')],
        ['start -> f', 'f -> w', 'f -> m', 'm -> t'],
      ),
    );
    scene.create('p');
    expect(scene.isOver()).toBe(true);
    expect(scene.completed()).toContain('p');
    expect(scene.jobs()).toEqual([]);
  });

  it('should finish a terminate end event whose output mapping failed at first', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('f', 'parallel'),
          job('w'),
          end('t', terminateDefinition, { outputs: { x: '=assert(n, n != null)' } }),
        ],
        ['start -> f', 'f -> w', 'f -> t'],
      ),
    );
    const key = scene.create('p');
    expect(scene.incidentTypes()).toEqual(['IO_MAPPING_ERROR']);
    scene.set(key, { n: 1 });
    scene.resolve();
    expect(scene.isOver()).toBe(true);
  });

  it('should apply outputs and ignore inputs of none throw and end events', async () => {
    const mappings = { inputs: { a: '=1' }, outputs: { b: '=a', c: '=2' } };
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), throwing('t', '', mappings), end('e', '', { outputs: { d: '=c' } })],
        ['start -> t', 't -> e'],
      ),
    );
    scene.create('p');
    expect([scene.root('b'), scene.root('c'), scene.root('d')]).toEqual([null, 2, 2]);
  });

  it('should make jobs of throwing message events', async () => {
    const definition = '<bpmn:messageEventDefinition />';
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), throwing('t', definition, { job: 'send' }), end('e', definition, { job: 'send' })],
        ['start -> t', 't -> e'],
      ),
    );
    scene.create('p');
    scene.complete('send');
    scene.complete('send');
    expect(scene.isOver()).toBe(true);
  });

  it('should go on at the catch event with the same name, without a flow', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), throwing('a', link('L')), catching('b', link('L')), job('w')], ['start -> a', 'b -> w']),
    );
    scene.create('p');
    expect(scene.flows()).toEqual(['start_a', 'b_w']);
    expect(scene.active()).toEqual(['w']);
  });
});
