import { bpmn, catching, end, job, process, signal, start, throwing } from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { broadcast, complete, create, deploy } from '../../steps.js';

const waiting = model([start(), catching('c', signal('go')), job('after')], ['start -> c', 'c -> after']);
const starting = (id: string, name: string) =>
  file(bpmn(process(id, [start('on', signal(name)), job(`w${id}`)], [`on -> w${id}`])), `own_${id}.bpmn`);

export const signals: Scenario[] = [
  {
    name: '2.16 a signal reaches everybody who waits, not who comes later',
    resources: [waiting],
    steps: [create('p'), create('p', { n: 2 }), broadcast('go', { x: 1 }), create('p', { n: 3 })],
    expect: { completed: 'start c start c start', active: 'p p after after p c', variables: { x: 1 } },
  },
  {
    name: '2.16 a signal starts a process of each that waits for it',
    resources: [starting('q', 'go'), starting('r', 'go')],
    steps: [broadcast('go', { x: 1 }), complete('wq', {}, { x: 1 })],
    expect: { completed: 'on wq q on', active: 'r wr', variables: { x: 1 } },
  },
  {
    name: '2.16 a signal without listeners is recorded',
    resources: [waiting],
    steps: [broadcast('elsewhere')],
    expect: { completed: '' },
  },
  {
    name: '2.27 a new version takes the start subscription over',
    resources: [starting('q', 'go')],
    steps: [deploy(starting('q', 'other')), broadcast('go'), broadcast('other')],
    expect: { completed: 'on', active: 'q wq' },
  },
  {
    name: '2.16 maps what a signal brings',
    resources: [
      model([start(), catching('c', signal('go'), { outputs: { y: '=x' } }), end()], ['start -> c', 'c -> end']),
    ],
    steps: [create('p'), broadcast('go', { x: 1, z: 2 })],
    expect: { completed: 'start c end p', variables: { y: 1 } },
  },
  {
    name: '2.16 a thrown signal is heard, with the local variables of its event',
    resources: [
      model([start(), throwing('t', signal('go'), { inputs: { x: '=outer + 1' } }), end()], ['start -> t', 't -> end']),
      starting('q', 'go'),
    ],
    steps: [create('p', { outer: 1 }), complete('wq', {}, { x: 2 })],
    expect: { completed: 'start t end p on wq q', variables: { outer: 1 } },
  },
  {
    name: '2.16 a signal end event',
    resources: [model([start(), end('t', signal('go'))], ['start -> t']), starting('q', 'go')],
    steps: [create('p')],
    expect: { completed: 'start t p on', active: 'q wq' },
  },
  {
    name: '2.16 a name that is evaluated',
    resources: [model([start(), catching('c', signal('go')), end()], ['start -> c', 'c -> end'])],
    steps: [create('p'), broadcast('go')],
    expect: { completed: 'start c end p' },
  },
];
