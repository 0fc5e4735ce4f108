import { end, job, start, throwing, message } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import {
  advance,
  cancel,
  complete,
  completeLast,
  create,
  fail,
  failLast,
  nothingFor,
  refused,
  resolve,
  retries,
  set,
  take,
  throwLast,
  timeout,
} from '../../steps.js';

const oneTask = model([start(), job('w', 'work'), end()], ['start -> w', 'w -> end']);

export const jobs: Scenario[] = [
  {
    name: '2.23 completes a job with variables',
    resources: [oneTask],
    steps: [create('p', { a: 1 }), complete('work', { b: 2 }, { a: 1 })],
    expect: { completed: 'start w end p', variables: { a: 1, b: 2 } },
  },
  {
    name: '2.23 2.25 fails a job without retries, which goes on after new retries',
    resources: [oneTask],
    steps: [
      create('p'),
      fail('work', 0),
      nothingFor('work'),
      retries('work', 2),
      nothingFor('work'),
      resolve(),
      complete('work'),
    ],
    expect: { completed: 'start w end p', incidents: 'JOB_NO_RETRIES' },
  },
  {
    name: '2.23 refuses to resolve before there are retries',
    resources: [oneTask],
    steps: [
      create('p'),
      fail('work', 0, { message: 'the register is down' }),
      refused('NOT_FOUND', resolve(), 'INVALID_STATE'),
    ],
    expect: { completed: 'start', active: 'p w', incidents: 'JOB_NO_RETRIES' },
    differs: { topic: 'ResolveIncident of a job without retries', in: ['answers'] },
  },
  {
    name: '2.23 offers a job again that failed with retries, its variables local to the task',
    resources: [oneTask],
    steps: [create('p'), fail('work', 1, { variables: { attempt: 1 } }), complete('work', {}, { attempt: 1 })],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.23 offers a job again after its back-off',
    resources: [oneTask],
    steps: [create('p'), fail('work', 1, { backOff: 1_200_000 }), nothingFor('work'), advance(21), complete('work')],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.23 offers a job again when its time is over, and the first completion counts',
    resources: [oneTask],
    steps: [
      create('p'),
      take('work'),
      nothingFor('work'),
      advance(11),
      complete('work', { first: true }),
      refused('NOT_FOUND', completeLast('work')),
    ],
    expect: { completed: 'start w end p', variables: { first: true } },
  },
  {
    name: '9 completes a job that nobody has taken',
    resources: [oneTask],
    steps: [create('p'), completeLast('work', { x: 1 })],
    expect: { completed: 'start w end p', variables: { x: 1 } },
  },
  {
    name: '9 fails a job that nobody has taken',
    resources: [oneTask],
    steps: [create('p'), failLast('work', 1), complete('work')],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.23 refuses to complete or fail a job that has failed with back-off, or for good',
    resources: [oneTask],
    steps: [
      create('p'),
      fail('work', 0),
      refused('INVALID_STATE', completeLast('work')),
      refused('INVALID_STATE', failLast('work', 1)),
      refused('INVALID_STATE', throwLast('work', 'E')),
    ],
    expect: { completed: 'start', active: 'p w', incidents: 'JOB_NO_RETRIES' },
  },
  {
    name: '2.23 refuses commands on jobs that are gone',
    resources: [oneTask],
    steps: [
      create('p'),
      complete('work'),
      refused('NOT_FOUND', completeLast('work')),
      refused('NOT_FOUND', failLast('work', 1)),
      refused('NOT_FOUND', throwLast('work', 'E')),
      refused('NOT_FOUND', retries('work', 1)),
      refused('NOT_FOUND', timeout('work', 1000)),
    ],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.23 refuses retries below one, and a time for a job that nobody has taken',
    resources: [oneTask],
    steps: [
      create('p'),
      refused('INVALID_ARGUMENT', retries('work', 0)),
      refused('INVALID_STATE', timeout('work', 60_000)),
      retries('work', 7),
    ],
    expect: { completed: 'start', active: 'p w' },
  },
  {
    name: '2.23 gives a job more time',
    resources: [oneTask],
    steps: [
      create('p'),
      take('work'),
      timeout('work', 3_600_000),
      advance(30),
      nothingFor('work'),
      advance(31),
      complete('work'),
    ],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.23 cancels the job with its task',
    resources: [oneTask],
    steps: [create('p'), take('work'), cancel(), refused('NOT_FOUND', completeLast('work'))],
    expect: { completed: 'start', terminated: 'w p' },
  },
  {
    name: '2.23 gives headers and the retries of the model',
    resources: [
      model(
        [start(), job('w', 'work', { retries: '5', headers: { to: 'register', form: 'a b' } }), end()],
        ['start -> w', 'w -> end'],
      ),
    ],
    steps: [create('p'), complete('work')],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.5 evaluates type and retries of a job',
    resources: [model([start(), job('w', '="own_" + kind', { retries: '=n' }), end()], ['start -> w', 'w -> end'])],
    steps: [create('p', { kind: 'work', n: 2 }), complete('work')],
    expect: { completed: 'start w end p', variables: { kind: 'work', n: 2 } },
  },
  {
    name: '10.9 makes an incident of a type that is null, and of retries that are a text',
    resources: [model([start(), job('w', '=kind', { retries: '=n' }), end()], ['start -> w', 'w -> end'])],
    steps: [
      create('p', { n: 'x' }),
      set('p', { kind: 'own_work' }),
      resolve(),
      set('p', { n: 1 }),
      resolve(),
      complete('work'),
    ],
    expect: {
      completed: 'start w end p',
      incidents: 'EXTRACT_VALUE_ERROR EXTRACT_VALUE_ERROR',
      variables: { n: 1, kind: 'work' },
    },
  },
  {
    name: '10.9 takes retries of the model as they are written',
    resources: [
      model(
        [
          start(),
          job('a', 'work', { retries: '0' }),
          job('b', 'work', { retries: '-1' }),
          job('c', 'work', { retries: '1.5' }),
          end(),
        ],
        ['start -> a', 'a -> b', 'b -> c', 'c -> end'],
      ),
    ],
    steps: [create('p'), completeLast('work'), completeLast('work'), completeLast('work')],
    expect: { completed: 'start a b c end p' },
  },
  ...['sendTask', 'businessRuleTask', 'scriptTask'].map((tag) => ({
    name: `1.1 has a job for a ${tag}`,
    resources: [model([start(), job('w', 'work', {}, tag), end()], ['start -> w', 'w -> end'])],
    steps: [create('p'), complete('work', { done: tag })],
    expect: { completed: 'start w end p', variables: { done: tag } },
  })),
  {
    name: '1.2 has jobs for message throw and end events',
    resources: [
      model(
        [start(), throwing('t', message('out'), { job: 'send' }), end('end', message('last'), { job: 'finish' })],
        ['start -> t', 't -> end'],
      ),
    ],
    steps: [create('p'), complete('send', { sent: 1 }), complete('finish', { last: 2 })],
    expect: { completed: 'start t end p', variables: { sent: 1, last: 2 } },
  },
];
