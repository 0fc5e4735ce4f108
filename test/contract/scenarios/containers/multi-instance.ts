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
import { broadcast, cancel, complete, create, publish, resolve, set } from '../../steps.js';

const each = (loop: object, extras = {}) =>
  model(
    [start(), job('w', 'work', { each: { in: '=items', as: 'i', ...loop }, ...extras }), end()],
    ['start -> w', 'w -> end'],
  );
const items = { items: [1, 2, 3] };
const collect: [string, string] = ['results', '=r'];

export const multiInstance: Scenario[] = [
  {
    name: '2.11 works on all items at once',
    resources: [each({})],
    steps: [create('p', items), complete('work'), complete('work'), complete('work')],
    expect: { completed: 'start w w w w[] end p', variables: { items: [1, 2, 3] } },
  },
  {
    name: '2.11 works on one item after the other',
    resources: [each({ sequential: true, collect })],
    steps: [
      create('p', items),
      complete('work', { r: 'a' }),
      complete('work', { r: 'b' }),
      complete('work', { r: 'c' }),
    ],
    expect: { completed: 'start w w w w[] end p', variables: { items: [1, 2, 3], results: ['a', 'b', 'c'] } },
  },
  {
    name: '2.11 collects results in the order of the items',
    resources: [each({ collect })],
    steps: [create('p', { items: [1, 2] }), complete('work', { r: 'a' }), complete('work', { r: 'b' })],
    expect: { completed: 'start w w w[] end p', variables: { items: [1, 2], results: ['a', 'b'] } },
  },
  {
    name: '2.11 passes an empty collection',
    resources: [each({ collect })],
    steps: [create('p', { items: [] })],
    expect: { completed: 'start w[] end p', variables: { items: [], results: [] } },
  },
  {
    name: '2.11 2.25 makes an incident of a collection that is none',
    resources: [each({})],
    steps: [
      create('p', { items: 'x' }),
      set('p', { items: [7] }),
      resolve(),
      complete('work', {}, { i: 7, items: [7], loopCounter: 1 }),
    ],
    expect: { completed: 'start w w[] end p', incidents: 'EXTRACT_VALUE_ERROR', variables: { items: [7] } },
  },
  {
    name: '2.11 ends early when its condition holds',
    resources: [each({ until: '=numberOfCompletedInstances = 2', collect })],
    steps: [create('p', items), complete('work', { r: 1 }), complete('work', { r: 2 })],
    expect: {
      completed: 'start w w w[] end p',
      terminated: 'w',
      variables: { items: [1, 2, 3], results: [1, 2, null] },
    },
  },
  {
    name: '2.11 ends a sequence early',
    resources: [each({ sequential: true, until: '=stop' })],
    steps: [create('p', { ...items, stop: false }), complete('work'), set('p', { stop: true }), complete('work')],
    expect: { completed: 'start w w w[] end p', variables: { items: [1, 2, 3], stop: true } },
  },
  {
    name: '2.11 makes an incident of a condition that fails',
    resources: [each({ until: '=stop' })],
    steps: [create('p', { items: [1] }), complete('work'), set('p', { stop: false }), resolve()],
    expect: {
      completed: 'start w w[] end p',
      incidents: 'EXTRACT_VALUE_ERROR',
      variables: { items: [1], stop: false },
    },
  },
  {
    name: '2.11 counts instances for the condition',
    resources: [
      each({ until: '=numberOfInstances = 3 and numberOfActiveInstances = 1 and numberOfTerminatedInstances = 0' }),
    ],
    steps: [create('p', items), complete('work'), complete('work')],
    expect: { completed: 'start w w w[] end p', terminated: 'w', variables: { items: [1, 2, 3] } },
  },
  {
    name: '2.11 maps inputs and outputs of each round',
    resources: [each({ collect }, { inputs: { twice: '=i * 2' }, outputs: { r: '=twice + x' } })],
    steps: [create('p', { items: [1, 2] }), complete('work', { x: 1 }), complete('work', { x: 2 })],
    expect: { completed: 'start w w w[] end p', variables: { items: [1, 2], results: [3, 6] } },
  },
  {
    name: '2.11 makes an incident of a result that fails',
    resources: [each({ collect: ['results', '=assert(r, r != null)'] })],
    steps: [create('p', { items: [1] }), complete('work'), set('w', { r: 5 }), resolve()],
    expect: {
      completed: 'start w w[] end p',
      incidents: 'EXTRACT_VALUE_ERROR',
      variables: { items: [1], r: 5, results: [5] },
    },
  },
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
  {
    name: '2.11 lets rounds complete that are about to when its condition holds',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), end('e')], ['i -> e'], {
            each: { in: '=[1, 2, 3]', as: 'item', collect: ['results', '=item'], until: '=item = 2' },
          }),
          end(),
        ],
        ['start -> s', 's -> end'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start i i i e e e s s s s[] end p', variables: { results: [1, 2, 3] } },
  },
  {
    name: '2.11 goes on with a collection that has shrunk',
    resources: [each({ sequential: true })],
    steps: [create('p', items), set('p', { items: [1] }), complete('work')],
    expect: { completed: 'start w w[] end p', variables: { items: [1] } },
  },
  {
    name: '10.8 cannot keep results of a collection that grows',
    resources: [each({ sequential: true, collect: ['results', '=i'] })],
    steps: [create('p', { items: [1] }), set('p', { items: [1, 2] }), complete('work'), complete('work')],
    expect: { completed: 'start w', active: 'p w[] w', incidents: 'EXTRACT_VALUE_ERROR', variables: { items: [1, 2] } },
    differs: { topic: 'Scope that an incident names', in: ['INCIDENT'] },
  },
  {
    name: '2.24 10.16 listeners of a loop',
    resources: [
      each(
        {},
        {
          listeners: [
            ['start', 'before'],
            ['end', 'after'],
          ],
        },
      ),
    ],
    steps: [
      create('p', { items: [1, 2], n: 0 }),
      complete('before', { b: 1 }),
      complete('before'),
      complete('work', { w: 1 }),
      complete('after', { n: 1, a: 2 }),
      complete('work'),
      complete('after'),
    ],
    expect: { completed: 'start w w w[] end p', variables: { items: [1, 2], n: 0, w: 1 } },
  },
];
