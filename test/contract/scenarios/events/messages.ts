import { boundary, bpmn, catching, end, job, message, process, start, sub } from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { advance, complete, create, deploy, nothingFor, publish, refused, resolve, set } from '../../steps.js';

const waiting = model([start(), catching('c', message('go', '=key')), job('after')], ['start -> c', 'c -> after']);
const second = file(
  bpmn(process('q', [start('qs'), catching('qc', message('go', '=key')), job('qa')], ['qs -> qc', 'qc -> qa'])),
  'own_q.bpmn',
);
const starting = (task = 'w') =>
  model([start('on', message('begin')), job(task), end()], [`on -> ${task}`, `${task} -> end`]);

export const messages: Scenario[] = [
  {
    name: '2.17 correlates by name and key',
    resources: [waiting],
    steps: [
      create('p', { key: 'a' }),
      create('p', { key: 'b' }),
      publish('go', 'b', { x: 1 }),
      complete('after', {}, { key: 'b', x: 1 }),
    ],
    expect: { completed: 'start start c after p', active: 'p c', variables: { key: 'a' } },
  },
  {
    name: '2.17 a message without time to live is gone at once',
    resources: [waiting],
    steps: [publish('go', 'a'), create('p', { key: 'a' }), nothingFor('after')],
    expect: { completed: 'start', active: 'p c', variables: { key: 'a' } },
  },
  {
    name: '2.17 a message waits for its instance',
    resources: [waiting],
    steps: [publish('go', 'a', { early: true }, { minutes: 60 }), create('p', { key: 'a' }), create('p', { key: 'a' })],
    expect: { completed: 'start c start', active: 'p after p c', variables: { key: 'a', early: true } },
  },
  {
    name: '2.17 a message that waits is gone when its time is over',
    resources: [waiting],
    steps: [publish('go', 'a', {}, { minutes: 60 }), advance(61), create('p', { key: 'a' })],
    expect: { completed: 'start', active: 'p c', variables: { key: 'a' } },
  },
  {
    name: '2.17 one instance of a process gets it, and one of each other process',
    resources: [waiting, second],
    steps: [
      create('p', { key: 'a' }),
      create('p', { key: 'a', n: 2 }),
      create('q', { key: 'a' }),
      publish('go', 'a', { x: 1 }),
      publish('go', 'a', { x: 2 }),
    ],
    expect: { completed: 'start c start c qs qc', active: 'p p q after qa after', variables: { key: 'a', x: 1 } },
  },
  {
    name: '2.17 refuses a message id that is waiting already',
    resources: [waiting],
    steps: [
      publish('go', 'a', {}, { minutes: 60, messageId: 'm1' }),
      refused('ALREADY_EXISTS', publish('go', 'a', {}, { minutes: 60, messageId: 'm1' })),
      publish('go', 'b', {}, { minutes: 60, messageId: 'm1' }),
      publish('go', 'c', {}, { messageId: 'm2' }),
      publish('go', 'c', {}, { messageId: 'm2' }),
    ],
    expect: { completed: '' },
  },
  {
    name: '2.17 oldest message first',
    resources: [waiting],
    steps: [
      publish('go', 'a', { n: 1 }, { minutes: 60 }),
      publish('go', 'a', { n: 2 }, { minutes: 60 }),
      create('p', { key: 'a' }),
      create('p', { key: 'a' }),
    ],
    expect: { completed: 'start c start c', active: 'p after p after', variables: { key: 'a', n: 1 } },
  },
  {
    name: '2.17 a number is a key, as a whole number',
    resources: [waiting],
    steps: [create('p', { key: 12 }), create('p', { key: 1.5 }), publish('go', '12'), publish('go', '1')],
    expect: { completed: 'start c start c', active: 'p p after after', variables: { key: 12 } },
  },
  {
    name: '10.11 an empty key is one, a boolean is not',
    resources: [waiting],
    steps: [create('p', { key: '' }), publish('go', ''), create('p', { key: true })],
    expect: {
      completed: 'start c start',
      active: 'p after p c',
      incidents: 'EXTRACT_VALUE_ERROR',
      variables: { key: '' },
    },
  },
  {
    name: '2.17 makes an incident of a key that is null',
    resources: [waiting],
    steps: [create('p'), set('p', { key: 'a' }), resolve(), publish('go', 'a')],
    expect: { completed: 'start c', active: 'p after', incidents: 'EXTRACT_VALUE_ERROR', variables: { key: 'a' } },
  },
  {
    name: '2.17 a key that changes later changes nothing',
    resources: [waiting],
    steps: [create('p', { key: 'a' }), set('p', { key: 'b' }), publish('go', 'b'), publish('go', 'a')],
    expect: { completed: 'start c', active: 'p after', variables: { key: 'b' } },
  },
  {
    name: '2.17 a message starts an instance; one with the same key waits until it is over',
    resources: [starting()],
    steps: [
      publish('begin', 'a', { n: 1 }, { minutes: 60 }),
      publish('begin', 'a', { n: 2 }, { minutes: 60 }),
      publish('begin', 'b', { n: 3 }, { minutes: 60 }),
      complete('w', {}, { n: 1 }),
      complete('w', {}, { n: 3 }),
      complete('w', {}, { n: 2 }),
    ],
    expect: { completed: 'on w end p on w end p on w end p', variables: { n: 1 } },
  },
  {
    name: '2.17 messages without key start an instance each',
    resources: [starting()],
    steps: [publish('begin', '', { n: 1 }), publish('begin', '', { n: 2 })],
    expect: { completed: 'on on', active: 'p w p w', variables: { n: 1 } },
  },
  {
    name: '2.17 2.27 only the newest version is started by messages',
    resources: [starting()],
    steps: [deploy(starting('v')), publish('begin', 'a')],
    expect: { completed: 'on', active: 'p v' },
  },
  {
    name: '2.17 a message for start and for who waits reaches both processes',
    resources: [
      starting(),
      file(bpmn(process('q', [start('qs'), catching('qc', message('begin', '=key'))], ['qs -> qc'])), 'own_q.bpmn'),
    ],
    steps: [create('q', { key: 'a' }), publish('begin', 'a', { n: 1 })],
    expect: { completed: 'qs qc q on', active: 'p w', variables: { key: 'a', n: 1 } },
  },
  {
    name: '10.14 of two that wait for one message in one instance the older gets it',
    resources: [
      model(
        [
          start(),
          job('w'),
          boundary('b', 'w', message('go', '="k"'), { interrupting: false }),
          end(),
          end('x'),
          sub('e', [start('on', message('go', '="k"'), { interrupting: false }), end('y')], ['on -> y'], {
            event: true,
          }),
        ],
        ['start -> w', 'w -> end', 'b -> x'],
      ),
    ],
    steps: [create('p'), publish('go', 'k'), publish('go', 'k')],
    expect: { completed: 'start on y e on y e', active: 'p w' },
  },
];
