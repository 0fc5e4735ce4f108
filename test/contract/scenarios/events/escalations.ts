import { boundary, bpmn, call, end, escalation, job, process, start, sub, throwing } from '../../model.js';
import { file, model, type Scenario } from '../../scenario.js';
import { complete, create } from '../../steps.js';

/** A sub-process that raises X and goes on; what is at it decides. */
const raised = (code: string, interrupting: boolean) =>
  model(
    [
      start(),
      sub('s', [start('i'), throwing('up', escalation('X')), job('w', 'work')], ['i -> up', 'up -> w']),
      boundary('b', 's', escalation(code), { interrupting }),
      job('h', 'handle'),
      end(),
    ],
    ['start -> s', 's -> end', 'b -> h'],
  );

export const escalations: Scenario[] = [
  {
    name: '2.13 a non-interrupting event handles an escalation beside',
    resources: [raised('X', false)],
    steps: [create('p'), complete('work'), complete('handle')],
    expect: { completed: 'start i b up w s end h p' },
  },
  {
    name: '2.13 an interrupting event ends the sub-process, and the thrower with it',
    resources: [raised('X', true)],
    steps: [create('p'), complete('handle')],
    expect: { completed: 'start i b h p', terminated: 'up s' },
  },
  {
    name: '2.13 an event without code catches every escalation',
    resources: [raised('', false)],
    steps: [create('p'), complete('handle'), complete('work')],
    expect: { completed: 'start i b up h w s end p' },
  },
  {
    name: '2.13 an escalation that nobody catches goes on',
    resources: [raised('Y', true)],
    steps: [create('p'), complete('work')],
    expect: { completed: 'start i up w s end p' },
  },
  {
    name: '2.13 an escalation end event',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), end('up', escalation('X'))], ['i -> up']),
          boundary('b', 's', escalation('X'), { interrupting: false }),
          end(),
          end('noted'),
        ],
        ['start -> s', 's -> end', 'b -> noted'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start i b up noted s end p' },
  },
  {
    name: '2.13 2.19 an escalation leaves the called process',
    resources: [
      model(
        [
          start(),
          call('c', 'child'),
          boundary('b', 'c', escalation('X'), { interrupting: false }),
          end(),
          end('noted'),
        ],
        ['start -> c', 'c -> end', 'b -> noted'],
      ),
      file(
        bpmn(
          process(
            'child',
            [start('cs'), throwing('up', escalation('X')), job('cw'), end('ce')],
            ['cs -> up', 'up -> cw', 'cw -> ce'],
          ),
        ),
        'own_child.bpmn',
      ),
    ],
    steps: [create('p'), complete('cw')],
    expect: { completed: 'start b noted c end p cs up cw ce child' },
  },
  {
    name: '2.13 2.11 escalations of a loop',
    resources: [
      model(
        [
          start(),
          sub('s', [start('i'), throwing('up', escalation('X')), end('e')], ['i -> up', 'up -> e'], {
            each: { in: '=[1, 2]' },
          }),
          boundary('b', 's', escalation('X'), { interrupting: false }),
          end(),
          end('noted'),
        ],
        ['start -> s', 's -> end', 'b -> noted'],
      ),
    ],
    steps: [create('p')],
    expect: { completed: 'start i i b up b up noted e noted e s s s[] end p' },
  },
];
