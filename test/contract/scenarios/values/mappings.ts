import { end, job, start } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { complete, create, resolve, set } from '../../steps.js';

const mapped = (inputs: Record<string, string>, outputs: Record<string, string> = {}) =>
  model([start(), job('w', 'work', { inputs, outputs }), end()], ['start -> w', 'w -> end']);

export const mappings: Scenario[] = [
  {
    name: '2.4 maps what goes in, what is not mapped stays visible',
    resources: [mapped({ a: '=x + 1', 'b.c': '=x', 'b.d': '="t"' })],
    steps: [create('p', { x: 1 }), complete('work', {}, { x: 1, a: 2, b: { c: 1, d: 't' } })],
    expect: { completed: 'start w end p', variables: { x: 1 } },
  },
  {
    name: '2.4 later mappings see earlier ones',
    resources: [mapped({ a: '=1', b: '=a + 1', c: '=b + 1' })],
    steps: [create('p', { a: 10 }), complete('work', {}, { a: 1, b: 2, c: 3 })],
    expect: { completed: 'start w end p', variables: { a: 10 } },
  },
  {
    name: '2.4 a text without = stands for itself',
    resources: [mapped({ a: 'plain', b: '12', c: 'a "quoted" one' })],
    steps: [create('p'), complete('work', {}, { a: 'plain', b: '12', c: 'a "quoted" one' })],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.4 only what is mapped leaves the task',
    resources: [mapped({}, { out: '=r + 1' })],
    steps: [create('p'), complete('work', { r: 1, other: 2 })],
    expect: { completed: 'start w end p', variables: { out: 2 } },
  },
  {
    name: '2.4 merges nested targets into what is there',
    resources: [mapped({}, { 'o.a': '=r', 'o.deep.b': '=r' })],
    steps: [create('p', { o: { keep: 1, deep: { keep: 2 } } }), complete('work', { r: 9 })],
    expect: { completed: 'start w end p', variables: { o: { keep: 1, deep: { keep: 2, b: 9 }, a: 9 } } },
  },
  {
    name: '2.4 9 a nested target on what is no context becomes null',
    resources: [mapped({}, { 'o.a': '=r' })],
    steps: [create('p', { o: 'text' }), complete('work', { r: 9 })],
    expect: { completed: 'start w end p', variables: { o: null } },
  },
  {
    name: '2.4 9 unmapped local fields of the same object leak',
    resources: [mapped({ 'o.local': '=1' }, { 'o.a': '=2' })],
    steps: [create('p', { o: { outer: 0 } }), complete('work')],
    expect: { completed: 'start w end p', variables: { o: { local: 1, a: 2 } } },
  },
  {
    name: '2.4 drops the value when a part of the same target follows',
    resources: [mapped({ a: '={z: 0}', 'a.b': '=1' })],
    steps: [create('p'), complete('work', {}, { a: { b: 1 } })],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.4 a variable that is missing is null',
    resources: [mapped({ a: '=missing' }, { b: '=missing.more' })],
    steps: [create('p'), complete('work', {}, { a: null })],
    expect: { completed: 'start w end p', variables: { b: null } },
  },
  {
    name: '2.4 2.25 makes an incident of an input that fails, and maps anew when it is resolved',
    resources: [mapped({ a: '=1', b: '=assert(x, x > 1)' })],
    steps: [create('p', { x: 1 }), set('p', { x: 2 }), resolve(), complete('work')],
    expect: { completed: 'start w end p', incidents: 'IO_MAPPING_ERROR', variables: { x: 2 } },
  },
  {
    name: '2.4 2.25 makes an incident of an output that fails',
    resources: [mapped({}, { b: '=assert(x, x > 1)' })],
    steps: [create('p'), complete('work', { x: 1 }), set('w', { x: 2 }, true), resolve()],
    expect: { completed: 'start w end p', incidents: 'IO_MAPPING_ERROR', variables: { b: 2 } },
  },
  {
    name: '2.4 outputs of a start event and of an end event',
    resources: [
      model(
        [start('start', '', { outputs: { a: '=x + 1' } }), end('end', '', { outputs: { b: '=a + 1' } })],
        ['start -> end'],
      ),
    ],
    steps: [create('p', { x: 1 })],
    expect: { completed: 'start end p', variables: { x: 1, a: 2, b: 3 } },
  },
];
