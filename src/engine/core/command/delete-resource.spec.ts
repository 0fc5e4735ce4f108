import { call, decision, end, job, message, process, signal, start, timer, user } from '../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene, TENANT } from '../testing/scene.js';

const HOUR = 3_600_000;
const version = (task: string, definition = '') =>
  process('p', [start('start', definition), job(task), end()], [`start -> ${task}`, `${task} -> end`]);
const rules = (text: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="Rules" namespace="t">
  <decision id="answer" name="Answer"><variable name="a" /><literalExpression><text>${text}</text></literalExpression></decision>
</definitions>`;

const keyOf = ({ engine }: Scene, number: number): string =>
  String(engine.state.definitions.version(TENANT, 'p', number)?.key);
const remove = (scene: Scene, resourceKey: string | number | undefined) =>
  scene.engine.execute({ type: 'deleteResource', resourceKey: String(resourceKey) });
const create = (scene: Scene, how: object) =>
  scene.refused({ type: 'createProcessInstance', tenantId: TENANT, variables: {}, ...how });

describe('deleting a resource', () => {
  checkReplayAfterEach();

  it('should let nothing begin on the version any more, once nothing runs on it', async () => {
    const scene = await new Scene().deploy(version('one'));
    await scene.deploy(version('two'));
    const [first, second] = [keyOf(scene, 1), keyOf(scene, 2)];
    scene.create('p');
    expect(remove(scene, second)).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
    expect(scene.intents('RESOURCE_DELETION')).toEqual([]);
    scene.complete('two');
    expect(scene.completed().at(-1)).toBe('p');
    expect(remove(scene, second)).toEqual({ ok: true, value: { resourceKey: second } });
    expect(create(scene, { processDefinitionKey: second })).toBe('NOT_FOUND');
    expect(create(scene, { bpmnProcessId: 'p', version: 2 })).toBe('NOT_FOUND');
    expect(create(scene, { processDefinitionKey: first })).toBe('accepted');
    scene.create('p');
    expect(scene.jobTypes()).toEqual(['one', 'one']);
    expect(scene.intents('RESOURCE_DELETION')).toEqual(['DELETING', 'DELETED']);
    expect(scene.intents('PROCESS')).toEqual(['CREATED', 'CREATED', 'DELETING', 'DELETED']);
    expect(remove(scene, second)).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
    expect(remove(scene, 7)).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
  });

  it('should never give the number of a deleted process version again', async () => {
    const scene = await new Scene().deploy(version('one'));
    remove(scene, keyOf(scene, 1));
    expect(create(scene, { bpmnProcessId: 'p' })).toBe('NOT_FOUND');
    await scene.deploy(version('one'));
    expect(scene.engine.state.definitions.latest(TENANT, 'p')?.version).toBe(2);
  });

  it('should close the start events of the newest version and open those of the one before', async () => {
    for (const [definition, valueType, fire] of [
      [message('go'), 'MESSAGE_START_EVENT_SUBSCRIPTION', (scene: Scene) => scene.publish('go', '')],
      [timer('cycle', 'R/PT1H'), 'TIMER', (scene: Scene) => scene.engine.advance(HOUR)],
      [
        signal('go'),
        'SIGNAL_SUBSCRIPTION',
        (scene: Scene) =>
          scene.engine.execute({ type: 'broadcastSignal', tenantId: TENANT, signalName: 'go', variables: {} }),
      ],
    ] as const) {
      const scene = await new Scene().deploy(version('one', definition));
      await scene.deploy(version('two', definition));
      remove(scene, keyOf(scene, 2));
      fire(scene);
      expect([valueType, scene.jobTypes()]).toEqual([valueType, ['one']]);
      scene.complete('one');
      remove(scene, keyOf(scene, 1));
      fire(scene);
      expect([valueType, scene.jobTypes()]).toEqual([valueType, []]);
    }
  });

  it('should leave the start events alone when an older version is deleted', async () => {
    const scene = await new Scene().deploy(version('one', message('go')));
    await scene.deploy(version('two', message('go')));
    const before = scene.intents('MESSAGE_START_EVENT_SUBSCRIPTION');
    remove(scene, keyOf(scene, 1));
    expect(scene.intents('MESSAGE_START_EVENT_SUBSCRIPTION')).toEqual(before);
    scene.publish('go', '');
    expect(scene.jobTypes()).toEqual(['two']);
  });

  it('should refuse when the version before cannot wait for its start events any more', async () => {
    const scene = await new Scene().deploy(
      version('one', timer('date', '=if now() < date and time("2026-03-01T00:00:00Z") then now() else "never"')),
    );
    await scene.deploy(version('two', message('go')));
    const key = keyOf(scene, 2);
    const [latest] = scene.engine.state.definitions.all();
    expect(latest?.version).toBe(1);
    scene.engine.advance(365 * 24 * HOUR);
    expect(remove(scene, key)).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
    expect(scene.intents('RESOURCE_DELETION')).toEqual([]);
  });

  it('should send calls to the version that is left, or raise an incident', async () => {
    const scene = await new Scene().deploy(version('one'), process('outer', [start(), call('c', 'p')], ['start -> c']));
    await scene.deploy(version('two'));
    remove(scene, keyOf(scene, 2));
    scene.create('outer');
    expect(scene.jobTypes()).toEqual(['one']);
    scene.complete('one');
    remove(scene, keyOf(scene, 1));
    scene.create('outer');
    expect(scene.incidentTypes()).toEqual(['CALLED_ELEMENT_ERROR']);
  });

  it('should delete decisions with their requirements, whose numbers begin anew', async () => {
    const asking = process('q', [start(), decision('d', 'answer', 'a'), job('w')], ['start -> d', 'd -> w']);
    const scene = await new Scene().deploy(rules('1'), asking);
    await scene.deploy(rules('2'));
    const { requirements, decisions } = scene.engine.state;
    const newest = decisions.latest(TENANT, 'answer')?.key;
    remove(scene, requirements.latest(TENANT, 'drg')?.key);
    expect(scene.intents('DECISION').at(-1)).toBe('DELETED');
    expect(scene.intents('DECISION_REQUIREMENTS').at(-1)).toBe('DELETED');
    scene.create('q');
    expect(scene.seenBy('w')).toEqual({ a: 1 });
    const evaluate = { type: 'evaluateDecision', tenantId: TENANT, variables: {} } as const;
    expect(scene.refused({ ...evaluate, decisionKey: String(newest) })).toBe('INVALID_ARGUMENT');
    remove(scene, requirements.latest(TENANT, 'drg')?.key);
    scene.create('q');
    expect(scene.incidentTypes()).toEqual(['CALLED_DECISION_ERROR']);
    await scene.deploy(rules('3'));
    expect([requirements.latest(TENANT, 'drg')?.version, decisions.latest(TENANT, 'answer')?.version]).toEqual([1, 1]);
  });

  it('should delete forms', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), user('u', '<zeebe:formDefinition formId="a" />')], ['start -> u']),
    );
    await scene.engine.deploy([{ name: 'a.form', content: '{"id":"a"}' }], TENANT);
    const form = scene.engine.state.forms.latest(TENANT, 'a');
    remove(scene, form?.key);
    scene.create('p');
    expect(scene.incidentTypes()).toEqual(['FORM_NOT_FOUND']);
    expect(scene.intents('FORM')).toEqual(['CREATED', 'DELETED']);
  });
});
