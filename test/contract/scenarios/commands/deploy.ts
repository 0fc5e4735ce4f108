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
  user,
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
const worked = (zeebe: string): Resource => model([start(), extended('w', zeebe), end()], ['start -> w', 'w -> end']);
const extended = (id: string, zeebe: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="w" />${zeebe}</bpmn:extensionElements></bpmn:serviceTask>`;
const mapped = (kind: string, source: string, target: string): Resource =>
  worked(`<zeebe:ioMapping><zeebe:${kind} source="${source}" target="${target}" /></zeebe:ioMapping>`);
const root = (text: string): Resource => raw(oneTask.replace('<bpmn:process', `${text}<bpmn:process`));
const subscribed = (key: string): string =>
  `<bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="${key}" /></bpmn:extensionElements></bpmn:message>`;
const chosen = (condition: string): Resource =>
  raw(
    bpmn(
      process(
        'p',
        [start(), gateway('g', 'exclusive', { default: 'g_y' }), end('x'), end('y')],
        ['start -> g', 'g -> x [CONDITION]', 'g -> y'],
      ),
    ).replace('=CONDITION', condition),
  );
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
    '1.5 refuses fixed texts where an expression has to be',
    chosen('true'),
    chosen(''),
    root(subscribed('abc')),
    model([start('start', message('go', 'abc')), end()], ['start -> end']),
    model([start(), catching('c', message('go', '123')), end()], ['start -> c', 'c -> end']),
    model([start(), script('a', 'abc', 'x'), end()], ['start -> a', 'a -> end']),
    model([start(), job('w', 'w', { outputs: { a: 'abc' } }), end()], ['start -> w', 'w -> end']),
    model([start(), job('w', 'w', { each: { in: '[1, 2]' } }), end()], ['start -> w', 'w -> end']),
    model([start(), job('w', 'w', { each: { in: '=[1]', collect: ['r', 'abc'] } }), end()], ['start -> w', 'w -> end']),
  ),
  accepted(
    '1.5 accepts fixed texts as inputs, and space around conditions',
    mapped('input', 'abc', 'a'),
    chosen('\n  =a\n'),
  ),
  declined(
    '1.5 refuses what has no id, or contradicts itself, or is not in the schema',
    raw(oneTask.replace(' id="start_w"', '').replace(/<bpmn:(incoming|outgoing)>start_w<.*?>/g, '')),
    raw(oneTask.replace('<bpmn:endEvent', '<bpmn:task /><bpmn:endEvent')),
    root('<bpmn:error errorCode="E" />'),
    worked('<zeebe:taskDefinition type="v" />'),
    worked('<zeebe:taskHeaders /><zeebe:taskHeaders />'),
    raw(oneTask.replace('<bpmn:serviceTask', '<bpmn:serviceTask color="red"')),
  ),
  declined(
    '1.5 refuses names that are none, lists with gaps, and other ways to write times',
    mapped('input', '=1', 'if'),
    mapped('input', '=1', 'grösse'),
    model(
      [start(), user('u', '<zeebe:assignmentDefinition candidateGroups="a,,b" />'), end()],
      ['start -> u', 'u -> end'],
    ),
    timed(timer('duration', 'Pt1H')),
    timed(timer('date', '2030-01-01T00:00:00+0100')),
    timed(timer('cycle', 'R99999999999/PT1H'), { interrupting: false }),
  ),
  accepted(
    '1.5 accepts references to nothing where nothing depends on them, and prefixes of references',
    raw(
      oneTask.replace(
        '</bpmn:definitions>',
        '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="d"><bpmndi:BPMNPlane id="e" bpmnElement="nowhere" /></bpmndi:BPMNDiagram></bpmn:definitions>',
      ),
    ),
    root('<bpmn:collaboration id="c"><bpmn:participant id="d" processRef="nowhere" /></bpmn:collaboration>'),
    raw(
      bpmn(process('p', [start(), catching('c', message('go', '="k"')), end()], ['start -> c', 'c -> end']))
        .replace('messageRef="', 'messageRef="own:')
        .replace('<bpmn:definitions', '<bpmn:definitions xmlns:own="t"'),
    ),
    timed(timer('cycle', '0 0 9 LW * FRI'), { interrupting: false }),
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
