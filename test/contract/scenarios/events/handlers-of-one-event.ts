import {
  boundary,
  end,
  error,
  escalation,
  gateway,
  job,
  manual,
  script,
  signal,
  start,
  sub,
  throwing,
} from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { broadcast, complete, create, deploy, refused, throwError } from '../../steps.js';

/** An event sub-process in a sub-process; `at` stands outside. */
const inside = (definition: string, inner: readonly string[], flows: readonly string[], at: readonly string[]) =>
  model(
    [
      start(),
      sub(
        's',
        [start('i'), job('w'), sub('e', [start('on', definition), ...inner], flows, { event: true })],
        ['i -> w'],
      ),
      ...at,
      end(),
      end('other'),
    ],
    ['start -> s', 's -> end', 'b -> other'],
  );

export const handlersOfOneEvent: Scenario[] = [
  {
    name: '2.12 an event sub-process comes before a boundary event with the same code',
    resources: [inside(error('E'), [end('handled')], ['on -> handled'], [boundary('b', 's', error('E'))])],
    steps: [create('p'), throwError('w', 'E')],
    expect: { completed: 'start i on handled e s end p', terminated: 'w' },
  },
  {
    name: '2.13 an event sub-process comes before a boundary event for escalations too',
    resources: [
      model(
        [
          start(),
          sub(
            's',
            [
              start('i'),
              throwing('up', escalation('X')),
              sub('e', [start('on', escalation('X')), end('handled')], ['on -> handled'], { event: true }),
            ],
            ['i -> up'],
          ),
          boundary('b', 's', escalation('X')),
          end(),
          end('other'),
        ],
        ['start -> s', 's -> end', 'b -> other'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start i on handled e s end p', terminated: 'up' },
  },
  {
    name: '2.12 an error of an interrupting event sub-process',
    resources: [inside(error('E'), [end('again', error('F'))], ['on -> again'], [boundary('b', 's', error('F'))])],
    steps: [create('p'), throwError('w', 'E')],
    expect: { completed: 'start i on', terminated: 'w', active: 'p s e again', incidents: 'UNHANDLED_ERROR_EVENT' },
    differs: {
      topic: 'Error thrown inside an interrupting event sub-process of a sub-process',
      in: ['INCIDENT', 'PROCESS_INSTANCE'],
      expect: { completed: 'start i on b other p', terminated: 'w again e s', active: '', incidents: '' },
    },
  },
  {
    name: '2.16 a signal for an event sub-process and for a boundary event beside it',
    resources: [
      inside(signal('go'), [job('h')], ['on -> h'], [boundary('b', 's', signal('go'), { interrupting: false })]),
    ],
    steps: [create('p'), broadcast('go')],
    expect: { completed: 'start i b other', active: 'p s w' },
    differs: {
      topic: 'Signal that several handlers around one another wait for',
      in: ['JOB', 'PROCESS_INSTANCE', 'SIGNAL_SUBSCRIPTION'],
      expect: { completed: 'start i b other on', terminated: 'w', active: 'p s e h' },
    },
  },
  {
    name: '2.16 a signal for a boundary event and for one inside',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), job('w'), boundary('near', 'w', signal('go')), job('h')], ['i -> w', 'near -> h']),
          boundary('b', 's', signal('go')),
          end('other'),
        ],
        ['start -> s', 'b -> other'],
      ),
    ],
    steps: [create('p'), broadcast('go')],
    expect: { completed: 'start i b other p', terminated: 'w s' },
  },
  {
    name: '2.13 an interruption beside a branch that goes on',
    resources: [
      model(
        [
          start(),
          gateway('fork', 'parallel'),
          sub('s', [start('i'), throwing('up', escalation('X')), end('e')], ['i -> up', 'up -> e']),
          boundary('b', 's', escalation('X')),
          script('t', '=1', 'r'),
          manual('m'),
          manual('n'),
          end(),
          end('other'),
        ],
        ['start -> fork', 'fork -> s', 'fork -> t', 't -> m', 'm -> n', 'n -> end', 'b -> other'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start fork t i m n end b other p', terminated: 'up s', variables: { r: 1 } },
    differs: {
      topic: 'Order of what an event interrupts or begins',
      in: ['order'],
      expect: { completed: 'start fork t i m b n other end p' },
    },
  },
  {
    name: '10.5 an event sub-process directly inside another one',
    resources: [],
    steps: [
      refused(
        'OK',
        deploy(
          model(
            [
              start(),
              job('w'),
              sub(
                'e',
                [
                  start('on', signal('a')),
                  job('v'),
                  sub('f', [start('off', signal('b')), end('deep')], ['off -> deep'], { event: true }),
                ],
                ['on -> v'],
                { event: true },
              ),
            ],
            ['start -> w'],
          ),
        ),
        'INVALID_ARGUMENT',
      ),
    ],
    expect: { completed: '' },
    differs: {
      topic: 'Event sub-process directly inside an event sub-process',
      in: ['answers', 'DEPLOYMENT', 'PROCESS'],
    },
  },
  {
    name: '10.5 an event sub-process in a sub-process of another one',
    resources: [
      model(
        [
          start(),
          job('w'),
          sub(
            'e',
            [
              start('on', signal('a'), { interrupting: false }),
              sub(
                's',
                [
                  start('i'),
                  job('v'),
                  sub('f', [start('off', signal('b')), end('deep')], ['off -> deep'], { event: true }),
                ],
                ['i -> v'],
              ),
              end('handled'),
            ],
            ['on -> s', 's -> handled'],
            { event: true },
          ),
        ],
        ['start -> w'],
      ),
    ],
    steps: [create('p'), broadcast('a'), broadcast('b'), complete('w')],
    expect: { completed: 'start on i off deep f s handled e w p', terminated: 'v' },
  },
];
