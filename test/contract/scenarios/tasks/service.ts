import { boundary, bpmn, end, error, job, process, start, timer } from '../../model.js';
import { file, type Scenario } from '../../scenario.js';
import { advance, cancel, complete, create, fail, resolve, retries, throwError } from '../../steps.js';

const oneTask = file(bpmn(process('p', [start(), job('w', 'work'), end()], ['start -> w', 'w -> end'])));
const guarded = file(
  bpmn(
    process(
      'p',
      [
        start(),
        job('w', 'work'),
        boundary('late', 'w', timer('duration', 'PT1H')),
        boundary('bad', 'w', error('E')),
        end(),
        end('never'),
        end('sorry'),
      ],
      ['start -> w', 'w -> end', 'late -> never', 'bad -> sorry'],
    ),
  ),
);

export const serviceTask: Scenario[] = [
  {
    name: '2.23 a job is completed',
    resources: [oneTask],
    steps: [create('p', { a: 1 }), complete('work', { b: 2 }, { a: 1 })],
    expect: { completed: 'start w end p', variables: { a: 1, b: 2 } },
  },
  {
    name: '2.23 a job without retries becomes an incident, and goes on after new retries',
    resources: [oneTask],
    steps: [create('p'), fail('work', 0), retries('work', 2), resolve(), complete('work')],
    expect: { completed: 'start w end p', incidents: 'JOB_NO_RETRIES' },
  },
  {
    name: '2.26 an instance is cancelled',
    resources: [oneTask],
    steps: [create('p'), cancel()],
    expect: { completed: 'start', terminated: 'w p' },
  },
  {
    name: '2.12 an error is caught at the task',
    resources: [guarded],
    steps: [create('p'), throwError('work', 'E', { why: 'x' })],
    expect: { completed: 'start bad sorry p', terminated: 'w', variables: {} },
  },
  {
    name: '2.18 a timer at the task fires',
    resources: [guarded],
    steps: [create('p'), advance(61)],
    expect: { completed: 'start late never p', terminated: 'w' },
  },
];
