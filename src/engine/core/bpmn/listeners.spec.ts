import {
  bpmn,
  end,
  gateway,
  job,
  listening,
  manual,
  message,
  process,
  receive,
  start,
  sub,
  user,
} from '../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene } from '../testing/scene.js';

describe('execution listeners', () => {
  checkReplayAfterEach();

  const listened = (listeners: readonly (readonly ['start' | 'end', string])[], extras = {}) =>
    process(
      'p',
      [start(), job('w', 'w', { listeners, ...extras }), job('next'), end()],
      ['start -> w', 'w -> next', 'next -> end'],
    );

  it('should run one after the other, before and after the work', async () => {
    const scene = await new Scene().deploy(
      listened([
        ['start', 's1'],
        ['end', 'e1'],
        ['start', 's2'],
        ['end', 'e2'],
      ]),
    );
    scene.create('p');
    const order: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const [type = ''] = scene.jobTypes();
      expect(scene.jobTypes()).toHaveLength(1);
      order.push(`${type} ${scene.at('w').state}`);
      scene.complete(type);
    }
    expect(order).toEqual(['s1 ACTIVATING', 's2 ACTIVATING', 'w ACTIVATED', 'e1 COMPLETING', 'e2 COMPLETING']);
    expect(scene.jobTypes()).toEqual(['next']);
  });

  it('should come after input mappings; variables of a start listener stay local, those of an end listener leave', async () => {
    const scene = await new Scene().deploy(
      listened(
        [
          ['start', 's'],
          ['end', 'e'],
        ],
        { inputs: { a: '=x', b: '=x' }, outputs: { result: '=a' } },
      ),
    );
    scene.create('p', { x: 1 });
    expect(scene.seenBy('s')).toEqual({ a: 1, b: 1, x: 1 });
    scene.complete('s', { a: 2 });
    expect(scene.seenBy('w')).toEqual({ a: 2, b: 1, x: 1 });
    scene.complete('w');
    expect(scene.root('result')).toBe(2);
    scene.complete('e', { c: 3 });
    expect(scene.seenBy('next')).toEqual({ x: 1, result: 2, c: 3 });
  });

  it('should be around every kind of element, the process itself included', async () => {
    const around = (id: string) => ({
      listeners: [
        ['start', `before-${id}`],
        ['end', `after-${id}`],
      ] as const,
    });
    const after = (id: string) => ({ listeners: [['end', `after-${id}`]] as const });
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start('start', '', after('start')),
          manual('m', around('m')),
          gateway('g', 'exclusive', { listeners: [['start', 'before-g']] }),
          user('u', '', around('u')),
          sub('s', [start('s1'), end('e1')], ['s1 -> e1'], around('s')),
          receive('r', 'msg', '="k"', around('r')),
          end('end', '', around('end')),
        ],
        ['start -> m', 'm -> g', 'g -> u', 'u -> s', 's -> r', 'r -> end'],
        { zeebe: listening(['start', 'before-p'], ['end', 'after-p']) },
      ),
    );
    scene.create('p', { x: 1 });
    const order: string[] = [];
    for (let round = 0; round < 40 && !scene.isOver(); round += 1) {
      const [type] = scene.jobTypes();
      if (type) {
        order.push(type);
        scene.complete(type);
      } else if (scene.engine.state.userTasks.size > 0) scene.completeTask('u');
      else scene.publish('msg', 'k');
    }
    expect(order).toEqual([
      'before-p',
      'after-start',
      'before-m',
      'after-m',
      'before-g',
      'before-u',
      'after-u',
      'before-s',
      'after-s',
      'before-r',
      'after-r',
      'before-end',
      'after-end',
      'after-p',
    ]);
    expect(scene.isOver()).toBe(true);
  });

  it('should be around each round of a repeated activity', async () => {
    const scene = await new Scene().deploy(
      listened(
        [
          ['start', 's'],
          ['end', 'e'],
        ],
        { each: { in: '=[1, 2]', as: 'i' } },
      ),
    );
    scene.create('p');
    expect(scene.jobTypes()).toEqual(['s', 's']);
    for (const type of ['s', 's', 'w', 'w', 'e']) scene.complete(type);
    expect(scene.jobTypes()).toEqual(['e']);
    scene.complete('e');
    expect(scene.jobTypes()).toEqual(['next']);
  });

  it('should keep the variables of a message that starts a process with listeners', async () => {
    const scene = await new Scene().deploy(
      process('p', [start('start', message('go')), job('w'), end()], ['start -> w', 'w -> end'], {
        zeebe: listening(['start', 'before']),
      }),
    );
    scene.publish('go', 'k', { a: 1 });
    expect(scene.jobTypes()).toEqual(['before']);
    scene.complete('before');
    expect(scene.seenBy('w')).toEqual({ a: 1 });
  });

  it('should ask for help when retries are used up, and go on at itself', async () => {
    const scene = await new Scene().deploy(
      listened([
        ['start', 's1'],
        ['start', 's2'],
      ]),
    );
    scene.create('p');
    scene.complete('s1');
    scene.fail('s2', 0);
    expect(scene.incidentTypes()).toEqual(['EXECUTION_LISTENER_NO_RETRIES']);
    scene.engine.execute({ type: 'updateJobRetries', jobKey: String(scene.job('s2').key), retries: 1 });
    scene.resolve();
    scene.complete('s2');
    expect(scene.jobTypes()).toEqual(['w']);
  });

  it('should refuse BPMN errors of a listener', async () => {
    const scene = await new Scene().deploy(listened([['start', 's']]));
    scene.create('p');
    const jobKey = String(scene.job('s').key);
    expect(scene.refused({ type: 'throwError', jobKey, errorCode: 'E', errorMessage: '' })).toBe('INVALID_STATE');
  });

  it('should make an incident when the type cannot be computed, and be cancelled with its element', async () => {
    const scene = await new Scene().deploy(listened([['start', '=kind']]));
    const key = scene.create('p');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    scene.set(key, { kind: 's' });
    scene.resolve();
    expect(scene.jobTypes()).toEqual(['s']);
    scene.engine.execute({ type: 'cancelProcessInstance', processInstanceKey: key });
    expect(scene.intents('JOB')).toEqual(['CREATED', 'CANCELED']);
    expect(scene.isOver()).toBe(true);
  });

  it('should leave what an end listener gives in the scope around, although the process has a variable of that name', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          sub('s', [start('i'), job('w', 'w', { listeners: [['end', 'x']] }), job('in')], ['i -> w', 'w -> in']),
        ],
        ['start -> s'],
      ),
    );
    scene.create('p', { n: 0 });
    scene.complete('w');
    scene.complete('x', { n: 1 });
    expect(scene.seenBy('in')).toEqual({ n: 1 });
    expect(scene.root('n')).toBe(0);
  });

  it.each([
    ['a start event with a start listener', [start('start', '', { listeners: [['start', 'x']] }), end()]],
    [
      'the same listener twice',
      [
        start(),
        end('end', '', {
          listeners: [
            ['end', 'x'],
            ['end', 'x'],
          ],
        }),
      ],
    ],
    ['a listener without type', [start(), end('end', '', { listeners: [['end', '']] })]],
  ])('should refuse %s', async (_, elements) => {
    const outcome = await new Scene().engine.deploy([
      { name: 'a.bpmn', content: bpmn(process('p', elements, ['start -> end'])) },
    ]);
    expect(outcome).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT' } });
  });
});
