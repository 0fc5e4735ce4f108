import { end, gateway, job, manual, start } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { complete, create, resolve, set } from '../../steps.js';

const choice = model(
  [start(), gateway('g', 'exclusive', { default: 'g_small' }), job('small', 'work'), job('large', 'work'), end('done')],
  ['start -> g', 'g -> small', 'g -> large [amount > 10]', 'small -> done', 'large -> done'],
);
const ranges = model(
  [start(), gateway('g', 'exclusive'), end('low'), end('middle'), end('high')],
  ['start -> g', 'g -> low [n < 5]', 'g -> middle [n < 10]', 'g -> high [n < 20]'],
);
const merge = model(
  [start(), gateway('fork', 'parallel'), manual('a'), manual('b'), gateway('merge', 'exclusive'), end()],
  ['start -> fork', 'fork -> a', 'fork -> b', 'a -> merge', 'b -> merge', 'merge -> end'],
);

export const exclusiveGateway: Scenario[] = [
  {
    name: '2.6 takes the flow whose condition holds',
    resources: [choice],
    steps: [create('p', { amount: 11 }), complete('work', { paid: true }, { amount: 11 })],
    expect: { completed: 'start g large done p', variables: { amount: 11, paid: true } },
  },
  {
    name: '2.6 takes the default flow when no condition holds',
    resources: [choice],
    steps: [create('p', { amount: 1 }), complete('work')],
    expect: { completed: 'start g small done p', variables: { amount: 1 } },
  },
  {
    name: '2.6 2.25 makes an incident of a condition that cannot be evaluated, and goes on when it can',
    resources: [choice],
    steps: [create('p', { amount: 'much' }), set('p', { amount: 12 }), resolve()],
    expect: { completed: 'start g', active: 'p large', incidents: 'EXTRACT_VALUE_ERROR', variables: { amount: 12 } },
  },
  {
    name: '2.6 10.1 evaluates the flow that comes last in the file first',
    resources: [ranges],
    steps: [create('p', { n: 1 })],
    expect: { completed: 'start g high p', variables: { n: 1 } },
  },
  {
    name: '2.6 makes a condition error when nothing holds and there is no default, again until it is repaired',
    resources: [ranges],
    steps: [create('p', { n: 99 }), resolve(), set('p', { n: 19 }), resolve()],
    expect: { completed: 'start g high p', incidents: 'CONDITION_ERROR CONDITION_ERROR', variables: { n: 19 } },
  },
  {
    name: '2.6 lets every token through a merge',
    resources: [merge],
    steps: [create('p')],
    expect: { completed: 'start fork b a merge merge end end p' },
  },
  {
    name: '2.6 takes the one flow without a condition',
    resources: [model([start(), gateway('g', 'exclusive'), end()], ['start -> g', 'g -> end'])],
    steps: [create('p')],
    expect: { completed: 'start g end p' },
  },
  {
    name: '2.6 ends where no flow leaves',
    resources: [model([start(), gateway('g', 'exclusive')], ['start -> g'])],
    steps: [create('p')],
    expect: { completed: 'start g p' },
  },
  {
    name: '10.3 lets the default flow have a condition',
    resources: [
      model(
        [start(), gateway('g', 'exclusive', { default: 'g_a' }), end('a'), end('b')],
        ['start -> g', 'g -> a [x > 5]', 'g -> b [x > 7]'],
      ),
    ],
    steps: [create('p', { x: 6 }), create('p', { x: 1 }), create('p', { x: 8 })],
    expect: { completed: 'start g a p start g a p start g b p', variables: { x: 6 } },
  },
];
