import { boundary, end, job, message, signal, start, sub, timer } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { advance, broadcast, cancel, complete, create, publish, resolve, set } from '../../steps.js';

const hosted = (definition: string, extras = {}, inputs = {}) =>
  model(
    [start(), job('w', 'work', { inputs }), boundary('b', 'w', definition, extras), job('side'), end(), end('done')],
    ['start -> w', 'w -> end', 'b -> side', 'side -> done'],
  );

export const boundaryEvents: Scenario[] = [
  {
    name: '2.10 an interrupting message ends its host',
    resources: [hosted(message('stop', '=key'))],
    steps: [
      create('p', { key: 'k' }),
      publish('stop', 'k', { why: 'x' }),
      complete('side', {}, { key: 'k', why: 'x' }),
    ],
    expect: { completed: 'start b side done p', terminated: 'w', variables: { key: 'k', why: 'x' } },
  },
  {
    name: '2.10 a non-interrupting message comes again and again',
    resources: [hosted(message('note', '=key'), { interrupting: false })],
    steps: [
      create('p', { key: 'k' }),
      publish('note', 'k', { n: 1 }),
      publish('note', 'k', { n: 2 }),
      complete('side'),
      complete('work'),
      complete('side'),
      publish('note', 'k'),
    ],
    expect: { completed: 'start b b side done w end side done p', variables: { key: 'k', n: 2 } },
  },
  {
    name: '2.10 a signal interrupts, another does nothing any more',
    resources: [hosted(signal('stop'))],
    steps: [create('p'), broadcast('stop', { s: 1 }), broadcast('stop', { s: 2 })],
    expect: { completed: 'start b', terminated: 'w', active: 'p side', variables: { s: 1 } },
  },
  {
    name: '2.10 a non-interrupting signal',
    resources: [hosted(signal('note'), { interrupting: false })],
    steps: [create('p'), broadcast('note', { s: 1 }), broadcast('note', { s: 2 }), complete('work')],
    expect: { completed: 'start b b w end', active: 'p side side', variables: { s: 2 } },
  },
  {
    name: '2.18 a cycle at a task fires as often as it says',
    resources: [hosted(timer('cycle', 'R2/PT1H'), { interrupting: false })],
    steps: [create('p'), advance(61), advance(60), advance(60), complete('work')],
    expect: { completed: 'start b b w end', active: 'p side side' },
  },
  {
    name: '2.18 a timer at a task that is done in time',
    resources: [hosted(timer('duration', 'PT1H'))],
    steps: [create('p'), complete('work'), advance(90)],
    expect: { completed: 'start w end p' },
  },
  {
    name: '2.10 gives the variables of an event to the process, or what is mapped of them',
    resources: [hosted(message('stop', '=key'), { outputs: { mapped: '=why + "!"' } })],
    steps: [
      create('p', { key: 'k' }),
      publish('stop', 'k', { why: 'x', more: 1 }),
      complete('side', {}, { key: 'k', mapped: 'x!' }),
    ],
    expect: { completed: 'start b side done p', terminated: 'w', variables: { key: 'k', mapped: 'x!' } },
  },
  {
    name: '2.17 evaluates the key of a boundary event outside its host',
    resources: [hosted(message('stop', '=key'), {}, { key: '="inner"' })],
    steps: [create('p', { key: 'outer' }), publish('stop', 'inner'), publish('stop', 'outer')],
    expect: { completed: 'start b', terminated: 'w', active: 'p side', variables: { key: 'outer' } },
  },
  {
    name: '2.10 makes an incident at the host when an event cannot be opened',
    resources: [hosted(message('stop', '=key'))],
    steps: [create('p'), set('p', { key: 'k' }), resolve(), complete('work')],
    expect: { completed: 'start w end p', incidents: 'EXTRACT_VALUE_ERROR', variables: { key: 'k' } },
    differs: { topic: 'Scope that an incident names', in: ['INCIDENT'] },
  },
  {
    name: '2.10 closes what waits when the instance is cancelled',
    resources: [hosted(message('stop', '=key'), { interrupting: false })],
    steps: [create('p', { key: 'k' }), publish('stop', 'k'), cancel(), publish('stop', 'k')],
    expect: { completed: 'start b', terminated: 'w side p', variables: { key: 'k' } },
  },
  {
    name: '2.10 opens the events of a sub-process after its start event',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i', '', { outputs: { key: '="late"' } }), job('w')], ['i -> w']),
          boundary('b', 's', message('stop', '=key')),
          end('stopped'),
        ],
        ['start -> s', 'b -> stopped'],
      ),
    ],
    steps: [create('p', { key: 'early' }), publish('stop', 'early'), publish('stop', 'late')],
    expect: { completed: 'start i b stopped p', terminated: 'w s', variables: { key: 'late' } },
  },
  {
    name: '2.10 ends everything inside a sub-process that is interrupted',
    resources: [
      model(
        [
          start(),
          sub(
            's',
            [
              start('i'),
              sub(
                't',
                [start('j'), job('w'), boundary('x', 'w', timer('duration', 'PT9H')), end('no')],
                ['j -> w', 'x -> no'],
              ),
            ],
            ['i -> t'],
          ),
          boundary('b', 's', signal('stop')),
          job('after'),
        ],
        ['start -> s', 'b -> after'],
      ),
    ],
    steps: [create('p'), broadcast('stop'), complete('after')],
    expect: { completed: 'start i j b after p', terminated: 'w t s' },
  },
];
