import { boundary, compensation, end, job, start, sub, throwing, gateway } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { cancel, complete, create } from '../../steps.js';

const undone = (id: string, extras = {}) => [
  job(id, id, extras),
  boundary(`undo_${id}`, id, compensation()),
  job(`un${id}`, `un${id}`, { isForCompensation: true }),
];

export const compensations: Scenario[] = [
  {
    name: '2.15 undoes what is done, then goes on',
    resources: [
      model(
        [start(), ...undone('a'), throwing('back', compensation()), end()],
        ['start -> a', 'a -> back', 'back -> end', 'undo_a ~ una'],
      ),
    ],
    steps: [create('p'), complete('a', { x: 1 }), complete('una', { y: 2 }, { x: 1 })],
    expect: { completed: 'start a undo_a una back end p', variables: { x: 1, y: 2 } },
  },
  {
    name: '2.15 undoes all at once, and only what is done',
    resources: [
      model(
        [start(), ...undone('a'), ...undone('b'), ...undone('c'), end('end', compensation())],
        ['start -> a', 'a -> b', 'b -> end', 'undo_a ~ una', 'undo_b ~ unb', 'undo_c ~ unc'],
      ),
    ],
    steps: [create('p'), complete('a'), complete('b'), complete('una'), complete('unb')],
    expect: { completed: 'start a b undo_a undo_b una unb end p' },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '2.15 undoes the named activity only, and once',
    resources: [
      model(
        [
          start(),
          ...undone('a'),
          ...undone('b'),
          throwing('back', compensation('a')),
          throwing('all', compensation()),
          end(),
        ],
        ['start -> a', 'a -> b', 'b -> back', 'back -> all', 'all -> end', 'undo_a ~ una', 'undo_b ~ unb'],
      ),
    ],
    steps: [create('p'), complete('a'), complete('b'), complete('una'), complete('unb')],
    expect: { completed: 'start a b undo_a una back undo_b unb all end p' },
  },
  {
    name: '2.15 has nothing to undo',
    resources: [model([start(), throwing('back', compensation()), end()], ['start -> back', 'back -> end'])],
    steps: [create('p')],
    expect: { completed: 'start back end p' },
  },
  {
    name: '2.15 undoes what was done inside a sub-process',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), ...undone('a'), end('e')], ['i -> a', 'a -> e', 'undo_a ~ una']),
          throwing('back', compensation()),
          end(),
        ],
        ['start -> s', 's -> back', 'back -> end'],
      ),
    ],
    steps: [create('p'), complete('a'), complete('una')],
    expect: { completed: 'start i a e s undo_a una back end p' },
  },
  {
    name: '2.15 2.11 undoes a loop once',
    resources: [
      model(
        [start(), ...undone('a', { each: { in: '=[1, 2]' } }), throwing('back', compensation()), end()],
        ['start -> a', 'a -> back', 'back -> end', 'undo_a ~ una'],
      ),
    ],
    steps: [create('p'), complete('a'), complete('a'), complete('una')],
    expect: { completed: 'start a a a[] undo_a una back end p' },
  },
  {
    name: '2.15 forgets what could be undone when the process ends',
    resources: [model([start(), ...undone('a'), end()], ['start -> a', 'a -> end', 'undo_a ~ una'])],
    steps: [create('p'), complete('a')],
    expect: { completed: 'start a end p' },
  },
  {
    name: '2.15 is cancelled while it undoes',
    resources: [
      model(
        [start(), ...undone('a'), throwing('back', compensation()), end()],
        ['start -> a', 'a -> back', 'back -> end', 'undo_a ~ una'],
      ),
    ],
    steps: [create('p'), complete('a'), cancel()],
    expect: { completed: 'start a undo_a', terminated: 'back una p' },
  },
  {
    name: '2.15 undoes from beside what is still at work',
    resources: [
      model(
        [start(), gateway('fork', 'parallel'), ...undone('a'), job('b'), throwing('back', compensation()), end()],
        ['start -> fork', 'fork -> a', 'fork -> b', 'b -> back', 'back -> end', 'undo_a ~ una'],
      ),
    ],
    steps: [create('p'), complete('b'), complete('a')],
    expect: { completed: 'start fork b back end a p' },
  },
];
