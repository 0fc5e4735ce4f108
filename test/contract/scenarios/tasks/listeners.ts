import { boundary, end, job, signal, start, sub } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { broadcast, cancel, complete, create, fail, nothingFor, resolve, retries } from '../../steps.js';

const listened = model(
  [
    start(),
    job('w', 'work', {
      inputs: { x: '=1' },
      outputs: { y: '=r' },
      listeners: [
        ['start', 'before'],
        ['start', 'before2'],
        ['end', 'after'],
      ],
    }),
    end(),
  ],
  ['start -> w', 'w -> end'],
);

export const listeners: Scenario[] = [
  {
    name: '2.24 10.16 listeners run one after the other around a service task',
    resources: [listened],
    steps: [
      create('p'),
      nothingFor('work'),
      complete('before', { a: 1 }, { x: 1 }),
      complete('before2'),
      complete('work', { r: 5 }),
      complete('after', { b: 2 }),
    ],
    expect: { completed: 'start w end p', variables: { y: 5, b: 2 } },
  },
  {
    name: '2.24 10.16 a listener that failed goes on at itself',
    resources: [listened],
    steps: [
      create('p'),
      complete('before'),
      fail('before2', 0),
      retries('before2', 1),
      resolve(),
      complete('before2'),
      complete('work'),
    ],
    expect: { completed: 'start', active: 'p w', incidents: 'JOB_NO_RETRIES', variables: { y: null } },
    differs: { topic: 'Execution listeners', in: [], expect: { incidents: 'EXECUTION_LISTENER_NO_RETRIES' } },
  },
  {
    name: '2.24 is cancelled at a listener',
    resources: [listened],
    steps: [create('p'), cancel()],
    expect: { completed: 'start', terminated: 'w p' },
  },
  {
    name: '10.16 boundary events open after the listeners',
    resources: [
      model(
        [
          start(),
          job('w', 'work', { listeners: [['start', 'before']] }),
          boundary('b', 'w', signal('stop')),
          end(),
          end('stopped'),
        ],
        ['start -> w', 'w -> end', 'b -> stopped'],
      ),
    ],
    steps: [create('p'), broadcast('stop'), complete('before'), broadcast('stop')],
    expect: { completed: 'start b stopped p', terminated: 'w' },
  },
  {
    name: '2.24 an end listener writes to the scope around, whoever else has the variable',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), job('w', 'work', { listeners: [['end', 'after']] }), job('in')], ['i -> w', 'w -> in']),
          end(),
        ],
        ['start -> s', 's -> end'],
      ),
    ],
    steps: [create('p', { n: 0 }), complete('work'), complete('after', { n: 1 }), complete('in', {}, { n: 1 })],
    expect: { completed: 'start i w in s end p', variables: { n: 0 } },
  },
];
