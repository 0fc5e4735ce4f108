import {
  boundary,
  bpmn,
  call,
  end,
  job,
  manual,
  message,
  process,
  receive,
  script,
  signal,
  start,
  sub,
} from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { broadcast, cancel, complete, create, publish } from '../../steps.js';

const each = (loop: object, extras = {}) =>
  model(
    [start(), job('w', 'work', { each: { in: '=items', as: 'i', ...loop }, ...extras }), end()],
    ['start -> w', 'w -> end'],
  );
const items = { items: [1, 2, 3] };
const collect: [string, string] = ['results', '=r'];

/** What is repeated, and what stands at it. */
export const loopsOver: Scenario[] = [
  {
    name: '2.11 a boundary event ends the whole loop',
    resources: [
      model(
        [
          start(),
          job('w', 'work', { each: { in: '=items' } }),
          boundary('b', 'w', signal('stop')),
          end(),
          end('stopped'),
        ],
        ['start -> w', 'w -> end', 'b -> stopped'],
      ),
    ],
    steps: [create('p', items), complete('work'), broadcast('stop')],
    expect: { completed: 'start w b stopped p', terminated: 'w w w[]', variables: { items: [1, 2, 3] } },
  },
  {
    name: '2.11 is cancelled with all its rounds',
    resources: [each({})],
    steps: [create('p', items), cancel()],
    expect: { completed: 'start', terminated: 'w w w w[] p', variables: { items: [1, 2, 3] } },
  },
  {
    name: '2.11 loops over a sub-process',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), script('t', '=item * 10', 'r'), job('w'), end('e')], ['i -> t', 't -> w', 'w -> e'], {
            each: { in: '=items', as: 'item', collect },
          }),
          end(),
        ],
        ['start -> s', 's -> end'],
      ),
    ],
    steps: [create('p', { items: [1, 2] }), complete('w'), complete('w')],
    expect: { completed: 'start i i t t w e s w e s s[] end p', variables: { items: [1, 2], results: [10, 20] } },
  },
  {
    name: '2.11 loops over a sub-process one after the other',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), job('w'), end('e')], ['i -> w', 'w -> e'], {
            each: { in: '=items', as: 'item', sequential: true },
          }),
          end(),
        ],
        ['start -> s', 's -> end'],
      ),
    ],
    steps: [
      create('p', { items: ['a', 'b'] }),
      complete('w', {}, { item: 'a', items: ['a', 'b'], loopCounter: 1 }),
      complete('w'),
    ],
    expect: { completed: 'start i w e s i w e s s[] end p', variables: { items: ['a', 'b'] } },
  },
  {
    name: '2.11 loops over manual tasks',
    resources: [
      model(
        [start(), manual('m', { each: { in: '=[1, 2]', as: 'i', collect: ['o', '=i'] } }), end()],
        ['start -> m', 'm -> end'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start m m m[] end p', variables: { o: [1, 2] } },
  },
  {
    name: '2.11 loops over messages',
    resources: [
      model(
        [start(), receive('r', 'go', '=i', { each: { in: '=["a", "b"]', as: 'i' } }), end()],
        ['start -> r', 'r -> end'],
      ),
    ],
    steps: [create('p'), publish('go', 'b', { x: 1 }), publish('go', 'a', { x: 2 })],
    expect: { completed: 'start r r r[] end p', variables: { x: 2 } },
  },
  {
    name: '2.11 10.7 loops over a called process one after the other',
    resources: [
      model(
        [start(), call('c', 'child', { each: { in: '=[1, 2]', as: 'i', sequential: true, collect } }), end()],
        ['start -> c', 'c -> end'],
      ),
      file(
        bpmn(process('child', [start('cs'), script('t', '=i + 100', 'r'), end('ce')], ['cs -> t', 't -> ce'])),
        'own_child.bpmn',
      ),
    ],
    steps: [create('p')],
    expect: {
      completed: 'start c c c[] end p cs t ce child cs t ce child',
      variables: { loopCounter: 2, results: [101, 102], i: 2 },
    },
    differs: { topic: 'Multi-instance call activity with default propagation', in: ['VARIABLE'] },
  },
  {
    name: '10.7 loops over called processes at once',
    resources: [
      model(
        [start(), call('c', 'child', { each: { in: '=[1, 2]', as: 'i', collect } }), end()],
        ['start -> c', 'c -> end'],
      ),
      file(
        bpmn(process('child', [start('cs'), script('t', '=i + 100', 'r'), end('ce')], ['cs -> t', 't -> ce'])),
        'own_child.bpmn',
      ),
    ],
    steps: [create('p')],
    expect: {
      completed: 'start c c c[] end p cs t ce child cs t ce child',
      variables: { loopCounter: 2, results: [null, 102], i: 2 },
    },
    differs: {
      topic: 'Multi-instance call activity with default propagation',
      in: ['VARIABLE'],
      expect: { variables: { loopCounter: 2, results: [101, 102], i: 2 } },
    },
  },
  {
    name: '2.11 a message at a loop is opened once',
    resources: [
      model(
        [
          start(),
          job('w', 'work', { each: { in: '=items' } }),
          boundary('b', 'w', message('note', '="k"'), { interrupting: false }),
          end(),
          end('noted'),
        ],
        ['start -> w', 'w -> end', 'b -> noted'],
      ),
    ],
    steps: [
      create('p', { items: [1, 2] }),
      publish('note', 'k'),
      complete('work'),
      complete('work'),
      publish('note', 'k'),
    ],
    expect: { completed: 'start b noted w w w[] end p', variables: { items: [1, 2] } },
  },
];
