import {
  boundary,
  catching,
  compensation,
  end,
  gateway,
  job,
  manual,
  message,
  process,
  start,
  sub,
  timer,
  user,
} from '../core/testing/bpmn-text.js';
import { Scene } from '../core/testing/scene.js';
import type { ProcessInstance } from '../core/state/process-instance.js';
import { clusterWaiting } from './cluster-waiting.js';
import { embeddedWaiting } from './embedded-waiting.js';
import type { ElementRow, InstanceRows } from './instance-rows.store.js';
import { planMove } from './plan-move.js';
import type { WaitingInstance } from './waiting-instance.js';

/** What the records of an instance leave in the read models. */
function rowsOf(scene: Scene, instance: ProcessInstance): InstanceRows {
  const elements = new Map<number, ElementRow>();
  for (const event of scene.engine.events) {
    if (event.valueType !== 'PROCESS_INSTANCE' || event.processInstanceKey !== instance.key) continue;
    const state = event.intent.replace('ELEMENT_', '');
    elements.set(event.key, {
      key: String(event.key),
      flow_scope_key: String(event.flowScopeKey),
      element_id: event.element.id,
      element_type: event.element.type,
      state,
      ended_at: state === 'COMPLETED' || state === 'TERMINATED' ? '1' : null,
    });
  }
  const { state } = scene.engine;
  const own = [...instance.elements.values()];
  return {
    instance: {
      key: String(instance.key),
      tenant_id: instance.tenantId,
      bpmn_process_id: instance.definition.bpmnProcessId,
      process_definition_key: String(instance.definition.key),
      parent_process_instance_key: String(instance.parentProcessInstanceKey),
      state: 'ACTIVE',
    },
    elements: [...elements.values()],
    variables: own.flatMap(({ key, variables }) =>
      [...(variables ?? [])].map(([name, { value }]) => ({ scope_key: String(key), name, value })),
    ),
    jobs: [...state.jobs.values()].map((one) => ({
      key: String(one.key),
      type: one.type,
      state: one.state,
      retries: one.retries,
      error_message: one.errorMessage,
      element_instance_key: String(one.owner.key),
    })),
    incidents: [...state.incidents.values()].map((one) => ({
      key: String(one.key),
      element_instance_key: String(one.owner.key),
      error_type: one.errorType,
      error_message: one.errorMessage,
    })),
    tasks: [],
    spent: [],
  };
}

/** Both readings of one instance, without due dates, which a cluster does not tell. */
async function readings(text: string, before: (scene: Scene) => void = () => undefined) {
  const scene = await new Scene().deploy(text);
  scene.create('p', { x: 1, limit: '2026-01-05T09:00:00Z' });
  before(scene);
  const [instance] = scene.engine.state.instances.values();
  if (!instance) throw new Error('nothing runs');
  const withoutDates = (waiting: WaitingInstance): WaitingInstance => ({
    ...waiting,
    elements: waiting.elements.map((one) => ({ ...one, timers: undated(one.timers) })),
    timers: undated(waiting.timers),
  });
  const undated = (timers: WaitingInstance['timers']) =>
    timers
      .map(({ elementId }) => ({ elementId, dueDate: null }))
      .toSorted((a, b) => (a.elementId < b.elementId ? -1 : 1));
  return {
    embedded: withoutDates(embeddedWaiting(scene.engine.state, instance)),
    cluster: withoutDates(clusterWaiting(instance.process, rowsOf(scene, instance))),
  };
}

describe('how an instance of a cluster waits', () => {
  const branches = process(
    'p',
    [start(), gateway('fork', 'parallel'), user('a'), user('b'), gateway('join', 'parallel'), end()],
    ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> end'],
  );
  const reminded = process(
    'p',
    [
      start(),
      sub('s', [start('s1'), user('check')], ['s1 -> check'], { inputs: { own: '=x' } }),
      boundary('remind', 's', timer('date', '=limit'), { interrupting: false }),
      boundary('again', 's', timer('cycle', 'R/PT1H'), { interrupting: false }),
      boundary('late', 's', timer('duration', 'P9D')),
      end(),
    ],
    ['start -> s', 's -> end', 'remind -> end', 'again -> end', 'late -> end'],
  );
  const listened = process(
    'p',
    [
      start(),
      job('task', 'work', {
        listeners: [
          ['start', 'first'],
          ['start', 'second'],
        ],
      }),
    ],
    ['start -> task'],
  );
  const beside = process(
    'p',
    [
      start(),
      user('check'),
      sub('e', [start('e1', timer('duration', 'PT1H'), { interrupting: false }), end('e2')], ['e1 -> e2'], {
        event: true,
      }),
    ],
    ['start -> check'],
  );
  const asking = process('p', [start(), catching('wait', message('m', '="k"'))], ['start -> wait']);
  const hour = (scene: Scene): void => scene.engine.advance(3_600_000);

  const SAME: { name: string; text: string; before?: (scene: Scene) => void }[] = [
    { name: 'two branches', text: branches },
    { name: 'scopes and timers', text: reminded },
    { name: 'timers that have fired', text: reminded, before: hour },
    { name: 'a first listener', text: listened },
    { name: 'a second listener', text: listened, before: (scene) => scene.complete('first') },
    {
      name: 'a job after its listeners, without retries',
      text: listened,
      before: (scene) => {
        scene.complete('first');
        scene.complete('second');
        scene.fail('work', 0);
      },
    },
    { name: 'a timer of the process', text: beside },
    { name: 'a timer of the process that has fired', text: beside, before: hour },
    { name: 'a message', text: asking },
  ];

  it.each(SAME)('should be read from its records as from the state: $name', async ({ text, before }) => {
    const { embedded, cluster } = await readings(text, before);
    expect(cluster).toEqual(embedded);
    expect(planMove(cluster)).toEqual(planMove(embedded));
  });

  it('should stay where a token may wait at a join, and be free when the join is through', async () => {
    const half = await readings(branches, (scene) => scene.completeTask('a'));
    expect(half.cluster.obstacles).toEqual(['some of its paths may wait at the join «join» already']);
    expect(half.embedded.obstacles).toHaveLength(1);
    const loop = process(
      'p',
      [start(), gateway('fork', 'parallel'), manual('a'), manual('b'), gateway('join', 'parallel'), user('c')],
      ['start -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join', 'join -> c'],
    );
    expect((await readings(loop)).cluster.obstacles).toEqual([]);
  });

  it('should stay when something can be undone, when a message began it, when a timer has fired beside it', async () => {
    const undoable = process(
      'p',
      [
        start(),
        manual('book'),
        boundary('undo', 'book', compensation()),
        job('cancel', 'cancel', { isForCompensation: true }),
        user('check'),
      ],
      ['start -> book', 'book -> check', 'undo ~ cancel'],
    );
    const { cluster, embedded } = await readings(undoable);
    expect(cluster.obstacles).toEqual(['something it has done can still be undone, and that would be forgotten']);
    expect(embedded.obstacles).toEqual(cluster.obstacles);
    const scene = await new Scene().deploy(process('p', [start('start', message('begin')), user('a')], ['start -> a']));
    scene.publish('begin', 'key');
    const [instance] = scene.engine.state.instances.values();
    if (!instance) throw new Error('nothing runs');
    expect(clusterWaiting(instance.process, rowsOf(scene, instance)).obstacles).toHaveLength(1);
    const fired = planMove((await readings(reminded, hour)).cluster);
    expect(fired).toEqual({ ok: false, obstacles: ['the timer «remind» has fired already and would fire again'] });
  });
});
