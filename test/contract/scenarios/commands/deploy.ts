import {
  bpmn,
  end,
  job,
  link,
  manual,
  process,
  script,
  start,
  sub,
  throwing,
  catching,
  boundary,
  error,
  timer,
  gateway,
  call,
  message,
  receive,
} from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { create, deploy, evaluate, refused } from '../../steps.js';
import type { Resource } from '../../../../src/engine/engine.js';

const accepted = (name: string, ...resources: Resource[]): Scenario => ({
  name,
  resources: [],
  steps: resources.map((resource) => deploy(resource)),
  expect: { completed: '', active: '' },
});
const declined = (name: string, ...resources: Resource[]): Scenario => ({
  name,
  resources: [],
  steps: resources.map((resource) => refused('INVALID_ARGUMENT', deploy(resource))),
  expect: { completed: '' },
});
const raw = (text: string): Resource => ({ ...file(text) });
const oneTask = bpmn(process('p', [start(), job('w'), end()], ['start -> w', 'w -> end']));
const timed = (definition: string, extras = {}) =>
  model(
    [start(), job('w'), boundary('b', 'w', definition, extras), end(), end('x')],
    ['start -> w', 'w -> end', 'b -> x'],
  );

export const deployments: Scenario[] = [
  declined(
    '10.17 10.18 looks at the schema: ids that are names and that are there once, links with an id',
    raw(oneTask.replaceAll('"w"', '"1w"')),
    raw(oneTask.replace('<bpmn:endEvent id="end"', '<bpmn:endEvent id="w"')),
    raw(
      bpmn(
        process(
          'p',
          [start(), throwing('out', link('l')), catching('in', link('l')), end()],
          ['start -> out', 'in -> end'],
        ),
      ).replaceAll(/<bpmn:linkEventDefinition id="[^"]*"/g, '<bpmn:linkEventDefinition'),
    ),
  ),
  accepted(
    '10.19 accepts what has no effect',
    model([start(), throwing('t', timer('duration', 'PT1H')), end()], ['start -> t', 't -> end']),
    model([start(), end(), manual('alone')], ['start -> end']),
    model([start(), job('w', 'w', { headers: { '': 'x', a: '' } }), end()], ['start -> w', 'w -> end']),
  ),
  declined(
    '10.20 finds loops that never wait',
    model(
      [start(), gateway('m', 'exclusive'), manual('a'), throwing('b')],
      ['start -> m', 'm -> a', 'a -> b', 'b -> m'],
    ),
    model([start(), manual('a'), sub('s', [start('i'), end('e')], ['i -> e'])], ['start -> a', 'a -> s', 's -> a']),
    model([start(), call('c', 'p'), end()], ['start -> c', 'c -> end']),
  ),
  accepted(
    '10.20 does not take loops with a script or a job for such',
    model([start(), gateway('m', 'exclusive'), script('a', '=1', 'x')], ['start -> m', 'm -> a', 'a -> m']),
    model([start(), gateway('m', 'exclusive'), job('a')], ['start -> m', 'm -> a', 'a -> m']),
  ),
  declined(
    '10.21 refuses conditions where none belong, and targets that are no names',
    model([start(), manual('a'), end('x'), end('y')], ['start -> a', 'a -> x [true]', 'a -> y']),
    model([start(), job('w', 'w', { inputs: { 'a-b': '=1' } }), end()], ['start -> w', 'w -> end']),
  ),
  declined(
    '1.5 refuses messages without name or key, and two of one name at one place',
    model([start(), catching('c', message('go')), end()], ['start -> c', 'c -> end']),
    model(
      [start(), receive('r', 'go', '="k"'), boundary('b', 'r', message('go', '="k"')), end(), end('x')],
      ['start -> r', 'r -> end', 'b -> x'],
    ),
    model(
      [start(), gateway('g', 'eventBased'), catching('a', message('go', '="k"')), catching('b', message('go', '="k"'))],
      ['start -> g', 'g -> a', 'g -> b'],
    ),
  ),
  declined(
    '1.5 refuses timers that cannot be, and repeat where they must not',
    timed(timer('duration', 'soon')),
    timed(timer('cycle', 'R3/PT1H')),
    model([start(), catching('c', timer('cycle', 'R3/PT1H')), end()], ['start -> c', 'c -> end']),
    timed(timer('date', '2024-13-01T00:00:00Z')),
  ),
  declined(
    '1.5 refuses start and end events in the wrong places',
    model([start(), end(), job('w')], ['start -> end', 'end -> w']),
    model([start(), sub('s', [job('w')], []), end()], ['start -> s', 's -> end']),
    model([start(), sub('s', [start('i', message('go')), job('w')], ['i -> w']), end()], ['start -> s', 's -> end']),
    model([start(), sub('e', [start('i'), job('w')], ['i -> w'], { event: true }), end()], ['start -> end']),
  ),
  declined(
    '1.5 refuses boundary events without a way out, two that catch every error, and gateways that race for nothing',
    model([start(), job('w'), boundary('b', 'w', error('E')), end()], ['start -> w', 'w -> end']),
    model(
      [start(), job('w'), boundary('a', 'w', error()), boundary('b', 'w', error()), end('x'), end('y')],
      ['start -> w', 'a -> x', 'b -> y'],
    ),
    model([start(), gateway('g', 'eventBased'), catching('a', timer('duration', 'PT1H'))], ['start -> g', 'g -> a']),
    model([start(), gateway('g', 'eventBased'), job('a'), job('b')], ['start -> g', 'g -> a', 'g -> b']),
  ),
  {
    name: '10.20 a loop of gateways and sub-processes alone',
    resources: [],
    steps: [
      refused(
        'OK',
        deploy(
          model(
            [start(), gateway('m', 'exclusive'), sub('s', [start('i'), end('e')], ['i -> e'])],
            ['start -> m', 'm -> s', 's -> m'],
          ),
        ),
        'INVALID_ARGUMENT',
      ),
    ],
    expect: { completed: '' },
    differs: { topic: 'Loop of gateways and sub-processes alone', in: ['answers', 'DEPLOYMENT', 'PROCESS'] },
  },
  {
    name: '2.27 several processes of one file have versions of their own',
    resources: [
      file(
        bpmn(process('p', [start(), end()], ['start -> end']), process('q', [start('qs'), end('qe')], ['qs -> qe'])),
      ),
    ],
    steps: [
      deploy(file(bpmn(process('q', [start('qs'), manual('m'), end('qe')], ['qs -> m', 'm -> qe'])))),
      create('p'),
      create('q'),
    ],
    expect: { completed: 'start end p qs m qe q', answer: 2 },
  },
  {
    name: '10.23 10.25 refuses what a key or an id does not name',
    resources: [],
    steps: [refused('INVALID_ARGUMENT', evaluate('nothing')), refused('NOT_FOUND', create('nothing'))],
    expect: { completed: '' },
  },
  {
    name: '2.29 knows one tenant as long as multi-tenancy is off',
    resources: [file(oneTask)],
    steps: [create('p'), refused('INVALID_ARGUMENT', create('p', {}, { tenantId: 'other' }), 'NOT_FOUND')],
    expect: { completed: 'start', active: 'p w' },
    differs: { topic: 'Tenants', in: ['answers'] },
  },
];
