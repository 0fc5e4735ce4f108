import {
  boundary,
  bpmn,
  catching,
  decision,
  end,
  job,
  message,
  process,
  script,
  start,
  timer,
} from '../../src/engine/core/testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../src/engine/core/testing/replay.js';
import { Scene, TENANT } from '../../src/engine/core/testing/scene.js';
import { checkBpmn } from '../../src/engine/model/index.js';

const HOUR = 3_600_000;
const RULES = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="Rules" namespace="t">
  <decision id="basis" name="Basic Fee"><variable name="fee" /><literalExpression><text>10</text></literalExpression></decision>
  <decision id="sum" name="Sum"><variable name="sum" />
    <informationRequirement><requiredDecision href="#basis" /></informationRequirement>
    <literalExpression><text>[basis, fee, Basic Fee]</text></literalExpression>
  </decision>
</definitions>`;

/** One test for each row of `docs/zeebe-differences.md` that no other test shows; the table names them. */
describe('where the engine differs from Zeebe on purpose', () => {
  checkReplayAfterEach();

  it('should end the repetition of a timer whose expression no longer gives a cycle', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w'), boundary('b', 'w', timer('cycle', '=cycle'), { interrupting: false }), job('x')],
        ['start -> w', 'b -> x'],
      ),
    );
    const key = scene.create('p', { cycle: 'R3/PT1H' });
    scene.set(key, { cycle: 5 });
    scene.engine.advance(5 * HOUR);
    expect([scene.jobTypes(), scene.intents('TIMER'), scene.incidents()]).toEqual([
      ['w', 'x'],
      ['CREATED', 'TRIGGERED'],
      [],
    ]);
  });

  it('should write no PROCESS_EVENT when a job completes without variables', async () => {
    const scene = await new Scene().deploy(process('p', [start(), job('w'), job('x')], ['start -> w', 'w -> x']));
    scene.create('p');
    scene.complete('w');
    expect(scene.intents('PROCESS_EVENT')).toEqual([]);
    scene.complete('x', { y: 1 });
    expect(scene.intents('PROCESS_EVENT')).toEqual(['TRIGGERING', 'TRIGGERED']);
  });

  it('should give both sides of a message subscription one key', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), catching('c', message('m', '="k"'))], ['start -> c']),
    );
    scene.create('p');
    const keys = scene.engine.events.flatMap((event) =>
      event.valueType === 'MESSAGE_SUBSCRIPTION' || event.valueType === 'PROCESS_MESSAGE_SUBSCRIPTION'
        ? [event.key]
        : [],
    );
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });

  it('should give an empty text for a substring past the end', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), script('s', '=substring("ab", 5)', 'r')], ['start -> s']),
    );
    scene.create('p');
    expect(scene.root('r')).toBe('');
  });

  it('should see a required decision by id, by variable name and by decision name', async () => {
    const scene = await new Scene().deploy(RULES, process('p', [start(), decision('d', 'sum', 'r')], ['start -> d']));
    scene.create('p');
    expect(scene.root('r')).toEqual([10, 10, 10]);
  });

  it('should evaluate a requirement once that two decisions share, and give null for a decision that failed', async () => {
    const literal = (id: string, requires: readonly string[], text: string) =>
      `<decision id="${id}" name="${id}"><variable name="${id}" />${requires
        .map((other) => `<informationRequirement><requiredDecision href="#${other}" /></informationRequirement>`)
        .join('')}<literalExpression><text>${text}</text></literalExpression></decision>`;
    const diamond = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="Rules" namespace="t">
${literal('base', [], 'assert(n, n != null)')}${literal('left', ['base'], 'base + 1')}
${literal('right', ['base'], 'base + 2')}${literal('top', ['left', 'right'], 'left + right')}</definitions>`;
    const scene = await new Scene().deploy(diamond);
    const evaluate = { type: 'evaluateDecision', tenantId: TENANT, decisionId: 'top' } as const;
    const listed = scene.engine.execute({ ...evaluate, variables: { n: 1 } });
    expect(listed).toMatchObject({
      value: {
        decisionOutput: 5,
        evaluatedDecisions: ['base', 'left', 'right', 'top'].map((decisionId) => ({ decisionId })),
      },
    });
    expect(scene.engine.execute({ ...evaluate, variables: {} })).toMatchObject({
      value: { decisionOutput: null, failedDecisionId: 'base', evaluatedDecisions: [{ decisionId: 'base' }] },
    });
  });

  it('should take cron expressions and moments without offset as times of Switzerland', async () => {
    const scene = await new Scene().deploy(
      process('p', [start('start', timer('cycle', '0 0 8 * * *')), end()], ['start -> end']),
      process('q', [start('s'), catching('c', timer('date', '=date and time("2026-07-01T12:00:00")'))], ['s -> c']),
    );
    scene.create('q');
    const due = [...scene.engine.state.timers.values()].map(({ dueDate }) => new Date(dueDate).toISOString());
    expect(due).toEqual(['2026-01-06T07:00:00.000Z', '2026-07-01T10:00:00.000Z']);
  });

  it('should refuse a listener type that does not parse when it is deployed', async () => {
    const findings = await checkBpmn(
      bpmn(process('p', [start(), job('w', 'w', { listeners: [['start', '=a +']] })], ['start -> w'])),
    );
    expect(findings).toMatchObject([{ severity: 'error', elementId: 'w' }]);
  });

  it('should accept the parts of an element in any order', async () => {
    const task =
      '<bpmn:serviceTask id="w"><bpmn:incoming>start_w</bpmn:incoming><bpmn:extensionElements><zeebe:taskDefinition type="w" /></bpmn:extensionElements></bpmn:serviceTask>';
    expect(await checkBpmn(bpmn(process('p', [start(), task], ['start -> w'])))).toEqual([]);
  });

  it('should make an incident of a completion condition that is a fixed text', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), job('w', 'w', { each: { in: '=[1, 2]', until: 'true' } })], ['start -> w']),
    );
    scene.create('p');
    scene.complete('w');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
  });

  it('should do the rounds of items that are added underway, and come to the end', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), job('w', 'w', { each: { in: '=items', sequential: true } })], ['start -> w']),
    );
    const key = scene.create('p', { items: [1] });
    scene.set(key, { items: [1, 2] });
    scene.complete('w');
    scene.complete('w');
    expect(scene.isOver()).toBe(true);
  });

  it.each(['0', '1', '-1', 'x'])('should find nothing under the key %s', async (key) => {
    const scene = new Scene();
    expect([
      scene.refused({ type: 'completeJob', jobKey: key, variables: {} }),
      scene.refused({ type: 'resolveIncident', incidentKey: key }),
      scene.refused({ type: 'cancelProcessInstance', processInstanceKey: key }),
      scene.refused({ type: 'setVariables', elementInstanceKey: key, variables: {}, local: false }),
    ]).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  });

  it('should offer functions that FEEL of Zeebe 8.5 does not have yet', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), script('s', '=[trim(" a "), is blank(" "), is empty([])]', 'r')], ['start -> s']),
    );
    scene.create('p');
    expect(scene.root('r')).toEqual(['a', true, true]);
  });
});
