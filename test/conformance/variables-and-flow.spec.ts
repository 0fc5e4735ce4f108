import {
  boundary,
  bpmn,
  call,
  end,
  gateway,
  job,
  message,
  process,
  script,
  start,
  sub,
  throwing,
  escalation,
  timer,
} from '../../src/engine/core/testing/bpmn-text.js';
import { checkReplayAfterEach } from '../../src/engine/core/testing/replay.js';
import { Scene } from '../../src/engine/core/testing/scene.js';

const HOUR = 3_600_000;
const one = (task: string) => process('p', [start(), task, job('after')], ['start -> w', 'w -> after']);

/** Sentences of zeebe-semantics 2.2 to 2.14 and 10 that the tests beside the sources do not show; numbers name the paragraph. */
describe('execution as the specification has it', () => {
  checkReplayAfterEach();

  it('2.2 should close what waits, cancel the work and resolve the incident of an element before it is terminated', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), sub('s', [start('s1'), job('w')], ['s1 -> w']), boundary('b', 's', timer('duration', 'PT9H')), end()],
        ['start -> s', 'b -> end'],
      ),
    );
    const processInstanceKey = scene.create('p');
    scene.fail('w', 0);
    const before = scene.engine.events.length;
    scene.engine.execute({ type: 'cancelProcessInstance', processInstanceKey });
    const happened = scene.engine.events.slice(before).map((event) => {
      const id = event.valueType === 'PROCESS_INSTANCE' ? ` ${event.element.id}` : '';
      return `${event.valueType} ${event.intent}${id}`;
    });
    expect(happened).toEqual([
      'PROCESS_INSTANCE ELEMENT_TERMINATING p',
      'PROCESS_INSTANCE ELEMENT_TERMINATING s',
      'TIMER CANCELED',
      'PROCESS_INSTANCE ELEMENT_TERMINATING w',
      'JOB CANCELED',
      'INCIDENT RESOLVED',
      'PROCESS_INSTANCE ELEMENT_TERMINATED w',
      'PROCESS_INSTANCE ELEMENT_TERMINATED s',
      'PROCESS_INSTANCE ELEMENT_TERMINATED p',
    ]);
  });

  it('2.2 should keep variables that were written before a step failed, and evaluate the mappings again', async () => {
    const scene = await new Scene().deploy(one(job('w', '=kind', { inputs: { copy: '=x' } })));
    const key = scene.create('p', { x: 1 });
    expect(scene.at('w').get('copy')).toBe(1);
    scene.set(key, { x: 2, kind: 'k' });
    scene.resolve();
    expect(scene.seenBy('k')).toMatchObject({ copy: 2 });
  });

  it('2.3 should see variables of the enclosing scopes, but none across a call activity that hands nothing over', async () => {
    const scene = await new Scene().deploy(
      process('p', [start(), call('c', 'q', { zeebe: { propagateAllParentVariables: false } })], ['start -> c']),
      process('q', [start(), job('w')], ['start -> w']),
    );
    scene.create('p', { secret: 1 });
    expect(scene.seenBy('w')).toEqual({});
  });

  it('2.4 should take fixed sources as texts, quotes included', async () => {
    const scene = await new Scene().deploy(one(job('w', 'w', { inputs: { a: 'say "a" \\ b', b: '1', c: 'true' } })));
    scene.create('p');
    expect(scene.seenBy('w')).toEqual({ a: 'say "a" \\ b', b: '1', c: 'true' });
  });

  it('2.4 should let later mappings see earlier ones by name, and replace nested inputs instead of merging them', async () => {
    const scene = await new Scene().deploy(one(job('w', 'w', { inputs: { a: '=1', b: '=a + 1', 'o.x': '=b' } })));
    scene.create('p', { o: { outer: true } });
    expect(scene.seenBy('w')).toEqual({ a: 1, b: 2, o: { x: 2 } });
  });

  it('2.4 should map a missing variable to null without an incident', async () => {
    const scene = await new Scene().deploy(one(job('w', 'w', { inputs: { a: '=missing', b: '=missing.part' } })));
    scene.create('p');
    expect(scene.seenBy('w')).toEqual({ a: null, b: null });
    expect(scene.incidents()).toEqual([]);
  });

  it('2.4 should hand the variables of a boundary event to the scope around it, past equal names of the host', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), job('w', 'w', { inputs: { x: '=1' } }), boundary('b', 'w', message('m', '="k"')), job('late')],
        ['start -> w', 'b -> late'],
      ),
    );
    scene.create('p');
    scene.publish('m', 'k', { x: 2, y: 3 });
    expect(scene.seenBy('late')).toEqual({ x: 2, y: 3 });
  });

  it('2.4 should drop the variables of a sub-process that maps nothing out', async () => {
    const inner = (outputs = {}) =>
      sub('w', [start('i'), script('t', '=a * 2', 'r')], ['i -> t'], { inputs: { a: '=1', r: '=null' }, ...outputs });
    const dropped = await new Scene().deploy(one(inner()));
    dropped.create('p');
    expect(dropped.seenBy('after')).toEqual({});
    const mapped = await new Scene().deploy(one(inner({ outputs: { out: '=r' } })));
    mapped.create('p');
    expect(mapped.seenBy('after')).toEqual({ out: 2 });
  });

  it('2.6, 10.3 should let a default flow with a condition take part, and still fall back on it', async () => {
    const choice = process(
      'p',
      [start(), gateway('x', 'exclusive', { default: 'x_b' }), job('a'), job('b')],
      ['start -> x', 'x -> a [n = 1]', 'x -> b [n = 2]'],
    );
    for (const [n, taken] of [
      [1, 'a'],
      [2, 'b'],
      [3, 'b'],
    ] as const) {
      const scene = await new Scene().deploy(choice);
      scene.create('p', { n });
      expect(scene.jobTypes()).toEqual([taken]);
    }
  });

  it('2.11 should read the collection outside the activity, whose own inputs come later', async () => {
    const scene = await new Scene().deploy(
      one(job('w', 'w', { inputs: { items: '=[7]' }, each: { in: '=items', as: 'item' } })),
    );
    scene.create('p', { items: [1, 2] });
    expect(scene.jobs().map(({ owner }) => [owner.get('item'), owner.get('items')])).toEqual([
      [1, [7]],
      [2, [7]],
    ]);
  });

  it('2.11 should make an incident when the item of a round is gone, and when the results have become too few or no list', async () => {
    const collecting = (sequential: boolean) =>
      one(job('w', 'w', { each: { in: '=items', as: 'item', sequential, collect: ['all', '=r'] } }));
    const shrunk = await new Scene().deploy(one(job('w', '=kind', { each: { in: '=items', as: 'item' } })));
    const key = shrunk.create('p', { items: [1, 2] });
    expect(shrunk.incidents()).toHaveLength(2);
    shrunk.set(key, { items: [1], kind: 'k' });
    for (const { key: incidentKey } of shrunk.incidents()) {
      shrunk.engine.execute({ type: 'resolveIncident', incidentKey: String(incidentKey) });
    }
    expect(shrunk.jobTypes()).toEqual(['k']);
    expect(shrunk.incident().errorMessage).toContain('read item at index 2');
    for (const all of [[null], 'text']) {
      const scene = await new Scene().deploy(collecting(false));
      scene.create('p', { items: [1, 2] });
      const body = scene.jobs()[0]?.owner.scope;
      if (!body) throw new Error('no body');
      scene.set(body, { all }, true);
      scene.engine.execute({ type: 'completeJob', jobKey: String(scene.jobs().at(-1)?.key), variables: { r: 1 } });
      expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    }
  });

  it('2.12 should keep the element of a job whose error nobody catches in its record, with the incident at the job', async () => {
    const scene = await new Scene().deploy(one(job('w')));
    scene.create('p');
    scene.throwError('w', 'LOST');
    expect(scene.engine.events.find(({ intent }) => intent === 'ERROR_THROWN')).toMatchObject({
      caught: false,
      element: { id: 'w' },
      errorCode: 'LOST',
    });
    expect(scene.incident()).toMatchObject({ errorType: 'UNHANDLED_ERROR_EVENT', jobKey: scene.job('w').key });
  });

  it('2.13 should compute the code of a thrown escalation', async () => {
    const inner = sub('s', [start('i'), throwing('e', escalation('CODE')), job('w')], ['i -> e', 'e -> w']);
    const text = process(
      'p',
      [start(), inner, boundary('b', 's', escalation('LATE'), { interrupting: false }), job('told')],
      ['start -> s', 'b -> told'],
    );
    const scene = await new Scene().deploy(bpmn(text).replace('escalationCode="CODE"', 'escalationCode="=code"'));
    scene.create('p', { code: 'LATE' });
    expect(scene.jobTypes().sort()).toEqual(['told', 'w']);
  });

  it('2.21 should make an incident of a script that fails, and run it again when that is resolved', async () => {
    const scene = await new Scene().deploy(one(script('w', '=assert(x, x != null)', 'r')));
    const key = scene.create('p');
    expect(scene.incidentTypes()).toEqual(['EXTRACT_VALUE_ERROR']);
    scene.set(key, { x: 4 });
    scene.resolve();
    expect(scene.root('r')).toBe(4);
  });

  it('2.25 should show a failure that comes back as a new incident', async () => {
    const scene = await new Scene().deploy(one(job('w', '=kind')));
    scene.create('p');
    const first = scene.incident().key;
    scene.resolve();
    expect(scene.incidents()).toHaveLength(1);
    expect(scene.incident().key).not.toBe(first);
  });

  it('10.4 should never fire boundary events of scripts, manual and undefined tasks', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [start(), script('w', '=1', 'r'), boundary('b', 'w', timer('duration', 'PT0S')), job('late'), job('after')],
        ['start -> w', 'b -> late', 'w -> after'],
      ),
    );
    scene.create('p');
    scene.engine.advance(HOUR);
    expect([scene.jobTypes(), scene.intents('TIMER')]).toEqual([['after'], []]);
  });

  it('10.9 should read empty retries as three', async () => {
    const scene = await new Scene().deploy(one(job('w', 'w', { retries: '' })));
    scene.create('p');
    expect(scene.job('w').retries).toBe(3);
  });

  it('10.16 should open boundary events after the start listeners only', async () => {
    const scene = await new Scene().deploy(
      process(
        'p',
        [
          start(),
          job('w', 'w', { listeners: [['start', 'l']] }),
          boundary('b', 'w', timer('duration', 'PT1H')),
          job('late'),
        ],
        ['start -> w', 'b -> late'],
      ),
    );
    scene.create('p');
    scene.engine.advance(2 * HOUR);
    expect([scene.jobTypes(), scene.intents('TIMER')]).toEqual([['l'], []]);
    scene.complete('l');
    expect(scene.intents('TIMER')).toEqual(['CREATED']);
  });
});
