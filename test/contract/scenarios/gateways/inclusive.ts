import { end, gateway, job, start } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { complete, create, resolve, set } from '../../steps.js';

const some = model(
  [
    start(),
    gateway('g', 'inclusive', { default: 'g_none' }),
    job('a', 'work'),
    job('b', 'work'),
    end('none'),
    end('one'),
    end('two'),
  ],
  ['start -> g', 'g -> a [n > 1]', 'g -> b [n > 2]', 'g -> none', 'a -> one', 'b -> two'],
);
const strict = model(
  [start(), gateway('g', 'inclusive'), end('a'), end('b')],
  ['start -> g', 'g -> a [x > 1]', 'g -> b [y > 1]'],
);

export const inclusiveGateway: Scenario[] = [
  {
    name: '2.7 takes every flow whose condition holds',
    resources: [some],
    steps: [create('p', { n: 3 }), complete('work', { first: 1 }), complete('work', { second: 2 })],
    expect: { completed: 'start g b two a one p', variables: { n: 3, first: 1, second: 2 } },
  },
  {
    name: '2.7 takes one of several flows',
    resources: [some],
    steps: [create('p', { n: 2 })],
    expect: { completed: 'start g', active: 'p a', variables: { n: 2 } },
  },
  {
    name: '2.7 takes the default flow',
    resources: [some],
    steps: [create('p', { n: 1 })],
    expect: { completed: 'start g none p', variables: { n: 1 } },
  },
  {
    name: '2.7 makes a condition error when nothing holds',
    resources: [strict],
    steps: [create('p', { x: 0, y: 0 }), set('p', { x: 5 }), resolve()],
    expect: { completed: 'start g a p', incidents: 'CONDITION_ERROR', variables: { x: 5, y: 0 } },
  },
  {
    name: '2.7 takes nothing when one condition cannot be evaluated',
    resources: [strict],
    steps: [create('p', { x: 2 })],
    expect: { completed: 'start', active: 'p g', incidents: 'EXTRACT_VALUE_ERROR', variables: { x: 2 } },
  },
];
