import { boundary, end, error, job, manual, receive, script, start, throwing, timer } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { cancel, complete, create, publish, resolve, set } from '../../steps.js';

export const smallTasks: Scenario[] = [
  {
    name: '2.1 2.2 passes manual and undefined tasks and none events',
    resources: [
      model(
        [start(), manual('m'), manual('t', {}, 'task'), throwing('n'), end()],
        ['start -> m', 'm -> t', 't -> n', 'n -> end'],
      ),
    ],
    steps: [create('p', { x: 1 })],
    expect: { completed: 'start m t n end p', variables: { x: 1 } },
  },
  {
    name: '10.4 ignores mappings of manual and undefined tasks',
    resources: [
      model(
        [
          start(),
          manual('m', { inputs: { a: '=1' }, outputs: { b: '=2' } }),
          manual('t', { outputs: { c: '=3' } }, 'task'),
          end(),
        ],
        ['start -> m', 'm -> t', 't -> end'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start m t end p' },
  },
  {
    name: '10.4 applies outputs but no inputs of none events',
    resources: [
      model(
        [
          start(),
          throwing('n', '', { inputs: { a: '=1' }, outputs: { b: '=a' } }),
          end('end', '', { outputs: { c: '=3' } }),
        ],
        ['start -> n', 'n -> end'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start n end p', variables: { b: null, c: 3 } },
  },
  {
    name: '10.4 never fires boundary events of manual and script tasks',
    resources: [
      model(
        [
          start(),
          manual('m'),
          boundary('b', 'm', timer('duration', 'PT0S')),
          script('s', '=1', 'x'),
          boundary('c', 's', timer('duration', 'PT0S')),
          end(),
          end('no'),
          end('neither'),
        ],
        ['start -> m', 'm -> s', 's -> end', 'b -> no', 'c -> neither'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start m s end p', variables: { x: 1 } },
  },
  {
    name: '2.21 writes the result of a script',
    resources: [model([start(), script('s', '=a + b', 'sum'), end()], ['start -> s', 's -> end'])],
    steps: [create('p', { a: 1, b: 2 })],
    expect: { completed: 'start s end p', variables: { a: 1, b: 2, sum: 3 } },
  },
  {
    name: '2.21 maps the result of a script',
    resources: [
      model(
        [start(), script('s', '=a * 2', 'twice', { outputs: { result: '=twice + 1' } }), end()],
        ['start -> s', 's -> end'],
      ),
    ],
    steps: [create('p', { a: 4 })],
    expect: { completed: 'start s end p', variables: { a: 4, result: 9 } },
  },
  {
    name: '2.21 makes an incident of a script that fails',
    resources: [model([start(), script('s', '=assert(a, a != null)', 'b'), end()], ['start -> s', 's -> end'])],
    steps: [create('p'), set('p', { a: 5 }), resolve()],
    expect: { completed: 'start s end p', incidents: 'EXTRACT_VALUE_ERROR', variables: { a: 5, b: 5 } },
  },
  {
    name: '2.10 a receive task waits for its message',
    resources: [model([start(), receive('r', 'go', '=key'), job('after')], ['start -> r', 'r -> after'])],
    steps: [
      create('p', { key: 'k' }),
      publish('go', 'other'),
      publish('go', 'k', { x: 1 }),
      complete('after', {}, { key: 'k', x: 1 }),
    ],
    expect: { completed: 'start r after p', variables: { key: 'k', x: 1 } },
  },
  {
    name: '2.10 a receive task maps what its message brings',
    resources: [
      model([start(), receive('r', 'go', '=key', { outputs: { got: '=x + 1' } }), end()], ['start -> r', 'r -> end']),
    ],
    steps: [create('p', { key: 'k' }), publish('go', 'k', { x: 1, y: 2 })],
    expect: { completed: 'start r end p', variables: { key: 'k', got: 2 } },
  },
  {
    name: '2.10 a receive task is cancelled with its subscription',
    resources: [model([start(), receive('r', 'go', '=key'), end()], ['start -> r', 'r -> end'])],
    steps: [create('p', { key: 'k' }), cancel(), publish('go', 'k')],
    expect: { completed: 'start', terminated: 'r p', variables: { key: 'k' } },
  },
  {
    name: '2.10 a receive task evaluates its key after its input mappings',
    resources: [
      model(
        [start(), receive('r', 'go', '=mine', { inputs: { mine: '="k" + suffix' } }), end()],
        ['start -> r', 'r -> end'],
      ),
    ],
    steps: [create('p', { suffix: '1' }), publish('go', 'k1')],
    expect: { completed: 'start r end p', variables: { suffix: '1' } },
  },
  {
    name: '2.12 lets an error end event be caught around',
    resources: [
      model(
        [start(), job('w'), boundary('b', 'w', error('E')), end('end', error('NOBODY')), end('sorry')],
        ['start -> w', 'w -> end', 'b -> sorry'],
      ),
    ],
    steps: [create('p'), complete('w')],
    expect: { completed: 'start w', active: 'p end', incidents: 'UNHANDLED_ERROR_EVENT' },
  },
];
