import { boundary, end, process, start, timer, user } from '../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene, TENANT } from '../testing/scene.js';

const model = (properties = '', extras = {}) =>
  process('p', [start(), user('t', properties, extras), end()], ['start -> t', 't -> end']);
const FORM = JSON.stringify({ id: 'form', type: 'default', components: [] });

describe('user tasks', () => {
  checkReplayAfterEach();

  it('should know who is to do them, until when, with which form', async () => {
    const scene = new Scene();
    await scene.engine.deploy([{ name: 'a.form', content: FORM }], TENANT);
    await scene.deploy(
      model(
        `<zeebe:assignmentDefinition assignee="=who" candidateGroups="=groups" candidateUsers="a,b" />
         <zeebe:taskSchedule dueDate="=due" followUpDate="2030-01-01T00:00:00Z" />
         <zeebe:priorityDefinition priority="=80" /><zeebe:formDefinition formId="form" />
         <zeebe:taskHeaders><zeebe:header key="k" value="v" /></zeebe:taskHeaders>`,
      ),
    );
    scene.create('p', { who: 'anna', groups: ['kanzlei'], due: '2026-07-01T12:00:00' });
    expect(scene.task('t')).toMatchObject({
      assignee: 'anna',
      candidateGroups: ['kanzlei'],
      candidateUsers: ['a', 'b'],
      dueDate: '2026-07-01T12:00+02:00',
      followUpDate: '2030-01-01T00:00Z',
      priority: 80,
      formId: 'form',
      customHeaders: { k: 'v' },
      createdAt: scene.engine.now,
    });
    expect(scene.task('t').formKey).toBe(scene.engine.state.forms.latest(TENANT, 'form')?.key);
  });

  it.each([
    ['<zeebe:assignmentDefinition assignee="=nobody" />', 'EXTRACT_VALUE_ERROR'],
    ['<zeebe:assignmentDefinition candidateGroups="=[1]" />', 'EXTRACT_VALUE_ERROR'],
    ['<zeebe:taskSchedule dueDate="=&quot;soon&quot;" />', 'EXTRACT_VALUE_ERROR'],
    ['<zeebe:priorityDefinition priority="=101" />', 'EXTRACT_VALUE_ERROR'],
    ['<zeebe:formDefinition formId="lost" />', 'FORM_NOT_FOUND'],
  ])('should raise an incident for %s', async (properties, type) => {
    const scene = await new Scene().deploy(model(properties));
    scene.create('p');
    expect(scene.incidentTypes()).toEqual([type]);
    expect(scene.engine.state.userTasks.size).toBe(0);
  });

  it('should leave dates unset that are empty or null', async () => {
    const scene = await new Scene().deploy(
      model('<zeebe:taskSchedule dueDate="=missing" followUpDate="=&quot;&quot;" />'),
    );
    scene.create('p');
    expect(scene.task('t')).toMatchObject({ dueDate: '', followUpDate: '' });
  });

  it('should be taken by one person only unless overridden', async () => {
    const scene = await new Scene().deploy(model());
    scene.create('p');
    const userTaskKey = String(scene.task('t').key);
    const claim = (assignee: string, allowOverride = false) =>
      scene.refused({ type: 'assignUserTask', userTaskKey, assignee, allowOverride, action: 'claim' });
    expect([claim('anna'), claim('anna'), claim('beat'), claim('')]).toEqual([
      'accepted',
      'accepted',
      'INVALID_STATE',
      'INVALID_ARGUMENT',
    ]);
    expect(scene.task('t').assignee).toBe('anna');
    expect(claim('beat', true)).toBe('accepted');
    scene.engine.execute({ type: 'unassignUserTask', userTaskKey });
    expect(scene.task('t').assignee).toBe('');
  });

  it('should be changed and checked', async () => {
    const scene = await new Scene().deploy(model());
    scene.create('p');
    const userTaskKey = String(scene.task('t').key);
    const update = (changes: object) => scene.refused({ type: 'updateUserTask', userTaskKey, changes });
    expect(update({ candidateGroups: ['bau'], dueDate: '2030-01-01T00:00:00Z', priority: 10 })).toBe('accepted');
    expect(scene.task('t')).toMatchObject({ candidateGroups: ['bau'], dueDate: '2030-01-01T00:00:00Z', priority: 10 });
    expect(scene.engine.events.at(-1)).toMatchObject({
      intent: 'UPDATED',
      changedAttributes: ['candidateGroupsList', 'dueDate', 'priority'],
    });
    expect(update({ dueDate: 'soon' })).toBe('INVALID_ARGUMENT');
    expect(update({ priority: 200 })).toBe('INVALID_ARGUMENT');
  });

  it('should be done once', async () => {
    const scene = await new Scene().deploy(model('', { outputs: { decision: '=answer' } }));
    scene.create('p');
    const userTaskKey = String(scene.task('t').key);
    scene.completeTask('t', { answer: 'yes', noise: 1 });
    expect([scene.root('decision'), scene.root('noise')]).toEqual(['yes', undefined]);
    expect(scene.refused({ type: 'completeUserTask', userTaskKey, variables: {} })).toBe('NOT_FOUND');
    expect(scene.refused({ type: 'assignUserTask', userTaskKey, assignee: 'a', allowOverride: true })).toBe(
      'NOT_FOUND',
    );
  });

  it('should be cancelled when a boundary event interrupts', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), user('t'), boundary('b', 't', timer('duration', 'PT1H')), end()],
        ['start -> t', 'b -> end'],
      ),
    );
    scene.create('p');
    scene.engine.advance(3_600_000);
    expect(scene.intents('USER_TASK')).toEqual(['CREATING', 'CREATED', 'CANCELING', 'CANCELED']);
    expect(scene.isOver()).toBe(true);
  });

  it('should be jobs with reserved headers when they are not native', async () => {
    const properties =
      '<zeebe:assignmentDefinition assignee="anna" candidateGroups="x, y" /><zeebe:taskSchedule dueDate="2030-01-01T00:00:00Z" /><zeebe:formDefinition formKey="camunda-forms:bpmn:f" />';
    const scene = await new Scene().deploy(model(properties, { jobBased: true }));
    scene.create('p');
    expect(scene.job('io.camunda.zeebe:userTask')).toMatchObject({
      retries: 1,
      headers: {
        'io.camunda.zeebe:assignee': 'anna',
        'io.camunda.zeebe:candidateGroups': '["x","y"]',
        'io.camunda.zeebe:dueDate': '2030-01-01T00:00Z',
        'io.camunda.zeebe:formKey': 'camunda-forms:bpmn:f',
      },
    });
    scene.complete('io.camunda.zeebe:userTask');
    expect(scene.isOver()).toBe(true);
  });

  it('should put computed values into the headers of the job, but never compute the form key', async () => {
    const properties = `<zeebe:assignmentDefinition assignee="=who" candidateUsers="=[who, &quot;beat&quot;]" />
      <zeebe:taskSchedule dueDate="=&quot;&quot;" followUpDate="=date and time(&quot;2030-01-01T00:00:30Z&quot;)" />
      <zeebe:formDefinition formKey="=who" /><zeebe:taskHeaders><zeebe:header key="own" value="1" /></zeebe:taskHeaders>`;
    const scene = await new Scene().deploy(model(properties, { jobBased: true }));
    scene.create('p', { who: 'anna' });
    expect(scene.job('io.camunda.zeebe:userTask').headers).toEqual({
      own: '1',
      'io.camunda.zeebe:assignee': 'anna',
      'io.camunda.zeebe:candidateUsers': '["anna","beat"]',
      'io.camunda.zeebe:followUpDate': '2030-01-01T00:00:30Z',
      'io.camunda.zeebe:formKey': '=who',
    });
    scene.create('p', { who: '' });
    expect(scene.jobs().at(-1)?.headers['io.camunda.zeebe:assignee']).toBeUndefined();
    scene.create('p');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
  });

  it('should give the job the key of the newest form with the id, or raise an incident', async () => {
    const scene = await new Scene().deploy(model('<zeebe:formDefinition formId="form" />', { jobBased: true }));
    scene.create('p');
    expect(scene.incidentTypes()).toEqual(['FORM_NOT_FOUND']);
    await scene.engine.deploy([{ name: 'a.form', content: FORM }], TENANT);
    scene.resolve();
    const key = String(scene.engine.state.forms.latest(TENANT, 'form')?.key);
    expect(scene.job('io.camunda.zeebe:userTask').headers).toEqual({ 'io.camunda.zeebe:formKey': key });
  });

  it('should handle the job of a task like any other: failed, with retries, resolved', async () => {
    const scene = await new Scene().deploy(model('', { jobBased: true }));
    scene.create('p');
    const jobKey = String(scene.job('io.camunda.zeebe:userTask').key);
    scene.fail('io.camunda.zeebe:userTask', 0);
    expect(scene.incidentTypes()).toEqual(['JOB_NO_RETRIES']);
    scene.engine.execute({ type: 'updateJobRetries', jobKey, retries: 1 });
    scene.resolve();
    scene.complete('io.camunda.zeebe:userTask', { ok: true });
    expect(scene.root('ok')).toBe(true);
    expect(scene.engine.state.userTasks.size).toBe(0);
  });
});
