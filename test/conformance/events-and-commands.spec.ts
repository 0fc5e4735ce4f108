import {
  boundary,
  catching,
  end,
  job,
  message,
  process,
  receive,
  start,
  sub,
  timer,
} from '../../src/engine/core/testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../src/engine/core/testing/replay.js';
import { Scene, TENANT } from '../../src/engine/core/testing/scene.js';

const HOUR = 3_600_000;
const waitFor = (id: string, key: string, task = 'w') =>
  process(id, [start(), catching('c', message('m', key)), job(task)], ['start -> c', `c -> ${task}`]);
const publish = { type: 'publishMessage', tenantId: TENANT, name: 'm', correlationKey: 'k', variables: {} } as const;
const create = { type: 'createProcessInstance', tenantId: TENANT, variables: {} } as const;

/** Sentences of zeebe-semantics 2.17, 2.18, 2.23, 2.26 and 10 that the tests beside the sources do not show. */
describe('events and commands as the specification has them', () => {
  checkReplayAfterEach();

  it('2.17 should keep the correlation key that was computed when the wait began', async () => {
    const scene = await new Scene().deploy(waitFor('p', '=id'));
    const key = scene.create('p', { id: 'old' });
    scene.set(key, { id: 'new' });
    scene.publish('m', 'new');
    expect(scene.jobs()).toEqual([]);
    scene.publish('m', 'old');
    expect(scene.jobTypes()).toEqual(['w']);
  });

  it('2.17 should give a message to one instance of each process, over all its versions', async () => {
    const scene = await new Scene().deploy(waitFor('p', '="k"', 'one'), waitFor('q', '="k"', 'other'));
    scene.create('p');
    scene.create('q');
    await scene.deploy(waitFor('p', '="k"', 'two'));
    scene.create('p');
    scene.publish('m', 'k');
    expect(scene.jobTypes().sort()).toEqual(['one', 'other']);
  });

  it('2.17 should forget the id of a message without life time at once', async () => {
    const scene = new Scene();
    const once = { ...publish, messageId: 'a', timeToLive: 0 };
    expect([scene.refused(once), scene.refused(once)]).toEqual(['accepted', 'accepted']);
    const kept = { ...publish, messageId: 'a', timeToLive: HOUR };
    expect([scene.refused(kept), scene.refused(kept), scene.refused(once)]).toEqual([
      'accepted',
      'ALREADY_EXISTS',
      'ALREADY_EXISTS',
    ]);
    expect(scene.refused({ ...kept, correlationKey: 'other' })).toBe('accepted');
    scene.engine.advance(HOUR);
    expect(scene.refused(kept)).toBe('accepted');
  });

  it('2.17 should not correlate a message whose time is over, even when nobody has cleared it away yet', async () => {
    const scene = await new Scene().deploy(waitFor('p', '="k"'));
    scene.engine.execute({ ...publish, timeToLive: HOUR });
    const { buffered } = scene.engine.state.messages;
    const [late] = buffered.values();
    expect(late?.deadline).toBe(scene.engine.now + HOUR);
    scene.engine.advance(HOUR);
    expect(buffered.size).toBe(0);
    scene.create('p');
    expect(scene.jobs()).toEqual([]);
  });

  it('10.11 should correlate the key 1.5 with 1, take the empty key, and refuse a boolean and null', async () => {
    for (const [id, published, expected] of [
      [1.5, '1', ['w']],
      ['', '', ['w']],
    ] as const) {
      const scene = await new Scene().deploy(waitFor('p', '=id'));
      scene.create('p', { id });
      scene.publish('m', published);
      expect(scene.jobTypes()).toEqual(expected);
    }
    for (const id of [true, null]) {
      const scene = await new Scene().deploy(waitFor('p', '=id'));
      scene.create('p', { id });
      expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    }
  });

  it('10.14 should give a message to the older of two waits of one instance, every time', async () => {
    const inside = sub('e', [start('e1', message('m', '="k"'), { interrupting: false }), job('x')], ['e1 -> x'], {
      event: true,
    });
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          receive('r', 'other', '="k"'),
          boundary('b', 'r', message('m', '="k"'), { interrupting: false }),
          job('y'),
          inside,
        ],
        ['start -> r', 'b -> y'],
      ),
    );
    scene.create('p');
    scene.publish('m', 'k');
    scene.publish('m', 'k');
    expect(scene.jobTypes()).toEqual(['x', 'x']);
  });

  it.each(['R0/PT1H', 'R1/P0D', 'R1/PT1H'])('10.12 should fire the cycle %s once', async (cycle) => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w'), boundary('b', 'w', timer('cycle', cycle), { interrupting: false }), job('x')],
        ['start -> w', 'b -> x'],
      ),
    );
    scene.create('p');
    scene.engine.advance(9 * HOUR);
    expect(scene.jobTypes()).toEqual(['w', 'x']);
  });

  it('10.12 should take R-1 for ever', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w'), boundary('b', 'w', timer('cycle', 'R-1/PT1H'), { interrupting: false }), job('x')],
        ['start -> w', 'b -> x'],
      ),
    );
    scene.create('p');
    scene.engine.advance(5 * HOUR);
    expect(scene.jobTypes().filter((type) => type === 'x')).toHaveLength(5);
  });

  it('10.13 should start a process once after the duration of its start timer', async () => {
    const scene = await new Scene().deploy(
      process('p', [start('start', timer('duration', 'PT1H')), job('w')], ['start -> w']),
    );
    const [entry] = scene.engine.state.timers.values();
    expect(entry).toMatchObject({ elementInstanceKey: -1, processInstanceKey: -1 });
    scene.engine.advance(9 * HOUR);
    expect(scene.jobTypes()).toEqual(['w']);
  });

  it.each(['@daily', '@hourly', '0 0/15 * * * *'])(
    '2.18 should start a process by the cron expression %s',
    async (cron) => {
      const scene = await new Scene().deploy(
        process('p', [start('start', timer('cycle', cron)), job('w')], ['start -> w']),
      );
      scene.engine.advance(48 * HOUR);
      expect(scene.jobs()).toHaveLength({ '@daily': 2, '@hourly': 48 }[cron] ?? 192);
    },
  );

  it('2.23 should say something when a job fails without retries and without words', async () => {
    const scene = await new Scene().deploy(process('p', [start(), job('w')], ['start -> w']));
    scene.create('p');
    scene.fail('w', 0, 0, '');
    expect(scene.incident().errorMessage).not.toBe('');
  });

  it('2.23 should leave the retries as they are when a job times out', async () => {
    const scene = await new Scene().deploy(process('p', [start(), job('w')], ['start -> w']));
    scene.create('p');
    scene.engine.run({ type: 'timeOutJob', jobKey: scene.job('w').key, worker: 'a', deadline: 1 });
    expect(scene.job('w')).toMatchObject({ retries: 3, state: 'ACTIVATABLE' });
  });

  it('2.26, 10.24 should find no version 0, take any negative one for the newest, and prefer the id to the key', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), job('w')], ['start -> w']),
      process('q', [start(), end()], ['start -> end']),
    );
    const other = String(scene.engine.state.definitions.latest(TENANT, 'q')?.key);
    expect(scene.refused({ ...create, bpmnProcessId: 'p', version: 0 })).toBe('NOT_FOUND');
    expect(scene.refused({ ...create, bpmnProcessId: 'p', version: -5 })).toBe('accepted');
    expect(scene.refused({ ...create, bpmnProcessId: 'p', processDefinitionKey: other })).toBe('accepted');
    expect(scene.jobTypes()).toEqual(['w', 'w']);
  });

  it('2.26 should refuse to cancel an instance that is over', async () => {
    const scene = await new Scene().deploy(process('p', [start(), end()], ['start -> end']));
    const processInstanceKey = scene.create('p');
    expect(scene.refused({ type: 'cancelProcessInstance', processInstanceKey })).toBe('NOT_FOUND');
  });

  it('2.27 should refuse a form without id, and number forms by their id', async () => {
    const { engine } = new Scene();
    const form = (name: string, content: string) => engine.deploy([{ name, content }], TENANT);
    expect(await form('a.form', '{"id":" "}')).toMatchObject({ rejection: { code: 'INVALID_ARGUMENT' } });
    expect(await form('a.form', '{"id":"f"}')).toMatchObject({ value: { forms: [{ version: 1 }] } });
    expect(await form('b.form', '{"id":"f"}')).toMatchObject({ value: { forms: [{ version: 2 }] } });
  });
});
