import {
  bpmn,
  end,
  error,
  escalation,
  job,
  message,
  process,
  signal,
  start,
  sub,
  throwing,
  timer,
} from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { advance, broadcast, cancel, complete, create, publish, throwError } from '../../steps.js';

/** A process with a job, and an event sub-process with another one. */
const beside = (definition: string, interrupting: boolean, startExtras = {}, subExtras = {}) =>
  model(
    [
      start(),
      job('w', 'work'),
      end(),
      sub(
        'e',
        [start('on', definition, { interrupting, ...startExtras }), job('h', 'handle'), end('handled')],
        ['on -> h', 'h -> handled'],
        {
          event: true,
          ...subExtras,
        },
      ),
    ],
    ['start -> w', 'w -> end'],
  );

export const eventSubProcess: Scenario[] = [
  {
    name: '2.10 an interrupting event sub-process ends what is beside it',
    resources: [beside(message('stop', '=key'), true)],
    steps: [
      create('p', { key: 'k' }),
      publish('stop', 'k', { why: 1 }),
      complete('handle', { h: 1 }, { key: 'k', why: 1 }),
    ],
    expect: { completed: 'start on h handled e p', terminated: 'w', variables: { key: 'k', why: 1, h: 1 } },
  },
  {
    name: '2.10 a non-interrupting event sub-process runs beside, more than once',
    resources: [beside(message('note', '=key'), false)],
    steps: [
      create('p', { key: 'k' }),
      publish('note', 'k', { n: 1 }),
      publish('note', 'k', { n: 2 }),
      complete('work'),
      complete('handle'),
      complete('handle'),
    ],
    expect: { completed: 'start on on w end h handled e h handled e p', variables: { key: 'k', n: 2 } },
  },
  {
    name: '2.10 an event sub-process that a signal starts',
    resources: [beside(signal('stop'), true)],
    steps: [create('p'), broadcast('stop', { s: 1 }), complete('handle')],
    expect: { completed: 'start on h handled e p', terminated: 'w', variables: { s: 1 } },
  },
  {
    name: '2.10 an event sub-process that a timer starts',
    resources: [beside(timer('duration', 'PT1H'), true)],
    steps: [create('p'), advance(61), complete('handle')],
    expect: { completed: 'start on h handled e p', terminated: 'w' },
  },
  {
    name: '2.10 an event sub-process that a cycle starts twice',
    resources: [beside(timer('cycle', 'R2/PT1H'), false)],
    steps: [create('p'), advance(61), advance(60), advance(60), complete('work')],
    expect: { completed: 'start on on w end', active: 'p e h e h' },
  },
  {
    name: '2.12 an event sub-process that an error starts gets its variables',
    resources: [beside(error('E'), true)],
    steps: [create('p'), throwError('work', 'E', { why: 'x' }), complete('handle', {}, { why: 'x' })],
    expect: { completed: 'start on h handled e p', terminated: 'w', variables: { why: 'x' } },
  },
  {
    name: '2.10 only what the start event maps leaves it',
    resources: [beside(message('stop', '=key'), true, { outputs: { mapped: '=why' } })],
    steps: [
      create('p', { key: 'k' }),
      publish('stop', 'k', { why: 1, more: 2 }),
      complete('handle', {}, { key: 'k', mapped: 1 }),
    ],
    expect: { completed: 'start on h handled e p', terminated: 'w', variables: { key: 'k', mapped: 1 } },
  },
  {
    name: '2.10 an event sub-process with mappings of its own',
    resources: [beside(signal('stop'), true, {}, { inputs: { local: '=1' }, outputs: { out: '=local + 1' } })],
    steps: [create('p'), broadcast('stop'), complete('handle', { local: 5 })],
    expect: { completed: 'start on h handled e p', terminated: 'w', variables: { out: 6 } },
  },
  {
    name: '2.10 a second interruption is not heard',
    resources: [
      model(
        [
          start(),
          job('w'),
          sub('e', [start('on', signal('a')), job('h')], ['on -> h'], { event: true }),
          sub('f', [start('off', signal('b')), job('i')], ['off -> i'], { event: true }),
        ],
        ['start -> w'],
      ),
    ],
    steps: [create('p'), broadcast('a'), broadcast('b'), complete('h')],
    expect: { completed: 'start on h e p', terminated: 'w' },
  },
  {
    name: '2.10 an event sub-process inside a sub-process ends only that',
    resources: [
      model(
        [
          start(),
          sub(
            's',
            [
              start('i'),
              job('w'),
              sub('e', [start('on', signal('stop')), job('h'), end('handled')], ['on -> h', 'h -> handled'], {
                event: true,
              }),
            ],
            ['i -> w'],
          ),
          job('after'),
        ],
        ['start -> s', 's -> after'],
      ),
    ],
    steps: [create('p'), broadcast('stop'), complete('h'), complete('after')],
    expect: { completed: 'start i on h handled e s after p', terminated: 'w' },
  },
  {
    name: '2.13 an event sub-process that an escalation starts',
    resources: [
      model(
        [
          start(),
          throwing('up', escalation('X')),
          end(),
          sub('e', [start('on', escalation('X'), { interrupting: false }), job('h')], ['on -> h'], { event: true }),
        ],
        ['start -> up', 'up -> end'],
      ),
    ],
    steps: [create('p'), complete('h')],
    expect: { completed: 'start up end on h e p' },
  },
  {
    name: '2.10 cancels an event sub-process at work',
    resources: [beside(signal('stop'), false)],
    steps: [create('p'), broadcast('stop'), cancel()],
    expect: { completed: 'start on', terminated: 'w h e p' },
  },
  {
    name: '2.10 a process that an error ends for good',
    resources: [
      file(
        bpmn(
          process(
            'p',
            [start(), job('w'), sub('e', [start('on', error()), end('over')], ['on -> over'], { event: true })],
            ['start -> w'],
          ),
        ),
      ),
    ],
    steps: [create('p'), throwError('w', 'ANY')],
    expect: { completed: 'start on over e p', terminated: 'w' },
  },
];
