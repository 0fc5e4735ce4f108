import {
  boundary,
  bpmn,
  catching,
  decision,
  end,
  error,
  escalation,
  gateway,
  job,
  link,
  manual,
  message,
  process,
  script,
  start,
  sub,
  terminateDefinition,
  throwing,
  timer,
} from '../core/testing/bpmn-text.js';
import { Scene, TENANT } from '../core/testing/scene.js';
import { checkBpmn } from './index.js';
import { errorsOf } from './testing/errors-of.js';

const round = (...elements: string[]): string =>
  process(
    'p',
    [
      start(),
      gateway('g', 'exclusive', { default: 'g_w' }),
      ...elements,
      gateway('h', 'exclusive', { default: 'h_g' }),
      end(),
    ],
    ['start -> g', 'g -> w', 'w -> h', 'h -> g', 'h -> end [n > 1]'],
  );

/** What looks wrong and is accepted all the same, because Zeebe accepts it (zeebe-semantics 10, 19 and 20). */
const MODELS: [what: string, text: string][] = [
  [
    'a throwing timer event',
    process('p', [start(), throwing('w', timer('duration', 'PT1H')), job('x')], ['start -> w', 'w -> x']),
  ],
  ['a throwing error event', process('p', [start(), throwing('w', error('E')), job('x')], ['start -> w', 'w -> x'])],
  [
    'a throwing terminate event',
    process('p', [start(), throwing('w', terminateDefinition), job('x')], ['start -> w', 'w -> x']),
  ],
  ['a task that nothing leads to', process('p', [start(), job('w'), job('alone')], ['start -> w'])],
  [
    'empty header keys and values',
    process(
      'p',
      [
        start(),
        '<bpmn:serviceTask id="w"><bpmn:extensionElements><zeebe:taskDefinition type="w" /><zeebe:taskHeaders><zeebe:header key="" value="1" /><zeebe:header key="a" value="" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>',
      ],
      ['start -> w'],
    ),
  ],
  [
    'lanes, texts and data',
    process(
      'p',
      [
        '<bpmn:laneSet id="l"><bpmn:lane id="l1"><bpmn:flowNodeRef>w</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
        start(),
        job('w'),
        '<bpmn:dataObject id="d" />',
        '<bpmn:dataObjectReference id="dr" dataObjectRef="d" />',
        '<bpmn:textAnnotation id="t"><bpmn:text>Hinweis</bpmn:text></bpmn:textAnnotation>',
      ],
      ['start -> w'],
    ),
  ],
  ['a loop of scripts', round(script('w', '=if n = null then 1 else n + 1', 'n'))],
  ['a loop of decisions', round(decision('w', 'any', 'n'))],
  [
    'a loop through a link',
    process(
      'p',
      [start(), gateway('g', 'exclusive'), throwing('w', link('l')), catching('c', link('l'))],
      ['start -> g', 'g -> w', 'c -> g'],
    ),
  ],
  [
    'a loop through a boundary event',
    process(
      'p',
      [start(), gateway('g', 'exclusive'), job('w'), boundary('b', 'w', timer('duration', 'PT1H'))],
      ['start -> g', 'g -> w', 'b -> g'],
    ),
  ],
  ['a loop around a sub-process that waits', round(sub('w', [start('i'), job('x'), end('e')], ['i -> x', 'x -> e']))],
];

const oneJob = bpmn(process('p', [start(), job('w')], ['start -> w']));

/** Its boundary event does not say where it leads to; the sequence flow does. */
const unnamed = bpmn(
  process('p', [start(), job('w'), boundary('b', 'w', error('E')), job('x')], ['start -> w', 'b -> x']),
).replaceAll(/<bpmn:(incoming|outgoing)>.*?<\/bpmn:\1>/g, '');

