import { end, gateway, job, manual, script, start } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { complete, create } from '../../steps.js';

const both = model(
  [start(), gateway('fork', 'parallel'), job('a'), job('b'), gateway('join', 'parallel'), end()],
  ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end'],
);
const again = model(
  [
    start(),
    gateway('fork', 'parallel'),
    manual('a'),
    manual('b'),
    job('c'),
    gateway('merge', 'exclusive'),
    gateway('join', 'parallel'),
    end(),
  ],
  [
    'start -> fork',
    'fork -> a',
    'fork -> b',
    'fork -> c',
    'a -> merge',
    'b -> merge',
    'merge -> join',
    'c -> join',
    'join -> end',
  ],
);

export const parallelGateway: Scenario[] = [
  {
    name: '2.8 forks and joins',
    resources: [both],
    steps: [create('p'), complete('a', { x: 1 }), complete('b', { y: 2 }, { x: 1 })],
    expect: { completed: 'start fork a b join end p', variables: { x: 1, y: 2 } },
  },
  {
    name: '2.8 waits at the join for the other token',
    resources: [both],
    steps: [create('p'), complete('b')],
    expect: { completed: 'start fork b', active: 'p a' },
  },
  {
    name: '2.8 keeps a token that came twice over one flow, and the instance with it',
    resources: [again],
    steps: [create('p'), complete('c')],
    expect: { completed: 'start fork b a merge merge c join end', active: 'p' },
  },
  {
    name: '2.8 stays for ever at a join that cannot fire',
    resources: [
      model(
        [
          start(),
          gateway('g', 'exclusive', { default: 'g_a' }),
          manual('a'),
          manual('b'),
          gateway('join', 'parallel'),
          end(),
        ],
        ['start -> g', 'g -> a', 'g -> b [false]', 'a -> join', 'b -> join', 'join -> end'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start g a', active: 'p' },
  },
  {
    name: '10.2 parallel scripts do not see what the others write',
    resources: [
      model(
        [
          start(),
          gateway('fork', 'parallel'),
          script('a', '=x + 1', 'x'),
          script('b', '=x + 10', 'x'),
          gateway('join', 'parallel'),
          end(),
        ],
        ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end'],
      ),
    ],
    steps: [create('p', { x: 0 })],
    expect: { completed: 'start fork b a join end p', variables: { x: 1 } },
  },
  {
    name: '2.8 joins and forks in one gateway',
    resources: [
      model(
        [
          start(),
          gateway('fork', 'parallel'),
          manual('a'),
          manual('b'),
          gateway('both', 'parallel'),
          job('c'),
          job('d'),
        ],
        ['start -> fork', 'fork -> a', 'fork -> b', 'a -> both', 'b -> both', 'both -> c', 'both -> d'],
      ),
    ],
    steps: [create('p'), complete('d'), complete('c')],
    expect: { completed: 'start fork b a both d c p' },
  },
];
