import { end, gateway, job, start, sub } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { complete, create, createWithResult, refused, send, set } from '../../steps.js';

const nested = model(
  [start(), sub('s', [start('i'), job('w')], ['i -> w'], { inputs: { own: '=1' } }), end()],
  ['start -> s', 's -> end'],
);
const oneTask = model([start(), job('w'), end()], ['start -> w', 'w -> end']);

export const variables: Scenario[] = [
  {
    name: '2.3 writes a variable where it is owned, else at the root',
    resources: [nested],
    steps: [
      create('p', { top: 1 }),
      set('w', { own: 2, top: 3, fresh: 4 }),
      complete('w', {}, { own: 2, top: 3, fresh: 4 }),
    ],
    expect: { completed: 'start i w s end p', variables: { top: 3, fresh: 4 } },
  },
  {
    name: '2.3 writes local variables where it is told to',
    resources: [nested],
    steps: [
      create('p', { top: 1 }),
      set('w', { top: 2 }, true),
      set('s', { more: 3 }, true),
      complete('w', {}, { own: 1, top: 2, more: 3 }),
    ],
    expect: { completed: 'start i w s end p', variables: { top: 1 } },
  },
  {
    name: '2.3 9 an equal value climbs on to the root',
    resources: [nested],
    steps: [create('p', { top: 1 }), set('w', { own: 1 })],
    expect: { completed: 'start i', active: 'p s w', variables: { top: 1, own: 1 } },
  },
  {
    name: '2.3 writes no record of a value that stays',
    resources: [oneTask],
    steps: [create('p', { a: { b: [1, 2] } }), set('p', { a: { b: [1, 2] } }), complete('w', { a: { b: [1, 2] } })],
    expect: { completed: 'start w end p', variables: { a: { b: [1, 2] } } },
  },
  {
    name: '2.3 keeps every kind of value',
    resources: [oneTask],
    steps: [
      create('p', {
        text: 'ü "x" \\ \n',
        whole: 12,
        part: 1.5,
        yes: true,
        none: null,
        list: [1, [2]],
        map: { a: { b: null } },
      }),
      complete('w', { whole: -3, big: 9007199254740991, tiny: 1e-7, list: [] }),
    ],
    expect: {
      completed: 'start w end p',
      variables: {
        map: { a: { b: null } },
        none: null,
        text: 'ü "x" \\ \n',
        part: 1.5,
        list: [],
        yes: true,
        whole: -3,
        tiny: 1e-7,
        big: 9007199254740991,
      },
    },
  },
  {
    name: '2.3 a job writes where the variable is owned',
    resources: [nested],
    steps: [create('p', { top: 1 }), complete('w', { own: 5, top: 6, fresh: 7 })],
    expect: { completed: 'start i w s end p', variables: { top: 6, fresh: 7 } },
  },
  {
    name: '2.3 refuses variables of an element that is gone',
    resources: [oneTask],
    steps: [
      create('p'),
      complete('w'),
      refused('NOT_FOUND', set('p', { a: 1 })),
      refused('NOT_FOUND', set('w', { a: 1 })),
    ],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.3 two branches share the variables of the process',
    resources: [
      model(
        [start(), gateway('fork', 'parallel'), job('a'), job('b'), gateway('join', 'parallel'), end()],
        ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end'],
      ),
    ],
    steps: [create('p', { n: 0 }), complete('a', { n: 1 }), complete('b', { n: 2 }, { n: 1 })],
    expect: { completed: 'start fork a b join end p', variables: { n: 2 } },
  },
  {
    name: '2.26 gives the variables of an instance that has completed',
    resources: [model([start(), end()], ['start -> end'])],
    steps: [createWithResult('p', { a: 1, b: { c: 2 } })],
    expect: { answer: { a: 1, b: { c: 2 } } },
  },
  {
    name: '2.26 gives the variables that are asked for',
    resources: [model([start(), end('end', '', { outputs: { b: '=a + 1' } })], ['start -> end'])],
    steps: [createWithResult('p', { a: 1 }, ['b', 'nothing'])],
    expect: { answer: { b: 2 } },
  },
  {
    name: '2.3 sets nothing at all',
    resources: [oneTask],
    steps: [
      create('p'),
      send('set nothing', (history) => ({
        type: 'setVariables',
        elementInstanceKey: history.instanceKey(0),
        variables: {},
        local: false,
      })),
    ],
    expect: { completed: 'start', active: 'p w' },
  },
];
