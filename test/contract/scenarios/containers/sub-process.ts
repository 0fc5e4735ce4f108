import { end, gateway, job, manual, start, sub } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { cancel, complete, create, set } from '../../steps.js';

export const subProcess: Scenario[] = [
  {
    name: '2.2 runs a sub-process to its end',
    resources: [
      model(
        [start(), sub('s', [start('i'), job('w'), end('e')], ['i -> w', 'w -> e']), end()],
        ['start -> s', 's -> end'],
      ),
    ],
    steps: [create('p'), complete('w', { x: 1 })],
    expect: { completed: 'start i w e s end p', variables: { x: 1 } },
  },
  {
    name: '2.4 maps into a sub-process and out of it',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), job('w'), end('e')], ['i -> w', 'w -> e'], {
            inputs: { a: '=x' },
            outputs: { y: '=a + b' },
          }),
          end(),
        ],
        ['start -> s', 's -> end'],
      ),
    ],
    steps: [create('p', { x: 1 }), complete('w', { a: 5, b: 2 }, { a: 1, x: 1 })],
    expect: { completed: 'start i w e s end p', variables: { x: 1, b: 2, y: 7 } },
  },
  {
    name: '2.3 locals of a sub-process are gone with it',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), job('w'), end('e')], ['i -> w', 'w -> e'], { inputs: { a: '=1' } }),
          job('after'),
        ],
        ['start -> s', 's -> after'],
      ),
    ],
    steps: [create('p'), set('s', { local: 2 }, true), complete('w', { a: 3, b: 4 }), complete('after', {}, { b: 4 })],
    expect: { completed: 'start i w e s after p', variables: { b: 4 } },
  },
  {
    name: '2.2 ends a sub-process with its last token',
    resources: [
      model(
        [
          start(),
          sub(
            's',
            [start('i'), gateway('fork', 'parallel'), manual('m'), job('w')],
            ['i -> fork', 'fork -> m', 'fork -> w'],
          ),
          end(),
        ],
        ['start -> s', 's -> end'],
      ),
    ],
    steps: [create('p'), complete('w')],
    expect: { completed: 'start i fork m w s end p' },
  },
  {
    name: '2.2 ends from the inside to the outside when it is cancelled',
    resources: [
      model(
        [start(), sub('s', [start('i'), sub('t', [start('j'), job('w')], ['j -> w'])], ['i -> t'])],
        ['start -> s'],
      ),
    ],
    steps: [create('p'), cancel()],
    expect: { completed: 'start i j', terminated: 'w t s p' },
  },
  {
    name: '2.2 ends several elements when it is cancelled',
    resources: [
      model(
        [start(), gateway('fork', 'parallel'), job('a'), job('b'), sub('s', [start('i'), job('c')], ['i -> c'])],
        ['start -> fork', 'fork -> a', 'fork -> b', 'fork -> s'],
      ),
    ],
    steps: [create('p'), cancel()],
    expect: { completed: 'start fork i', terminated: 'b a c s p' },
  },
];
