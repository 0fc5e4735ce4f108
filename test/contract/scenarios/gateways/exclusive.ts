import { bpmn, end, gateway, job, process, start } from '../../model.js';
import { file, type Scenario } from '../../scenario.js';
import { complete, create, resolve, set } from '../../steps.js';

const choice = file(
  bpmn(
    process(
      'p',
      [
        start(),
        gateway('g', 'exclusive', { default: 'g_small' }),
        job('small', 'work'),
        job('large', 'work'),
        end('done'),
      ],
      ['start -> g', 'g -> small', 'g -> large [amount > 10]', 'small -> done', 'large -> done'],
    ),
  ),
);

export const exclusiveGateway: Scenario[] = [
  {
    name: '2.6 takes the flow whose condition holds',
    resources: [choice],
    steps: [create('p', { amount: 11 }), complete('work', { paid: true }, { amount: 11 })],
    expect: { completed: 'start g large done p', variables: { amount: 11, paid: true } },
  },
  {
    name: '2.6 takes the default flow',
    resources: [choice],
    steps: [create('p', { amount: 1 }), complete('work')],
    expect: { completed: 'start g small done p' },
  },
  {
    name: '2.6 makes an incident of a condition that cannot be evaluated, and goes on when it can',
    resources: [choice],
    steps: [create('p', { amount: 'much' }), set('p', { amount: 12 }), resolve()],
    expect: { active: 'p large', incidents: 'EXTRACT_VALUE_ERROR', variables: { amount: 12 } },
  },
];
