import {
  boundary,
  catching,
  end,
  gateway,
  job,
  link,
  manual,
  message,
  process,
  receive,
  script,
  start,
  sub,
  throwing,
  timer,
} from '../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene, TENANT } from '../testing/scene.js';

describe('work that meets within one step', () => {
  checkReplayAfterEach();

  it('should not complete a scope while a second start instruction is on its way', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), manual('m'), job('w')], ['start -> m', 'm -> w']).replace(
        '</bpmn:process>',
        `${end('lonely')}</bpmn:process>`,
      ),
    );
    const startInstructions = [{ elementId: 'lonely' }, { elementId: 'w' }];
    expect(
      scene.engine.execute({
        type: 'createProcessInstance',
        tenantId: TENANT,
        bpmnProcessId: 'p',
        variables: {},
        startInstructions,
      }).ok,
    ).toBe(true);
    expect(scene.active()).toEqual(['w']);
    expect(scene.isOver()).toBe(false);
    scene.complete('w');
    expect(scene.isOver()).toBe(true);
  });

  it('should not complete a scope while a token is on its way through a link', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('fork', 'parallel'),
          manual('m'),
          end('e'),
          throwing('out', link('l')),
          catching('in', link('l')),
          job('w'),
        ],
        ['start -> fork', 'fork -> out', 'fork -> m', 'm -> e', 'in -> w'],
      ),
    );
    scene.create('p');
    expect(scene.jobTypes()).toEqual(['w']);
    scene.complete('w');
    expect(scene.isOver()).toBe(true);
  });

  it('should let one buffered message win at an event-based gateway and keep the other', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          gateway('g', 'eventBased'),
          catching('a', message('A', '="k"')),
          catching('b', message('B', '="k"')),
          job('wa'),
          job('wb'),
        ],
        ['start -> g', 'g -> a', 'g -> b', 'a -> wa', 'b -> wb'],
      ),
    );
    scene.publish('A', 'k', { from: 'A' }, 1000);
    scene.publish('B', 'k', { from: 'B' }, 1000);
    scene.create('p');
    expect(scene.jobTypes()).toHaveLength(1);
    const [winner] = scene.jobTypes();
    expect(scene.seenBy(winner ?? '')).toEqual({ from: winner === 'wa' ? 'A' : 'B' });
    expect(
      [...scene.engine.state.messages.buffered.values()].filter(({ correlated }) => correlated.size === 0),
    ).toHaveLength(1);
  });

  it('should keep what a receive task has got when a boundary event has a message too', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          receive('r', 'own', '="k"'),
          boundary('b', 'r', message('side', '="k"'), { interrupting: false }),
          job('main'),
          job('beside'),
        ],
        ['start -> r', 'r -> main', 'b -> beside'],
      ),
    );
    scene.publish('own', 'k', { got: 1 }, 1000);
    scene.publish('side', 'k', { other: 2 }, 1000);
    scene.create('p');
    expect(scene.seenBy('main')).toMatchObject({ got: 1 });
  });

  it('should leave nothing inside when the last round of a loop failed and the first ended the loop', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          manual('m', {
            each: { in: '=[1, 2]', as: 'i', collect: ['o', '=if i = 2 then assert(i, false) else i'], until: '=i = 1' },
          }),
          job('after'),
        ],
        ['start -> m', 'm -> after'],
      ),
    );
    scene.create('p');
    expect(scene.jobTypes()).toEqual(['after']);
    expect(scene.active()).toEqual(['after']);
    expect(scene.incidents()).toEqual([]);
  });

  it('should give up a timer of an element that can no longer take it', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          sub('s', [start('i'), job('w')], ['i -> w'], { outputs: { x: '=assert(1, false)' } }),
          boundary('b', 's', timer('duration', 'PT1H')),
          job('late'),
        ],
        ['start -> s', 'b -> late'],
      ),
    );
    scene.create('p');
    scene.complete('w');
    expect(scene.incidentTypes()).toEqual(['IO_MAPPING_ERROR']);
    scene.engine.advance(7_200_000);
    expect(scene.intents('TIMER')).toEqual(['CREATED', 'CANCELED']);
    scene.resolve();
    expect(scene.active()).toEqual(['s']);
  });

  it('should stop a loop that never waits, and go on when its incident is resolved', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), script('s', '=n + 1', 'n'), gateway('g', 'exclusive', { default: 'g_s' }), end()],
        ['start -> s', 's -> g', 'g -> end [n > 30000]', 'g -> s'],
      ),
    );
    scene.create('p', { n: 0 });
    expect(scene.incidentTypes()).toEqual(['UNKNOWN']);
    scene.resolve();
    expect(scene.isOver()).toBe(true);
    expect(scene.root('n')).toBe(30_001);
  });

  it('should make very many rounds at once that do not wait, without incident', async () => {
    const round = sub('s', [start('i'), manual('m'), end('e')], ['i -> m', 'm -> e'], {
      each: { in: '=items', as: 'i' },
    });
    const scene = await new Scene().deploy(process('p', [start(), round], ['start -> s']));
    scene.create('p', { items: Array.from({ length: 9_000 }, (_, index) => index) });
    expect(scene.isOver()).toBe(true);
    Scene.opened.length = 0;
  });
});
