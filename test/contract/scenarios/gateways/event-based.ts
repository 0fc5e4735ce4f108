import { catching, end, gateway, job, message, signal, start, timer } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { advance, broadcast, cancel, complete, create, publish, resolve, set } from '../../steps.js';

const race = model(
  [
    start(),
    gateway('g', 'eventBased'),
    catching('answer', message('answer', '=key')),
    catching('late', timer('duration', 'PT1H')),
    catching('told', signal('told')),
    job('after', 'after'),
    end('gone'),
    end('heard'),
  ],
  ['start -> g', 'g -> answer', 'g -> late', 'g -> told', 'answer -> after', 'late -> gone', 'told -> heard'],
);

export const eventBasedGateway: Scenario[] = [
  {
    name: '2.9 goes on with the message that came first',
    resources: [race],
    steps: [
      create('p', { key: 'k' }),
      publish('answer', 'k', { text: 'yes' }),
      broadcast('told'),
      complete('after', {}, { key: 'k', text: 'yes' }),
    ],
    expect: { completed: 'start g answer after p', variables: { key: 'k', text: 'yes' } },
  },
  {
    name: '2.9 goes on with the signal that came first',
    resources: [race],
    steps: [create('p', { key: 'k' }), broadcast('told', { loud: true }), publish('answer', 'k')],
    expect: { completed: 'start g told heard p', variables: { key: 'k', loud: true } },
  },
  {
    name: '2.9 goes on with the timer that came first',
    resources: [race],
    steps: [create('p', { key: 'k' }), advance(61)],
    expect: { completed: 'start g late gone p', variables: { key: 'k' } },
  },
  {
    name: '2.9 is cancelled with all that it waits for',
    resources: [race],
    steps: [create('p', { key: 'k' }), cancel()],
    expect: { completed: 'start', terminated: 'g p', variables: { key: 'k' } },
  },
  {
    name: '2.9 makes an incident when a correlation key cannot be evaluated, and opens everything after it',
    resources: [race],
    steps: [create('p'), set('p', { key: 'k' }), resolve(), publish('answer', 'k')],
    expect: {
      completed: 'start g answer',
      active: 'p after',
      incidents: 'EXTRACT_VALUE_ERROR',
      variables: { key: 'k' },
    },
  },
  {
    name: '2.9 takes a message that was published before',
    resources: [race],
    steps: [publish('answer', 'k', { text: 'early' }, { minutes: 60 }), create('p', { key: 'k' })],
    expect: { completed: 'start g answer', active: 'p after', variables: { key: 'k', text: 'early' } },
  },
];
