import {
  call,
  catching,
  end,
  gateway,
  job,
  message,
  process,
  start,
  sub,
  timer,
  bpmn,
  boundary,
  decision,
} from '../testing/bpmn-text.js';
import { checkBpmn } from '../../model/index.js';
import { prepareDeployment } from '../prepare-deployment.js';
import { checksumOf } from '../checksum.js';
import { GraphMissing } from '../state/definition.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene, TENANT } from '../testing/scene.js';

const one = (task = 'w', id = 'p') => process(id, [start(), job(task), end()], [`start -> ${task}`, `${task} -> end`]);
const DMN = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="Rules" namespace="t">
  <decision id="double" name="Double"><variable name="d" /><literalExpression><text>if n = null then assert(n, false, "n is missing") else n * 2</text></literalExpression></decision>
</definitions>`;

describe('creating instances', () => {
  checkReplayAfterEach();
  const create = { type: 'createProcessInstance', tenantId: TENANT, variables: {} } as const;

  it('should find the definition by id, version or key, in its tenant', async () => {
    const scene = await new Scene().deploy(one('first'));
    await scene.deploy(one('second'));
    const key = String(scene.engine.state.definitions.version(TENANT, 'p', 1)?.key);
    for (const how of [
      { bpmnProcessId: 'p' },
      { bpmnProcessId: 'p', version: 1 },
      { processDefinitionKey: key },
      { bpmnProcessId: 'p', version: -7 },
    ]) {
      expect(scene.refused({ ...create, ...how })).toBe('accepted');
    }
    expect(scene.jobTypes()).toEqual(['second', 'first', 'first', 'second']);
    expect(scene.refused({ ...create, bpmnProcessId: 'p', version: 3 })).toBe('NOT_FOUND');
    expect(scene.refused({ ...create, bpmnProcessId: 'q' })).toBe('NOT_FOUND');
    expect(scene.refused({ ...create, processDefinitionKey: '5' })).toBe('NOT_FOUND');
    expect(scene.refused({ ...create, bpmnProcessId: 'p', tenantId: '6113' })).toBe('NOT_FOUND');
    expect(scene.refused(create)).toBe('INVALID_ARGUMENT');
  });

  it('should remember tags, each once', async () => {
    const scene = await new Scene().deploy(one());
    const tags = ['priority:high', 'a_b-c.d', 'priority:high'];
    expect(scene.refused({ ...create, bpmnProcessId: 'p', tags })).toBe('accepted');
    expect(scene.job('w').owner.instance.tags).toEqual(['priority:high', 'a_b-c.d']);
    scene.create('p');
    expect(scene.jobs().at(-1)?.owner.instance.tags).toEqual([]);
  });

  it.each([[['1a']], [['']], [['a b']], [['ä']], [[`a${'b'.repeat(100)}`]], [[...'abcdefghijk']]])(
    'should refuse the tags %j',
    async (tags) => {
      const scene = await new Scene().deploy(one());
      expect(scene.refused({ ...create, bpmnProcessId: 'p', tags })).toBe('INVALID_ARGUMENT');
      expect(scene.isOver()).toBe(true);
    },
  );

  it('should refuse a process without none start event', async () => {
    const scene = await new Scene().deploy(process('p', [start('start', message('m')), end()], ['start -> end']));
    expect(scene.refused({ ...create, bpmnProcessId: 'p' })).toBe('INVALID_STATE');
  });

  it('should begin at given elements, making the scopes around them', async () => {
    const inner = sub('s', [start('s1'), job('a'), job('b')], ['s1 -> a', 'a -> b'], { inputs: { x: '=1' } });
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), inner, boundary('t', 's', timer('duration', 'PT1H')), job('late'), job('c'), end()],
        ['start -> s', 's -> c', 'c -> end', 't -> late'],
      ),
    );
    scene.engine.execute({
      ...create,
      bpmnProcessId: 'p',
      startInstructions: [{ elementId: 'b' }, { elementId: 'c' }],
    });
    expect(scene.active()).toEqual(['s', 'b', 'c']);
    expect(scene.seenBy('b')).toEqual({});
    scene.engine.advance(3_600_000);
    expect(scene.active()).toEqual(['c', 'late']);
  });

  it('should repair the events of a scope that was made for a start inside', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w'), sub('e', [start('es', message('m', '=key')), end('ee')], ['es -> ee'], { event: true })],
        ['start -> w'],
      ),
    );
    scene.engine.execute({ ...create, bpmnProcessId: 'p', startInstructions: [{ elementId: 'w' }] });
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    scene.set(String(scene.incident().owner.key), { key: 'k' });
    scene.resolve();
    scene.publish('m', 'k');
    expect(scene.isOver()).toBe(true);
  });

  it.each(['nowhere', 'start', 'inside', 'target'])('should refuse to begin at %s', async (elementId) => {
    const repeated = sub('s', [start('s1'), job('inside')], ['s1 -> inside'], { each: { in: '=[1]' } });
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          repeated,
          gateway('g', 'eventBased'),
          catching('target', timer('duration', 'PT1H')),
          catching('other', timer('duration', 'PT1H')),
        ],
        ['start -> s', 's -> g', 'g -> target', 'g -> other'],
      ),
    );
    const before = scene.engine.events.length;
    expect(scene.refused({ ...create, bpmnProcessId: 'p', startInstructions: [{ elementId }] })).toBe(
      'INVALID_ARGUMENT',
    );
    expect(scene.engine.events).toHaveLength(before);
  });
});

describe('deployment', () => {
  checkReplayAfterEach();
  const files = (...contents: string[]) => contents.map((content, index) => ({ name: `f${index}.bpmn`, content }));

  it('should keep the version of what is unchanged', async () => {
    const { engine } = new Scene();
    const resources = [
      ...files(bpmn(one())),
      { name: 'r.dmn', content: DMN },
      { name: 'a.form', content: '{"id":"a"}' },
    ];
    const first = await engine.deploy(resources, TENANT);
    const second = await engine.deploy(resources, TENANT);
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(second.value).toEqual({ ...first.value, key: second.value.key });
    expect(first.value).toMatchObject({
      processes: [{ bpmnProcessId: 'p', version: 1, resourceName: 'f0.bpmn' }],
      decisions: [{ decisionId: 'double', decisionName: 'Double', version: 1, decisionRequirementsId: 'drg' }],
      decisionRequirements: [{ decisionRequirementsId: 'drg', version: 1, resourceName: 'r.dmn' }],
      forms: [{ formId: 'a', version: 1, resourceName: 'a.form' }],
    });
    const third = await engine.deploy([...files(bpmn(one('changed'))), { name: 'other.dmn', content: DMN }], TENANT);
    expect(third).toMatchObject({ value: { processes: [{ version: 2 }], decisions: [{ version: 2 }] } });
    expect(await engine.deploy(files(bpmn(one())), TENANT)).toMatchObject({ value: { processes: [{ version: 3 }] } });
    expect(await engine.deploy(files(bpmn(one())), '6113')).toMatchObject({ value: { processes: [{ version: 1 }] } });
  });

  it('should make a new version of unchanged rules whose decision another file has taken over', async () => {
    const { engine } = new Scene();
    const own = { name: 'r.dmn', content: DMN };
    await engine.deploy([own], TENANT);
    await engine.deploy([{ name: 's.dmn', content: DMN.replace('id="drg"', 'id="other"') }], TENANT);
    expect(await engine.deploy([own], TENANT)).toMatchObject({
      value: { decisionRequirements: [{ version: 2 }], decisions: [{ version: 3, decisionRequirementsId: 'drg' }] },
    });
  });

  it('should say all faults of all files at once', async () => {
    const broken = bpmn(
      process('p', [start(), '<bpmn:serviceTask id="w" name="Work" />', end()], ['start -> w', 'w -> end']),
    );
    const outcome = await prepareDeployment([
      { name: 'a.bpmn', content: broken },
      { name: 'b.bpmn', content: '<no' },
      { name: 'c.txt', content: '' },
      { name: 'd.BPMN', content: bpmn(one()) },
      { name: 'e.form', content: '{}' },
      { name: 'f.dmn', content: '<definitions />' },
    ]);
    expect(outcome).toMatchObject({ ok: false, rejection: { code: 'INVALID_ARGUMENT' } });
    const reason = outcome.ok ? '' : outcome.rejection.reason;
    for (const name of ['a.bpmn', 'b.bpmn', 'c.txt', 'd.BPMN', 'e.form', 'f.dmn'])
      expect(reason).toContain(`'${name}'`);
    expect(reason).toContain('Element: w (serviceTask)');
  });

  it('should name every element once with all its faults, and leave warnings out', async () => {
    const content = bpmn(
      process(
        'p',
        [
          start(),
          '<bpmn:serviceTask id="w"><bpmn:extensionElements><zeebe:taskDefinition type="" /><zeebe:ioMapping><zeebe:input source="=1" target="a-b" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:standardLoopCharacteristics /></bpmn:serviceTask>',
          '<bpmn:callActivity id="c" />',
        ],
        ['start -> w', 'w -> c'],
      ),
    );
    const outcome = await prepareDeployment([{ name: 'a.bpmn', content }]);
    expect(outcome.ok ? '' : outcome.rejection.reason.split('\n')).toEqual([
      'Expected to deploy new resources, but encountered the following errors:',
      "'a.bpmn': - Element: w (serviceTask)",
      "    - ERROR: Attribute 'type' must be present and not empty",
      "    - ERROR: The mapping target 'a-b' must be one or more identifiers separated by dots",
      '- Element: c (callActivity)',
      "    - ERROR: Attribute 'processId' must be present and not empty",
    ]);
  });

  it('should accept models that Zeebe accepts, with warnings that do not stop them', async () => {
    const loop =
      '<bpmn:serviceTask id="w"><bpmn:extensionElements><zeebe:taskDefinition type="w" /></bpmn:extensionElements><bpmn:standardLoopCharacteristics /></bpmn:serviceTask>';
    const content = bpmn(process('p', [start(), loop, job('alone')], ['start -> w']));
    expect(await prepareDeployment([{ name: 'a.bpmn', content }])).toMatchObject({ ok: true });
    expect(await checkBpmn(content)).toMatchObject([
      { severity: 'warning', elementId: 'w', elementType: 'serviceTask' },
    ]);
  });

  it('should refuse one id in two files, and nothing at all', async () => {
    expect(await prepareDeployment(files(bpmn(one()), bpmn(one('other'))))).toMatchObject({
      rejection: { reason: expect.stringContaining("Duplicated process id 'p' in resources 'f0.bpmn' and 'f1.bpmn'") },
    });
    expect(await prepareDeployment([])).toMatchObject({ ok: false });
  });

  it('should compute SHA-256 checksums', () => {
    expect(checksumOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(checksumOf('ü'.repeat(1000))).toBe('dabd53845cfba11cd585ac2a4e9196ba1e7f225507e5f85dd84d0389629e7927');
  });

  it('should ask for graphs that are not loaded before anything happens', async () => {
    const scene = await new Scene().deploy(
      process('outer', [start(), job('w'), call('c', 'q')], ['start -> w', 'w -> c']),
      one('x', 'q'),
    );
    const called = scene.engine.state.definitions.latest(TENANT, 'q');
    const graph = called?.process ?? null;
    if (called) called.process = null;
    const before = scene.engine.events.length;
    expect(() => scene.create('outer')).toThrow(GraphMissing);
    expect(scene.engine.events).toHaveLength(before);
    if (called) called.process = graph;
    scene.create('outer');
    scene.complete('w');
    expect(scene.jobTypes()).toEqual(['x']);
  });
});

describe('decisions', () => {
  checkReplayAfterEach();

  it('should be evaluated by business rule tasks', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), decision('r', 'double', 'twice', { outputs: { out: '=twice + 1' } }), end()],
        ['start -> r', 'r -> end'],
      ),
    );
    const key = scene.create('p');
    expect(scene.incidentTypes()).toEqual(['CALLED_DECISION_ERROR']);
    await scene.deploy(DMN);
    scene.resolve();
    expect(scene.incidentTypes()).toEqual(['DECISION_EVALUATION_ERROR']);
    scene.set(key, { n: 4 });
    scene.resolve();
    expect(scene.root('out')).toBe(9);
    expect(scene.intents('DECISION_EVALUATION')).toEqual(['FAILED', 'EVALUATED']);
    expect(scene.isOver()).toBe(true);
  });

  it('should be evaluated by command, failures being answers', async () => {
    const scene = await new Scene().deploy(DMN);
    const evaluate = { type: 'evaluateDecision', tenantId: TENANT, variables: {} } as const;
    expect(scene.engine.execute({ ...evaluate, decisionId: 'double', variables: { n: 2 } })).toMatchObject({
      value: { decisionId: 'double', decisionName: 'Double', decisionVersion: 1, decisionOutput: 4 },
    });
    expect(scene.engine.execute({ ...evaluate, decisionId: 'double' })).toMatchObject({
      value: {
        decisionOutput: null,
        failedDecisionId: 'double',
        failureMessage: expect.stringContaining('n is missing'),
      },
    });
    expect(scene.refused({ ...evaluate, decisionId: 'other' })).toBe('INVALID_ARGUMENT');
    expect(scene.refused({ ...evaluate, decisionKey: '7' })).toBe('INVALID_ARGUMENT');
    const key = String(scene.engine.state.decisions.latest(TENANT, 'double')?.key);
    expect(scene.refused({ ...evaluate, decisionKey: key, variables: { n: 1 } })).toBe('accepted');
  });
});
