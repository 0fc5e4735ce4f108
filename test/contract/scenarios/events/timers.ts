import { boundary, bpmn, catching, end, job, process, start, timer } from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { advance, cancel, complete, create, deploy, resolve, set } from '../../steps.js';

const wait = (kind: 'date' | 'duration', text: string) =>
  model([start(), catching('c', timer(kind, text)), end()], ['start -> c', 'c -> end']);
const startedBy = (definition: string) => file(bpmn(process('p', [start('on', definition), end()], ['on -> end'])));

export const timers: Scenario[] = [
  {
    name: '2.18 waits for a duration',
    resources: [wait('duration', 'PT1H')],
    steps: [create('p'), advance(50), advance(11)],
    expect: { completed: 'start c end p' },
  },
  {
    name: '2.18 waits for a duration of months',
    resources: [wait('duration', 'P1M')],
    steps: [create('p')],
    expect: { completed: 'start', active: 'p c' },
  },
  {
    name: '2.18 a negative duration is over at once',
    resources: [wait('duration', 'PT-1H')],
    steps: [create('p')],
    expect: { completed: 'start c end p' },
  },
  {
    name: '2.18 no duration at all',
    resources: [wait('duration', 'PT0S')],
    steps: [create('p')],
    expect: { completed: 'start c end p' },
  },
  {
    name: '2.18 a moment in the past',
    resources: [wait('date', '2020-01-01T00:00:00Z')],
    steps: [create('p')],
    expect: { completed: 'start c end p' },
  },
  {
    name: '2.18 a moment far ahead',
    resources: [wait('date', '2099-01-01T00:00:00+01:00')],
    steps: [create('p'), cancel()],
    expect: { completed: 'start', terminated: 'c p' },
  },
  {
    name: '2.18 evaluates a duration',
    resources: [wait('duration', '=duration("PT" + string(hours) + "H")')],
    steps: [create('p', { hours: 2 }), advance(121)],
    expect: { completed: 'start c end p', variables: { hours: 2 } },
  },
  {
    name: '2.18 makes an incident of a duration that is none',
    resources: [wait('duration', '=text')],
    steps: [create('p', { text: 'soon' }), set('p', { text: 'PT1H' }), resolve()],
    expect: { completed: 'start', active: 'p c', incidents: 'EXTRACT_VALUE_ERROR', variables: { text: 'PT1H' } },
  },
  {
    name: '2.18 makes an incident of a moment that is null',
    resources: [wait('date', '=at')],
    steps: [create('p'), set('p', { at: '2020-01-01T00:00:00Z' }), resolve()],
    expect: { completed: 'start c end p', incidents: 'EXTRACT_VALUE_ERROR', variables: { at: '2020-01-01T00:00:00Z' } },
  },
  {
    name: '10.12 cycles that fire once',
    resources: [
      model(
        [start(), job('w'), boundary('a', 'w', timer('cycle', 'R1/PT1H'), { interrupting: false }), end('x')],
        ['start -> w', 'a -> x'],
      ),
    ],
    steps: [create('p'), advance(61), advance(60)],
    expect: { completed: 'start a x', active: 'p w' },
  },
  {
    name: '2.18 a cycle without end',
    resources: [
      model(
        [
          start(),
          job('w'),
          boundary('a', 'w', timer('cycle', '=cycle(duration("PT1H"))'), { interrupting: false }),
          end('x'),
          end(),
        ],
        ['start -> w', 'w -> end', 'a -> x'],
      ),
    ],
    steps: [create('p'), advance(61), advance(60), advance(60), complete('w')],
    expect: { completed: 'start a x a x a x w end p' },
  },
  {
    name: '2.18 a process starts as often as its cycle says',
    resources: [startedBy(timer('cycle', 'R3/PT1H'))],
    steps: [advance(61), advance(60), advance(60), advance(60)],
    expect: { completed: 'on end p on end p on end p' },
  },
  {
    name: '10.13 a process starts after a duration',
    resources: [startedBy(timer('duration', 'PT1H'))],
    steps: [advance(61), advance(61)],
    expect: { completed: 'on end p' },
  },
  {
    name: '2.18 a cycle whose beginning is over begins now',
    resources: [startedBy(timer('cycle', 'R2/2020-01-01T00:00:00Z/PT48H'))],
    steps: [advance(47 * 60), advance(61), advance(48 * 60)],
    expect: { completed: 'on end p on end p' },
  },
  {
    name: '2.18 a process starts at a moment that is over',
    resources: [startedBy(timer('date', '2020-01-01T00:00:00Z'))],
    steps: [advance(1)],
    expect: { completed: 'on end p' },
  },
  {
    name: '2.18 2.27 a new version stops the timers of the old one',
    resources: [startedBy(timer('cycle', 'R3/PT1H'))],
    steps: [advance(61), deploy(startedBy(timer('cycle', 'R1/PT2H'))), advance(121), advance(60)],
    expect: { completed: 'on end p on end p' },
  },
  {
    name: '2.18 2.27 the same file again lets its timers be',
    resources: [startedBy(timer('cycle', 'R2/PT1H'))],
    steps: [advance(61), deploy(startedBy(timer('cycle', 'R2/PT1H'))), advance(60)],
    expect: { completed: 'on end p on end p' },
  },
];
