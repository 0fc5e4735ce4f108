import { end, job, process, start } from '../testing/bpmn-text.js';
import { checkReplayAfterEach } from '../testing/replay.js';
import { Scene } from '../testing/scene.js';

const model = (extras = {}, type = 'w') =>
  process('p', [start(), job('w', type, extras), end()], ['start -> w', 'w -> end']);

describe('jobs', () => {
  checkReplayAfterEach();

  it('should be offered again at once, or after the back-off', async () => {
    const scene = await new Scene().deploy(model());
    scene.create('p');
    scene.fail('w', 2);
    expect(scene.job('w')).toMatchObject({ state: 'ACTIVATABLE', retries: 2, errorMessage: 'broken' });
    scene.fail('w', 1, 60_000);
    expect(scene.job('w').state).toBe('FAILED');
    expect(scene.refused({ type: 'completeJob', jobKey: String(scene.job('w').key), variables: {} })).toBe(
      'INVALID_STATE',
    );
    scene.engine.advance(59_999);
    expect(scene.job('w').state).toBe('FAILED');
    scene.engine.advance(1);
    expect(scene.job('w').state).toBe('ACTIVATABLE');
    expect(scene.intents('JOB')).toEqual(['CREATED', 'FAILED', 'FAILED', 'RECURRED_AFTER_BACKOFF']);
  });

  it('should need new retries before the incident can be resolved', async () => {
    const scene = await new Scene().deploy(model());
    scene.create('p');
    scene.fail('w', 0, 0, 'register is down');
    expect(scene.incident()).toMatchObject({ errorType: 'JOB_NO_RETRIES', errorMessage: 'register is down' });
    const jobKey = String(scene.job('w').key);
    const resolve = { type: 'resolveIncident', incidentKey: String(scene.incident().key) } as const;
    expect(scene.refused(resolve)).toBe('INVALID_STATE');
    expect(scene.refused({ type: 'updateJobRetries', jobKey, retries: 0 })).toBe('INVALID_ARGUMENT');
    expect(scene.refused({ type: 'updateJobRetries', jobKey, retries: 2 })).toBe('accepted');
    expect(scene.job('w').state).toBe('FAILED');
    expect(scene.refused(resolve)).toBe('accepted');
    expect(scene.refused(resolve)).toBe('NOT_FOUND');
    scene.complete('w');
    expect(scene.isOver()).toBe(true);
  });

  it('should keep the variables of a failure local', async () => {
    const scene = await new Scene().deploy(model());
    scene.create('p');
    const jobKey = String(scene.job('w').key);
    scene.engine.execute({
      type: 'failJob',
      jobKey,
      retries: 1,
      errorMessage: 'x'.repeat(20_000),
      variables: { tried: 1 },
    });
    expect(scene.seenBy('w')).toEqual({ tried: 1 });
    expect(scene.root('tried')).toBeUndefined();
    expect(scene.job('w').errorMessage).toHaveLength(10_000);
  });

  it.each([
    ['0', 0],
    ['-1', -1],
    ['1.5', 1],
    ['=n', 5],
  ])('should read the retries %s as %i', async (retries, expected) => {
    const scene = await new Scene().deploy(model({ retries }));
    scene.create('p', { n: 5 });
    expect(scene.job('w').retries).toBe(expected);
  });

  it.each(['abc', '="3"', '=null'])('should raise an incident for the retries %s', async (retries) => {
    const scene = await new Scene().deploy(model({ retries }));
    scene.create('p');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
  });

  it('should compute the type, and name what is missing', async () => {
    const scene = await new Scene().deploy(model({}, '=kind'));
    const key = scene.create('p');
    expect(scene.incident().errorMessage).toContain(
      "Expected result of the expression 'kind' to be 'STRING', but was 'NULL'.",
    );
    expect(scene.incident().errorMessage).toContain('[NO_VARIABLE_FOUND]');
    scene.set(key, { kind: 'special' });
    scene.resolve();
    expect(scene.jobTypes()).toEqual(['special']);
  });

  it('should refuse what is unknown or done', async () => {
    const scene = await new Scene().deploy(model());
    scene.create('p');
    const jobKey = String(scene.job('w').key);
    scene.complete('w');
    for (const key of [jobKey, '0', 'nonsense']) {
      expect(scene.refused({ type: 'completeJob', jobKey: key, variables: {} })).toBe('NOT_FOUND');
      expect(scene.refused({ type: 'failJob', jobKey: key, retries: 1, errorMessage: '' })).toBe('NOT_FOUND');
      expect(scene.refused({ type: 'throwError', jobKey: key, errorCode: 'A', errorMessage: '' })).toBe('NOT_FOUND');
      expect(scene.refused({ type: 'updateJobRetries', jobKey: key, retries: 1 })).toBe('NOT_FOUND');
      expect(scene.refused({ type: 'updateJobTimeout', jobKey: key, timeout: 1 })).toBe('NOT_FOUND');
    }
    expect(scene.isOver()).toBe(true);
  });

  it('should note time-outs and new deadlines', async () => {
    const scene = await new Scene().deploy(model());
    scene.create('p');
    const { key } = scene.job('w');
    scene.engine.execute({ type: 'updateJobTimeout', jobKey: String(key), timeout: 500 });
    scene.engine.run({ type: 'timeOutJob', jobKey: key, worker: 'me', deadline: 7 });
    expect(scene.engine.events.slice(-2)).toMatchObject([
      { intent: 'TIMEOUT_UPDATED', deadline: scene.engine.now + 500 },
      { intent: 'TIMED_OUT', worker: 'me', deadline: 7 },
    ]);
    expect(scene.job('w').state).toBe('ACTIVATABLE');
  });
});
