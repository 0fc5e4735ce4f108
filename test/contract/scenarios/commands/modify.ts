import { boundary, call, bpmn, end, gateway, job, process, signal, start, sub, timer } from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { broadcast, complete, create, modify, refused } from '../../steps.js';

const line = model([start(), job('a'), job('b'), end()], ['start -> a', 'a -> b', 'b -> end']);
const scoped = model(
  [
    start(),
    job('a'),
    sub('s', [start('i'), job('w'), job('v'), end('e')], ['i -> w', 'w -> v', 'v -> e'], { inputs: { local: '=1' } }),
    boundary('b', 's', signal('stop')),
    end(),
    end('stopped'),
  ],
  ['start -> a', 'a -> s', 's -> end', 'b -> stopped'],
);

export const modifications: Scenario[] = [
  {
    name: '2.26 moves an instance from one task to another, with variables',
    resources: [line],
    steps: [
      create('p', { x: 1 }),
      modify([{ at: 'b', variables: { y: 2 } }], ['a']),
      complete('b', {}, { x: 1, y: 2 }),
    ],
    expect: { completed: 'start b end p', terminated: 'a', variables: { x: 1, y: 2 } },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '2.26 begins a task beside',
    resources: [line],
    steps: [create('p'), modify([{ at: 'b' }]), complete('b'), complete('a')],
    expect: { completed: 'start b end a', active: 'p b' },
  },
  {
    name: '2.26 ends the instance with its last element',
    resources: [line],
    steps: [create('p'), modify([], ['a'])],
    expect: { completed: 'start', terminated: 'a p' },
  },
  {
    name: '2.26 10.15 makes the scope around, with its events',
    resources: [scoped],
    steps: [
      create('p'),
      modify([{ at: 'w', variables: { z: 1 }, scope: 's' }], ['a']),
      complete('w', {}, { z: 1 }),
      broadcast('stop'),
    ],
    expect: { completed: 'start w b stopped p', terminated: 'a v s' },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '2.26 begins in the scope that is there',
    resources: [scoped],
    steps: [create('p'), complete('a'), modify([{ at: 'v' }], ['w']), complete('v')],
    expect: { completed: 'start a i v e s end p', terminated: 'w' },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '2.26 ends a scope with all inside',
    resources: [scoped],
    steps: [create('p'), complete('a'), modify([{ at: 'a' }], ['s']), complete('a')],
    expect: { completed: 'start a i a i', terminated: 'w s', active: 'p s w' },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '2.26 begins in the scope that is named',
    resources: [scoped],
    steps: [create('p'), complete('a'), modify([{ at: 's' }]), modify([{ at: 'v', in: 's' }])],
    expect: { completed: 'start a i i', active: 'p s w s w v' },
  },
  {
    name: '2.26 begins a scope as a whole',
    resources: [scoped],
    steps: [create('p'), modify([{ at: 's' }], ['a']), complete('w', {}, { local: 1 })],
    expect: { completed: 'start i w', terminated: 'a', active: 'p s v' },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '2.26 writes local variables of what it begins',
    resources: [line],
    steps: [
      create('p', { x: 1 }),
      modify([{ at: 'b', variables: { x: 2 }, scope: 'b' }], ['a']),
      complete('b', {}, { x: 2 }),
    ],
    expect: { completed: 'start b end p', terminated: 'a', variables: { x: 1 } },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '2.26 refuses what cannot be',
    resources: [scoped],
    steps: [
      create('p'),
      refused('INVALID_ARGUMENT', modify([{ at: 'nowhere' }])),
      refused('INVALID_ARGUMENT', modify([{ at: 'start' }])),
      refused('INVALID_ARGUMENT', modify([{ at: 'b' }])),
      refused('INVALID_ARGUMENT', modify([{ at: 'start_a' }])),
      refused('INVALID_ARGUMENT', modify([{ at: 'w', variables: { x: 1 }, scope: 'nowhere' }])),
      refused('INVALID_ARGUMENT', modify([{ at: 'w', in: 'a' }])),
    ],
    expect: { completed: 'start', active: 'p a' },
  },
  {
    name: '2.26 refuses to modify what is over',
    resources: [line],
    steps: [create('p'), complete('a'), complete('b'), refused('NOT_FOUND', modify([{ at: 'a' }]))],
    expect: { completed: 'start a b end p' },
  },
  {
    name: '2.26 begins a loop, a gateway, a called process',
    resources: [
      model(
        [
          start(),
          job('a'),
          job('l', 'loop', { each: { in: '=[1, 2]' } }),
          gateway('g', 'exclusive', { default: 'g_end' }),
          end('end'),
          end('other'),
          call('c', 'child'),
        ],
        ['start -> a', 'a -> l', 'l -> g', 'g -> end', 'g -> other [1 = 2]', 'other2 -> c'].filter(
          (flow) => !flow.startsWith('other2'),
        ),
      ),
      file(bpmn(process('child', [start('cs'), job('w'), end('ce')], ['cs -> w', 'w -> ce'])), 'own_child.bpmn'),
    ],
    steps: [create('p'), modify([{ at: 'l' }, { at: 'g' }, { at: 'c' }], ['a'])],
    expect: { completed: 'start g end cs', terminated: 'a', active: 'p l[] c child l l w' },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '10.15 begins inside an interrupting event sub-process without interrupting',
    resources: [
      model(
        [
          start(),
          job('a'),
          sub('e', [start('on', signal('stop')), job('h'), end('done')], ['on -> h', 'h -> done'], { event: true }),
        ],
        ['start -> a'],
      ),
    ],
    steps: [create('p'), modify([{ at: 'h' }]), complete('h'), complete('a')],
    expect: { completed: 'start h done e a p' },
  },
  {
    name: '2.26 ends a task with its timer',
    resources: [
      model(
        [start(), job('a'), boundary('t', 'a', timer('duration', 'PT1H')), job('b'), end('late')],
        ['start -> a', 't -> late'],
      ),
    ],
    steps: [create('p'), modify([{ at: 'b' }], ['a']), complete('b')],
    expect: { completed: 'start b p', terminated: 'a' },
    differs: { topic: 'Order of what begins by instruction', in: ['order'] },
  },
  {
    name: '10.26 asks for nothing at all',
    resources: [line],
    steps: [create('p'), modify([]), complete('a')],
    expect: { completed: 'start a', active: 'p b' },
  },
  {
    name: '2.26 refuses an ancestor that is in another instance',
    resources: [scoped],
    steps: [create('p'), create('p'), refused('INVALID_ARGUMENT', modify([{ at: 'w', in: 'a' }]))],
    expect: { completed: 'start start', active: 'p a p a' },
  },
];
