import {
  job,
  message,
  process,
  start,
  end,
  boundary,
  timer,
  catching,
  user,
  sub,
} from '../../core/testing/bpmn-text.js';
import { Scene } from '../../core/testing/scene.js';
import { FIRST_KEY } from '../../core/index.js';
import { BatchDecoder, type LogCatalogue, unpackBatch } from './batch-decoder.js';
import { BatchEncoder } from './batch-encoder.js';

const catalogueOf = ({ engine: { state, events } }: Scene): LogCatalogue => ({
  definition: (key) => found(state.definitions.get(key)),
  decision: (key) => found(state.decisions.get(key)),
  requirements: (key) => found(state.requirements.get(key)),
  form: (key) => found(state.forms.get(key)),
  content: (checksum) =>
    found(
      events
        .flatMap((event) => (event.valueType === 'DEPLOYMENT' ? event.resources : []))
        .find((resource) => resource.checksum === checksum),
    ).content,
});

function found<T>(item: T | undefined): T {
  if (item === undefined) throw new Error('not deployed');
  return item;
}

/** Everything a scene wrote, packed as one batch and read again. */
function packedAndRead(scene: Scene) {
  const encoder = new BatchEncoder();
  encoder.accepted({ type: 'triggerTimer', timerKey: FIRST_KEY }, scene.engine.events);
  const { count } = encoder;
  const { references, records } = unpackBatch(encoder.body());
  const decoder = new BatchDecoder(references, catalogueOf(scene));
  return { count, records, entries: records.map((record) => decoder.decode(record)) };
}

async function busyScene(): Promise<Scene> {
  const each = sub('each', [start('s'), job('inner', 'work'), end('e')], ['s -> inner', 'inner -> e'], {
    each: { in: '=items', as: 'item', collect: ['results', '=item'] },
  });
  const model = process(
    'p',
    [
      start(),
      job('first', 'work', { headers: { 'Grund «A»': 'Zeile 1\nZeile "2"' } }),
      boundary('late', 'first', timer('duration', 'PT1H'), { interrupting: false }),
      each,
      user('check', '<zeebe:assignmentDefinition candidateGroups="bau" />'),
      catching('wait', message('answer', '=case')),
      end(),
      end('reminded'),
    ],
    ['start -> first', 'first -> each', 'each -> check', 'check -> wait', 'wait -> end', 'late -> reminded'],
  );
  const scene = await new Scene().deploy(model);
  scene.create('p', { case: 'c-1', items: [1, { two: [null, 'zwei'] }], 'Name mit "Zeichen"\\': 'é\n\u2028' });
  scene.fail('work', 2, 1_000, 'Register nicht "erreichbar"');
  scene.engine.advance(3_600_000);
  scene.complete('work', { first: 1.5 });
  scene.complete('work');
  scene.complete('work', { nested: { a: [true, false] } });
  scene.completeTask('check', { ok: true });
  scene.publish('answer', 'c-1', { text: 'ja' });
  return scene;
}

describe('packed log', () => {
  it('should give back every field of every event', async () => {
    const scene = await busyScene();
    const { count, entries } = packedAndRead(scene);
    expect(scene.isOver()).toBe(true);
    expect(count).toBe(scene.engine.events.length + 1);
    expect(entries.slice(1).map((entry) => entry.kind === 'event' && entry.event)).toEqual(scene.engine.events);
  });

  it('should keep a refused command whole and count it as two records', () => {
    const encoder = new BatchEncoder();
    const command = { type: 'completeJob', jobKey: '7', variables: { a: 1 } } as const;
    encoder.refused(command, { code: 'NOT_FOUND', reason: 'no such job' });
    expect(encoder.count).toBe(2);
    const { references, records } = unpackBatch(encoder.body());
    const decoder = new BatchDecoder(references, catalogueOf(new Scene()));
    expect(records.map((record) => decoder.decode(record))).toEqual([
      { kind: 'command', type: 'completeJob', key: 7, refused: command },
      { kind: 'rejection', type: 'completeJob', key: 7, code: 'NOT_FOUND', reason: 'no such job' },
    ]);
  });
});
