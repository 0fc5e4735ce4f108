import { boundary, call, end, error, job, process, bpmn, start, sub } from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { complete, create, nothingFor, resolve, retries, throwError } from '../../steps.js';

const child = (...elements: string[]) =>
  file(bpmn(process('child', [start('cs'), ...elements], ['cs -> cw', 'cw -> ce'])), 'own_child.bpmn');
const caller = model(
  [start(), call('c', 'child'), boundary('b', 'c', error('E')), end(), end('sorry')],
  ['start -> c', 'c -> end', 'b -> sorry'],
);
const exactAndAll = model(
  [
    start(),
    job('w', 'work'),
    boundary('exact', 'w', error('E')),
    boundary('all', 'w', error()),
    end(),
    end('known'),
    end('unknown'),
  ],
  ['start -> w', 'w -> end', 'exact -> known', 'all -> unknown'],
);

export const errors: Scenario[] = [
  {
    name: '2.12 catches a thrown error at the task, its variables local to the event',
    resources: [
      model(
        [start(), job('w', 'work'), boundary('b', 'w', error('E')), job('sorry'), end()],
        ['start -> w', 'w -> end', 'b -> sorry'],
      ),
    ],
    steps: [create('p'), throwError('work', 'E', { why: 'x' }), complete('sorry', {}, {})],
    expect: { completed: 'start b sorry p', terminated: 'w' },
  },
  {
    name: '2.12 gives what the boundary event maps of an error',
    resources: [
      model(
        [start(), job('w', 'work'), boundary('b', 'w', error('E'), { outputs: { got: '=why' } }), job('sorry'), end()],
        ['start -> w', 'w -> end', 'b -> sorry'],
      ),
    ],
    steps: [create('p'), throwError('work', 'E', { why: 'x' }), complete('sorry', {}, { got: 'x' })],
    expect: { completed: 'start b sorry p', terminated: 'w', variables: { got: 'x' } },
  },
  {
    name: '2.12 prefers the exact code',
    resources: [exactAndAll],
    steps: [create('p'), throwError('work', 'E')],
    expect: { completed: 'start exact known p', terminated: 'w' },
  },
  {
    name: '2.12 catches every other code with the event without one',
    resources: [exactAndAll],
    steps: [create('p'), throwError('work', 'OTHER')],
    expect: { completed: 'start all unknown p', terminated: 'w' },
  },
  {
    name: '2.12 makes an incident of an error that nobody catches; the job can be done again',
    resources: [
      model(
        [start(), job('w', 'work'), boundary('b', 'w', error('E')), end(), end('sorry')],
        ['start -> w', 'w -> end', 'b -> sorry'],
      ),
    ],
    steps: [
      create('p'),
      throwError('work', 'OTHER'),
      nothingFor('work'),
      retries('work', 1),
      resolve(),
      complete('work'),
    ],
    expect: { completed: 'start w end p', incidents: 'UNHANDLED_ERROR_EVENT' },
  },
  {
    name: '2.12 an error end event is caught at the sub-process',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), end('bad', error('E'))], ['i -> bad']),
          boundary('b', 's', error('E')),
          end(),
          end('sorry'),
        ],
        ['start -> s', 's -> end', 'b -> sorry'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start i b sorry p', terminated: 'bad s' },
  },
  {
    name: '2.12 an error end event that nobody catches stays with an incident',
    resources: [model([start(), end('bad', error('E'))], ['start -> bad'])],
    steps: [create('p'), resolve()],
    expect: { completed: 'start', active: 'p bad', incidents: 'UNHANDLED_ERROR_EVENT UNHANDLED_ERROR_EVENT' },
  },
  {
    name: '2.12 a nearer event for all errors beats a farther one for this',
    resources: [
      model(
        [
          start(),
          sub(
            's',
            [start('i'), job('w', 'work'), boundary('near', 'w', error()), end('caught')],
            ['i -> w', 'near -> caught'],
          ),
          boundary('far', 's', error('E')),
          end(),
          end('sorry'),
        ],
        ['start -> s', 's -> end', 'far -> sorry'],
      ),
    ],
    steps: [create('p'), throwError('work', 'E')],
    expect: { completed: 'start i near caught s end p', terminated: 'w' },
  },
  {
    name: '10.6 an exact boundary event beats an event sub-process for all errors of the same sub-process',
    resources: [
      model(
        [
          start(),
          sub(
            's',
            [
              start('i'),
              job('w', 'work'),
              sub('e', [start('on', error()), end('handled')], ['on -> handled'], { event: true }),
            ],
            ['i -> w'],
          ),
          boundary('b', 's', error('E')),
          end(),
          end('sorry'),
        ],
        ['start -> s', 's -> end', 'b -> sorry'],
      ),
    ],
    steps: [create('p'), throwError('work', 'E')],
    expect: { completed: 'start i b sorry p', terminated: 'w s' },
  },
  {
    name: '2.12 2.19 an error leaves the called process',
    resources: [caller, child(job('cw'), end('ce'))],
    steps: [create('p', { x: 1 }), throwError('cw', 'E', { why: 'x' })],
    expect: { completed: 'start b sorry p cs', terminated: 'c cw child', variables: { x: 1 } },
  },
  {
    name: '2.12 2.19 an error end event leaves the called process',
    resources: [caller, child(job('cw'), end('ce', error('E')))],
    steps: [create('p'), complete('cw')],
    expect: { completed: 'start b sorry p cs cw', terminated: 'c ce child' },
  },
  {
    name: '2.12 2.11 an error ends the whole loop',
    resources: [
      model(
        [
          start(),
          job('w', 'work', { each: { in: '=[1, 2, 3]', as: 'i' } }),
          boundary('b', 'w', error('E')),
          end(),
          end('sorry'),
        ],
        ['start -> w', 'w -> end', 'b -> sorry'],
      ),
    ],
    steps: [create('p'), complete('work'), throwError('work', 'E')],
    expect: { completed: 'start w b sorry p', terminated: 'w w w[]' },
  },
];
