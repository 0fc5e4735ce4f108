import { bpmn, call, end, job, manual, process, start, message, boundary } from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { cancel, complete, create, deploy, publish, refused, resolve, set } from '../../steps.js';

const child = (task = job('w'), id = 'child') =>
  file(bpmn(process(id, [start('cs'), task, end('ce')], ['cs -> w', 'w -> ce'])), `own_${id}.bpmn`);
const calling = (extras = {}) => model([start(), call('c', 'child', extras), end()], ['start -> c', 'c -> end']);

export const callActivity: Scenario[] = [
  {
    name: '2.19 calls a process with all variables, and takes all back',
    resources: [calling(), child()],
    steps: [create('p', { a: 1 }), complete('w', { b: 2 }, { a: 1 })],
    expect: { completed: 'start c end p cs w ce child', variables: { a: 1, b: 2 } },
  },
  {
    name: '2.19 maps what goes in and what comes back',
    resources: [calling({ inputs: { x: '=a + 1' }, outputs: { y: '=b' } }), child()],
    steps: [create('p', { a: 1 }), complete('w', { b: 2, c: 3 }, { a: 1, x: 2 })],
    expect: { completed: 'start c end p cs w ce child', variables: { a: 1, y: 2 } },
  },
  {
    name: '2.19 passes only what is mapped when asked to',
    resources: [calling({ inputs: { x: '=a + 1' }, zeebe: { propagateAllParentVariables: false } }), child()],
    steps: [create('p', { a: 1 }), complete('w', { b: 2 }, { x: 2 })],
    expect: { completed: 'start c end p cs w ce child', variables: { a: 1, x: 2, b: 2 } },
  },
  {
    name: '2.19 passes nothing without mappings when asked to',
    resources: [calling({ zeebe: { propagateAllParentVariables: false } }), child()],
    steps: [create('p', { a: 1 }), complete('w', {}, {})],
    expect: { completed: 'start c end p cs w ce child', variables: { a: 1 } },
  },
  {
    name: '2.19 takes nothing back when asked to',
    resources: [calling({ zeebe: { propagateAllChildVariables: false } }), child()],
    steps: [create('p', { a: 1 }), complete('w', { b: 2 })],
    expect: { completed: 'start c end p cs w ce child', variables: { a: 1 } },
  },
  {
    name: '2.19 2.25 makes an incident of a process that is not there, and calls it when it is',
    resources: [calling()],
    steps: [create('p'), deploy(child()), resolve(), complete('w')],
    expect: { completed: 'start c end p cs w ce child', incidents: 'CALLED_ELEMENT_ERROR' },
  },
  {
    name: '2.19 makes an incident of a process that cannot begin by itself',
    resources: [
      calling(),
      file(bpmn(process('child', [start('cs', message('go')), job('w')], ['cs -> w'])), 'own_child.bpmn'),
    ],
    steps: [create('p')],
    expect: { completed: 'start', active: 'p c', incidents: 'CALLED_ELEMENT_ERROR' },
  },
  {
    name: '2.19 evaluates the process to call',
    resources: [model([start(), call('c', '="own_" + which'), end()], ['start -> c', 'c -> end']), child(manual('w'))],
    steps: [create('p', { which: 'child' }), create('p'), set('c', { which: 'child' }), resolve()],
    expect: {
      completed: 'start c end p cs w ce child start c end p cs w ce child',
      incidents: 'EXTRACT_VALUE_ERROR',
      variables: { which: 'child' },
    },
  },
  {
    name: '2.19 calls the newest version',
    resources: [calling(), child()],
    steps: [create('p'), deploy(child(job('w', 'new'))), create('p'), complete('new'), complete('w')],
    expect: { completed: 'start c end p cs w ce child start c end p cs w ce child' },
  },
  {
    name: '2.19 ends what it has called when it is cancelled',
    resources: [calling(), child()],
    steps: [create('p'), cancel()],
    expect: { completed: 'start cs', terminated: 'c p w child' },
  },
  {
    name: '2.19 2.26 refuses to cancel a called process alone',
    resources: [calling(), child()],
    steps: [create('p'), refused('INVALID_STATE', cancel(1))],
    expect: { completed: 'start cs', active: 'p c child w' },
  },
  {
    name: '2.19 a boundary event ends what is called',
    resources: [
      model(
        [start(), call('c', 'child'), boundary('b', 'c', message('stop', '="k"')), end(), end('stopped')],
        ['start -> c', 'c -> end', 'b -> stopped'],
      ),
      child(),
    ],
    steps: [create('p'), publish('stop', 'k', { x: 1 })],
    expect: { completed: 'start b stopped p cs', terminated: 'c w child', variables: { x: 1 } },
  },
];
