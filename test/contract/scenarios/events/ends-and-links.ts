import {
  bpmn,
  call,
  catching,
  end,
  gateway,
  job,
  link,
  process,
  start,
  sub,
  terminateDefinition,
  throwing,
} from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { complete, create } from '../../steps.js';

const split = ['fork -> a', 'fork -> b', 'a -> stop'];

export const endsAndLinks: Scenario[] = [
  {
    name: '2.14 a terminate end event completes the process and ends all else',
    resources: [
      model(
        [start(), gateway('fork', 'parallel'), job('a'), job('b'), end('stop', terminateDefinition)],
        ['start -> fork', ...split],
      ),
    ],
    steps: [create('p'), complete('a')],
    expect: { completed: 'start fork a stop p', terminated: 'b' },
  },
  {
    name: '2.14 a terminate end event in a sub-process ends only that',
    resources: [
      model(
        [
          start(),
          sub(
            's',
            [start('i'), gateway('fork', 'parallel'), job('a'), job('b'), end('stop', terminateDefinition)],
            ['i -> fork', ...split],
          ),
          job('after'),
        ],
        ['start -> s', 's -> after'],
      ),
    ],
    steps: [create('p'), complete('a'), complete('after')],
    expect: { completed: 'start i fork a stop s after p', terminated: 'b' },
  },
  {
    name: '2.14 2.19 a terminate end event ends the called process only',
    resources: [
      model([start(), call('c', 'child'), job('after')], ['start -> c', 'c -> after']),
      file(
        bpmn(
          process(
            'child',
            [start('cs'), gateway('fork', 'parallel'), job('a'), job('b'), end('stop', terminateDefinition)],
            ['cs -> fork', ...split],
          ),
        ),
        'own_child.bpmn',
      ),
    ],
    steps: [create('p'), complete('a'), complete('after')],
    expect: { completed: 'start c after p cs fork a stop child', terminated: 'b' },
  },
  {
    name: '2.14 goes on at the other end of a link',
    resources: [
      model([start(), throwing('out', link('l')), catching('in', link('l')), end()], ['start -> out', 'in -> end']),
    ],
    steps: [create('p')],
    expect: { completed: 'start out in end p' },
  },
  {
    name: '2.14 several throw events lead to one link',
    resources: [
      model(
        [
          start(),
          gateway('fork', 'parallel'),
          throwing('a', link('l')),
          throwing('b', link('l'), { outputs: { b: '=1' } }),
          catching('in', link('l')),
          end(),
        ],
        ['start -> fork', 'fork -> a', 'fork -> b', 'in -> end'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start fork b a in in end end p', variables: { b: 1 } },
  },
  {
    name: '2.14 a process ends with its last token',
    resources: [
      model(
        [start(), gateway('fork', 'parallel'), job('a'), job('b'), end('x'), end('y')],
        ['start -> fork', 'fork -> a', 'fork -> b', 'a -> x', 'b -> y'],
      ),
    ],
    steps: [create('p'), complete('a'), complete('b')],
    expect: { completed: 'start fork a x b y p' },
  },
];
