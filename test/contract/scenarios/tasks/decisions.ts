import { decision, end, start } from '../../model.js';
import { model, type Scenario } from '../../scenario.js';
import { create, deploy, evaluate, refused, removeResource, resolve, set } from '../../steps.js';

const dmn = (body: string, id = 'requirements') => ({
  name: `own_${id}.dmn`,
  content: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="own_${id}" name="${id}" namespace="http://camunda.org/schema/1.0/dmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5.0">
${body}
</definitions>`,
});
const table = (hitPolicy: string, rules: readonly (readonly [string, string])[], id = 'fee', input = 'amount') =>
  `<decision id="own_${id}" name="${id}"><decisionTable id="table_${id}" hitPolicy="${hitPolicy}"><input id="in_${id}" label="amount"><inputExpression id="expression_${id}" typeRef="number"><text>${input}</text></inputExpression></input><output id="out_${id}" label="Fee" name="fee" typeRef="number" />${rules.map(([when, then], index) => `<rule id="${id}_rule${index}"><inputEntry id="${id}_when${index}"><text>${when}</text></inputEntry><outputEntry id="${id}_then${index}"><text>${then}</text></outputEntry></rule>`).join('')}</decisionTable></decision>`;
const fees = dmn(
  table('UNIQUE', [
    ['&lt; 10', '1'],
    ['&gt;= 10', 'amount / 2'],
  ]),
);
const collected = dmn(
  table('COLLECT', [
    ['&gt; 1', '1'],
    ['&gt; 2', '2'],
  ]),
);
const deciding = (extras = {}) =>
  model([start(), decision('d', 'fee', 'result', extras), end()], ['start -> d', 'd -> end']);

export const decisions: Scenario[] = [
  {
    name: '2.20 a business rule task takes the result of a decision',
    resources: [deciding(), fees],
    steps: [create('p', { amount: 12 })],
    expect: { completed: 'start d end p', variables: { amount: 12, result: 6 } },
  },
  {
    name: '2.20 maps the result of a decision',
    resources: [deciding({ outputs: { price: '=result + 1' } }), fees],
    steps: [create('p', { amount: 3 })],
    expect: { completed: 'start d end p', variables: { amount: 3, price: 2 } },
  },
  {
    name: '2.20 collects',
    resources: [deciding(), collected],
    steps: [create('p', { amount: 5 }), create('p', { amount: 0 })],
    expect: { completed: 'start d end p start d end p', variables: { amount: 5, result: [1, 2] } },
  },
  {
    name: '2.20 makes an incident of a decision that is not there, and evaluates it when it is',
    resources: [deciding()],
    steps: [create('p', { amount: 1 }), deploy(fees), resolve()],
    expect: { completed: 'start d end p', incidents: 'CALLED_DECISION_ERROR', variables: { amount: 1, result: 1 } },
  },
  {
    name: '2.20 makes an incident of a decision that fails',
    resources: [
      deciding(),
      dmn(
        table('UNIQUE', [
          ['&gt; 1', '1'],
          ['&gt; 2', '2'],
        ]),
      ),
    ],
    steps: [create('p', { amount: 5 }), set('p', { amount: 2 }), resolve()],
    expect: { completed: 'start d end p', incidents: 'DECISION_EVALUATION_ERROR', variables: { amount: 2, result: 1 } },
  },
  {
    name: '2.20 evaluates a decision by itself',
    resources: [fees],
    steps: [evaluate('fee', { amount: 30 })],
    expect: { answer: 15 },
  },
  {
    name: '2.20 has no result when no rule matches',
    resources: [collected, deciding()],
    steps: [evaluate('fee', { amount: 0 })],
    expect: { completed: '' },
  },
  {
    name: '3.3 refuses a decision that is not there',
    resources: [],
    steps: [refused('INVALID_ARGUMENT', evaluate('nothing'))],
    expect: { completed: '' },
  },
  {
    name: '10.33 a decision that fails is an answer',
    resources: [
      dmn(
        table('UNIQUE', [
          ['&gt; 1', '1'],
          ['&gt; 2', '2'],
        ]),
      ),
    ],
    steps: [evaluate('fee', { amount: 5 })],
    expect: { answer: '' },
    differs: { topic: 'Output of a decision that failed', in: ['answers'], expect: { answer: null } },
  },
  {
    name: '10.33 sees a required decision under its id',
    resources: [
      dmn(
        `${table('UNIQUE', [['-', '7']], 'base')}<decision id="own_total" name="total"><informationRequirement id="r"><requiredDecision href="#own_base" /></informationRequirement><literalExpression id="l"><text>own_base + 1</text></literalExpression></decision>`,
      ),
    ],
    steps: [evaluate('total', { amount: 1 })],
    expect: { answer: 8 },
  },
  {
    name: '2.27 a new version of a decision',
    resources: [fees],
    steps: [
      deploy(dmn(table('FIRST', [['-', '99']]))),
      evaluate('fee', { amount: 1 }),
      deploy(fees),
      evaluate('fee', { amount: 1 }),
    ],
    expect: { completed: '' },
  },
  {
    name: '10.22 decisions and forms begin again at version 1 when they were deleted',
    resources: [fees, { name: 'own_form.form', content: '{"id":"own_form","type":"default","components":[]}' }],
    steps: [
      removeResource('DECISION_REQUIREMENTS'),
      refused('INVALID_ARGUMENT', evaluate('fee', { amount: 1 })),
      deploy(fees),
      evaluate('fee', { amount: 1 }),
      removeResource('FORM'),
      deploy({ name: 'own_form.form', content: '{"id":"own_form","type":"default","components":[]}' }),
    ],
    expect: { answer: 1 },
  },
];