describe('models that Zeebe accepts', () => {
  it('should take space around a condition for nothing', async () => {
    const text = bpmn(
      process(
        'p',
        [start(), gateway('g', 'exclusive', { default: 'g_y' }), end('x'), end('y')],
        ['start -> g', 'g -> x [true]', 'g -> y'],
      ),
    ).replace('=true', '\n   =true\n');
    const scene = await new Scene().deploy(text);
    scene.create('p');
    expect(scene.completed()).toContain('x');
  });

  it('should follow a sequence flow that its elements do not name', async () => {
    const scene = await new Scene().deploy(unnamed);
    scene.create('p');
    scene.throwError('w', 'E');
    expect(scene.jobTypes()).toContain('x');
  });

  it('should follow a sequence flow that its elements do not name, and without a target namespace', async () => {
    expect(await errorsOf(unnamed.replace(' targetNamespace="t"', ''))).toEqual([]);
  });

  it('should find a message by a reference with the prefix of the file', async () => {
    const text = bpmn(process('p', [start('start', message('go')), job('w')], ['start -> w'])).replace(
      'messageRef="',
      'messageRef="own:',
    );
    const scene = await new Scene().deploy(text);
    scene.publish('go', '');
    expect(scene.jobTypes()).toEqual(['w']);
  });

  it('should warn of a reference to nothing on which nothing depends, and not of a drawing', async () => {
    const pool = '<bpmn:collaboration id="c"><bpmn:participant id="d" processRef="nobody" /></bpmn:collaboration>';
    const drawing =
      '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="e"><bpmndi:BPMNPlane id="f" bpmnElement="nowhere" /></bpmndi:BPMNDiagram>';
    const findings = await checkBpmn(
      oneJob
        .replace('<bpmn:process', `${pool}<bpmn:process`)
        .replace('</bpmn:definitions>', `${drawing}</bpmn:definitions>`),
    );
    expect(findings.map(({ severity, reason }) => [severity, reason])).toEqual([
      ['warning', "The reference 'nobody' cannot be resolved and is ignored"],
    ]);
  });

  it.each(MODELS)('should accept %s', async (_what, text) => {
    expect(await errorsOf(text)).toEqual([]);
  });

  it.each([
    ['manual tasks', round(manual('w'))],
    ['undefined tasks', round(manual('w', {}, 'task'))],
    ['throw events', round(throwing('w', escalation('E')))],
    ['sub-processes without waiting', round(sub('w', [start('i'), manual('m'), end('e')], ['i -> m', 'm -> e']))],
  ])('should refuse loops of %s', async (_what, text) => {
    expect((await errorsOf(text)).map(([, reason]) => reason)).toEqual([expect.stringContaining('straight-through')]);
  });

  it.each([
    ['timer', timer('duration', 'PT1H')],
    ['error', error('E')],
    ['terminate', terminateDefinition],
  ])('should pass a throwing %s event', async (_what, definition) => {
    const scene = await new Scene().deploy(
      process('p', [start(), throwing('w', definition), job('x')], ['start -> w', 'w -> x']),
    );
    scene.create('p');
    expect([scene.jobTypes(), scene.incidents(), scene.intents('TIMER')]).toEqual([['x'], [], []]);
  });

  it.each([
    ['error', error('E')],
    ['escalation', escalation('E')],
  ])('should accept a process that only an %s starts, which nothing ever does', async (_what, definition) => {
    const scene = await new Scene().deploy(process('p', [start('start', definition), job('w')], ['start -> w']));
    const create = { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId: 'p', variables: {} } as const;
    expect(scene.refused(create)).toBe('INVALID_STATE');
  });

  it('should drop empty headers', async () => {
    const [, text = ''] = MODELS.find(([what]) => what.startsWith('empty header')) ?? [];
    const scene = await new Scene().deploy(bpmn(text));
    scene.create('p');
    expect(scene.job('w').headers).toEqual({});
  });

  it('should cut an endless expression in the reason', async () => {
    const source = `=${'('.repeat(5_000)}1`;
    const [[, reason = ''] = []] = await errorsOf(process('p', [start(), script('w', source, 'r')], ['start -> w']));
    expect(reason.length).toBeLessThan(1_000);
    expect(reason).toContain('Failed to parse expression');
  });
});
