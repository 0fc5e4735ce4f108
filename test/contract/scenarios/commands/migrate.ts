import { bpmn, call, end, job, process, start, sub, user, receive, timer, boundary } from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { complete, completeTask, create, fail, migrate, refused, resolve, retries, cancel } from '../../steps.js';

const from = model([start(), job('a', 'work'), end()], ['start -> a', 'a -> end']);
const to = (task: string, flows: string[]) =>
  file(
    bpmn(process('q', [start('qs'), task, job('next'), end('qe')], ['qs -> b', 'b -> next', 'next -> qe', ...flows])),
    'own_q.bpmn',
  );

export const migrations: Scenario[] = [
  {
    name: '2.26 10.27 moves a task to another process, its job keeps type and headers',
    resources: [from, to(job('b', 'other'), [])],
    steps: [create('p', { x: 1 }), migrate('q', { a: 'b' }), complete('work', { y: 2 }), complete('next')],
    expect: { completed: 'start b next qe q', variables: { x: 1, y: 2 } },
  },
  {
    name: '2.26 refuses a plan that leaves an active element out, or knows no such element',
    resources: [from, to(job('b', 'other'), [])],
    steps: [
      create('p'),
      refused('INVALID_STATE', migrate('q', {})),
      refused('INVALID_ARGUMENT', migrate('q', { a: 'nowhere' })),
      refused('INVALID_ARGUMENT', migrate('q', { nowhere: 'b' })),
    ],
    expect: { completed: 'start', active: 'p a' },
  },
  {
    name: '2.26 refuses another kind of element',
    resources: [from, to(user('b'), [])],
    steps: [create('p'), refused('INVALID_STATE', migrate('q', { a: 'b' }))],
    expect: { completed: 'start', active: 'p a' },
  },
  {
    name: '2.26 moves an incident along',
    resources: [from, to(job('b', 'other'), [])],
    steps: [create('p'), fail('work', 0), migrate('q', { a: 'b' }), retries('work', 1), resolve(), complete('work')],
    expect: { completed: 'start b', active: 'p next', incidents: 'JOB_NO_RETRIES' },
  },
  {
    name: '2.26 moves a user task',
    resources: [model([start(), user('a'), end()], ['start -> a', 'a -> end']), to(user('b'), [])],
    steps: [create('p'), migrate('q', { a: 'b' }), completeTask('a'), complete('next')],
    expect: { completed: 'start b next qe q' },
    differs: { topic: 'Records of a user task that was migrated', in: ['USER_TASK'] },
  },
  {
    name: '2.26 moves a sub-process with what is inside',
    resources: [
      model([start(), sub('s', [start('i'), job('a', 'work')], ['i -> a']), end()], ['start -> s', 's -> end']),
      file(
        bpmn(
          process(
            'q',
            [start('qs'), sub('t', [start('j'), job('b'), job('c')], ['j -> b', 'b -> c']), end('qe')],
            ['qs -> t', 't -> qe'],
          ),
        ),
        'own_q.bpmn',
      ),
    ],
    steps: [create('p'), migrate('q', { s: 't', a: 'b' }), complete('work'), complete('c')],
    expect: { completed: 'start i b c t qe q' },
  },
  {
    name: '2.26 refuses another flow scope',
    resources: [
      from,
      file(bpmn(process('q', [start('qs'), sub('t', [start('j'), job('b')], ['j -> b'])], ['qs -> t'])), 'own_q.bpmn'),
    ],
    steps: [create('p'), refused('INVALID_STATE', migrate('q', { a: 'b' }))],
    expect: { completed: 'start', active: 'p a' },
  },
  {
    name: '10.27 moves a call activity',
    resources: [
      model([start(), call('c', 'child'), end()], ['start -> c', 'c -> end']),
      file(bpmn(process('child', [start('cs'), job('w'), end('ce')], ['cs -> w', 'w -> ce'])), 'own_child.bpmn'),
      file(bpmn(process('q', [start('qs'), call('d', 'child'), job('next')], ['qs -> d', 'd -> next'])), 'own_q.bpmn'),
    ],
    steps: [create('p'), migrate('q', { c: 'd' }), complete('w'), complete('next')],
    expect: { completed: 'start d next q cs w ce child' },
  },
  {
    name: '2.26 refuses to migrate what is over',
    resources: [from, to(job('b'), [])],
    steps: [create('p'), cancel(), refused('NOT_FOUND', migrate('q', { a: 'b' }))],
    expect: { completed: 'start', terminated: 'a p' },
  },
  {
    name: '10.27 tasks with a boundary event, or that wait for a message',
    resources: [
      model(
        [start(), receive('a', 'go', '="k"'), boundary('t', 'a', timer('duration', 'PT1H')), end(), end('late')],
        ['start -> a', 'a -> end', 't -> late'],
      ),
      to(receive('b', 'go', '="k"'), []),
    ],
    steps: [create('p'), refused('INVALID_STATE', migrate('q', { a: 'b' }), 'OK')],
    expect: { completed: 'start', active: 'p a' },
    differs: {
      topic:
        'Migration of elements with waiting events (boundary events, message, timer and signal catch events, receive tasks, event-based gateways, event sub-processes)',
      in: [
        'answers',
        'MESSAGE_SUBSCRIPTION',
        'PROCESS_INSTANCE',
        'PROCESS_INSTANCE_MIGRATION',
        'PROCESS_MESSAGE_SUBSCRIPTION',
        'TIMER',
      ],
    },
  },
];
