import {
  bpmn,
  boundary,
  end,
  error,
  escalation,
  gateway,
  job,
  manual,
  message,
  process,
  start,
  sub,
  timer,
} from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { cancel, complete, create, deploy, publish, refused, remove, send, TENANT } from '../../steps.js';

const first = model([start(), job('a'), end()], ['start -> a', 'a -> end']);
const second = model([start(), job('b'), end()], ['start -> b', 'b -> end']);
const scoped = model(
  [
    start(),
    sub(
      's',
      [start('i'), job('w'), boundary('late', 'w', timer('duration', 'PT1H')), end('e'), end('l')],
      ['i -> w', 'w -> e', 'late -> l'],
      {
        inputs: { local: '=1' },
      },
    ),
    job('after'),
  ],
  ['start -> s', 's -> after'],
);

export const creations: Scenario[] = [
  {
    name: '2.26 creates the newest version, or the one that is named',
    resources: [first],
    steps: [deploy(second), create('p'), create('p', {}, { version: 1 }), create('p', {}, { version: 2 })],
    expect: { completed: 'start start start', active: 'p b p a p b', answer: 2 },
  },
  {
    name: '2.26 9 refuses what is not there',
    resources: [first],
    steps: [refused('NOT_FOUND', create('nothing')), refused('NOT_FOUND', create('p', {}, { version: 7 }))],
    expect: { completed: '' },
  },
  {
    name: '2.26 refuses a process without a none start event',
    resources: [model([start('on', message('go')), end()], ['on -> end'])],
    steps: [refused('INVALID_STATE', create('p'))],
    expect: { completed: '' },
  },
  {
    name: '10.19 a process that begins with an error can be deployed, not created',
    resources: [model([start('on', error('E')), end()], ['on -> end'])],
    steps: [refused('INVALID_STATE', create('p'))],
    expect: { completed: '' },
  },
  {
    name: '10.19 a process that begins with an escalation can be deployed, not created',
    resources: [model([start('on', escalation('E')), end()], ['on -> end'])],
    steps: [refused('INVALID_STATE', create('p'))],
    expect: { completed: '' },
  },
  {
    name: '2.26 begins at an element',
    resources: [scoped],
    steps: [create('p', {}, { at: ['after'] }), complete('after')],
    expect: { completed: 'after p' },
  },
  {
    name: '10.15 begins inside a sub-process, without its input mappings',
    resources: [scoped],
    steps: [create('p', {}, { at: ['w'] }), complete('w', {}, {}), complete('after')],
    expect: { completed: 'w e s after p' },
  },
  {
    name: '2.26 begins at several elements, one of them twice',
    resources: [scoped],
    steps: [create('p', {}, { at: ['after', 'w', 'w'] })],
    expect: { active: 'p s after w w' },
    differs: { topic: 'Order of what begins by instruction', in: ['order'], expect: { active: 'p after s w w' } },
  },
  {
    name: '2.26 refuses to begin where nothing can begin',
    resources: [scoped],
    steps: [
      refused('INVALID_ARGUMENT', create('p', {}, { at: ['nowhere'] })),
      refused('INVALID_ARGUMENT', create('p', {}, { at: ['start'] })),
      refused('INVALID_ARGUMENT', create('p', {}, { at: ['late'] })),
      refused('INVALID_ARGUMENT', create('p', {}, { at: ['start_s'] })),
    ],
    expect: { completed: '' },
  },
  {
    name: '2.26 refuses to begin inside a loop',
    resources: [
      model([start(), sub('s', [start('i'), job('w')], ['i -> w'], { each: { in: '=[1]' } })], ['start -> s']),
    ],
    steps: [refused('INVALID_ARGUMENT', create('p', {}, { at: ['w'] })), create('p', {}, { at: ['s'] })],
    expect: { completed: 'i', active: 'p s[] s w' },
  },
  {
    name: '2.26 refuses to cancel what is over',
    resources: [first],
    steps: [create('p'), complete('a'), refused('NOT_FOUND', cancel())],
    expect: { completed: 'start a end p' },
  },
  {
    name: '10.24 any negative version means the newest',
    resources: [first],
    steps: [create('p', {}, { version: -5 })],
    expect: { completed: 'start', active: 'p a' },
  },
  {
    name: '2.27 9 keeps a version with instances on it until they are over',
    resources: [first],
    steps: [
      create('p'),
      refused('INVALID_STATE', remove('p')),
      complete('a'),
      remove('p'),
      refused('NOT_FOUND', create('p')),
    ],
    expect: { completed: 'start a end p' },
  },
  {
    name: '2.27 nothing begins on what is deleted',
    resources: [first],
    steps: [remove('p'), refused('NOT_FOUND', create('p')), deploy(first), create('p')],
    expect: { completed: 'start', active: 'p a', answer: 2 },
  },
  {
    name: '2.27 the version before counts again when the newest is deleted',
    resources: [file(bpmn(process('p', [start('on', message('go')), manual('m'), end()], ['on -> m', 'm -> end'])))],
    steps: [
      deploy(file(bpmn(process('p', [start('on', message('other')), end()], ['on -> end'])))),
      remove('p'),
      publish('go', 'k'),
      publish('other', 'k'),
    ],
    expect: { completed: 'on m end p' },
  },
  {
    name: '2.27 the same file again is the same version, in another name a new one',
    resources: [first],
    steps: [deploy(first), deploy({ ...first, name: 'own_other.bpmn' }), deploy(first), create('p')],
    expect: { completed: 'start', active: 'p a', answer: 3 },
  },
  {
    name: '2.27 deploys all or nothing',
    resources: [],
    steps: [
      refused('INVALID_ARGUMENT', deploy(first, file('<nonsense', 'own_bad.bpmn'))),
      refused('NOT_FOUND', create('p')),
      refused('INVALID_ARGUMENT', deploy(first, { ...second, name: 'own_twice.bpmn' })),
      refused('INVALID_ARGUMENT', deploy()),
      refused('INVALID_ARGUMENT', deploy(file('x', 'own_readme.txt'))),
      refused('INVALID_ARGUMENT', deploy({ ...first, name: 'own_upper.BPMN' })),
    ],
    expect: { completed: '', active: '' },
  },
  {
    name: '1.5 refuses models that cannot run',
    resources: [],
    steps: [
      model([job('w')]),
      model([start(), gateway('g', 'exclusive'), end('a'), end('b')], ['start -> g', 'g -> a', 'g -> b']),
      model([start(), job('w', '=+'), end()], ['start -> w', 'w -> end']),
      model([start(), start('also'), end()], ['start -> end']),
      model([start(), manual('m'), manual('n')], ['start -> m', 'm -> n', 'n -> m']),
    ].map((resource) => refused('INVALID_ARGUMENT', deploy(resource))),
    expect: { completed: '' },
  },
  {
    name: '10.24 creates nothing without a name',
    resources: [],
    steps: [
      refused(
        'NOT_FOUND',
        send('create without a name', () => ({
          type: 'createProcessInstance',
          tenantId: TENANT,
          bpmnProcessId: '',
          processDefinitionKey: '0',
          variables: {},
        })),
      ),
    ],
    expect: { completed: '' },
  },
];
