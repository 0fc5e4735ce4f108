import * as fc from 'fast-check';
import type { PortCommand } from './in-memory-engine.js';
import { findLostTokens } from './testing/check-tokens.js';
import { dump } from './testing/dump.js';
import { type Block, randomPath, writeProcess } from './testing/random-process.js';
import { replay } from './testing/replay.js';
import { Scene, TENANT } from './testing/scene.js';

const HOUR = 3_600_000;
/** `WALKS=2000` looks longer. */
const RUNS = Number(process.env['WALKS'] ?? 80);

/** One thing that happens from outside; `pick` chooses among what is open. */
interface Move {
  kind: 'complete' | 'fail' | 'throw' | 'task' | 'message' | 'signal' | 'hour' | 'resolve' | 'set' | 'cancel';
  pick: number;
}

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<Move['kind']>('complete', 'task', 'message', 'hour') },
    { weight: 4, arbitrary: fc.constantFrom<Move['kind']>('fail', 'throw', 'resolve', 'set', 'signal') },
    { weight: 1, arbitrary: fc.constant<Move['kind']>('cancel') },
  ),
  pick: fc.nat(1000),
});

const choose = <T>(items: Iterable<T>, pick: number): T | undefined => {
  const all = [...items];
  return all[pick % Math.max(1, all.length)];
};

/** Commands may come too late or be refused: nothing may break because of that. */
function make(scene: Scene, { kind, pick }: Move): void {
  const { state } = scene.engine;
  if (kind === 'hour') return scene.engine.advance(HOUR);
  const command = commandOf(scene, kind, pick);
  if (command) scene.engine.execute(command);
  expect(state.nextKey).toBeGreaterThan(0);
}

function commandOf(scene: Scene, kind: Move['kind'], pick: number): PortCommand | null {
  const { state } = scene.engine;
  const jobKey = String(choose(state.jobs.keys(), pick) ?? 0);
  const variables = { n: pick % 4 };
  switch (kind) {
    case 'complete':
      return { type: 'completeJob', jobKey, variables };
    case 'fail':
      return { type: 'failJob', jobKey, retries: pick % 2, errorMessage: 'no', retryBackOff: (pick % 3) * HOUR };
    case 'throw':
      return { type: 'throwError', jobKey, errorCode: 'E', errorMessage: 'no', variables };
    case 'task':
      return { type: 'completeUserTask', userTaskKey: String(choose(state.userTasks.keys(), pick) ?? 0), variables };
    case 'resolve':
      return { type: 'resolveIncident', incidentKey: String(choose(state.incidents.keys(), pick) ?? 0) };
    case 'set':
      return {
        type: 'setVariables',
        elementInstanceKey: String(choose(state.elements.keys(), pick) ?? 0),
        variables,
        local: pick % 2 === 0,
      };
    case 'signal':
      return { type: 'broadcastSignal', tenantId: TENANT, signalName: pick % 2 === 0 ? 'news' : 'told', variables };
    case 'cancel':
      return pick % 5 === 0
        ? { type: 'cancelProcessInstance', processInstanceKey: String(choose(state.instances.keys(), pick) ?? 0) }
        : null;
    default: {
      const name = choose(state.messages.subscriptions.values(), pick)?.messageName ?? 'nobody';
      return {
        type: 'publishMessage',
        tenantId: TENANT,
        name,
        correlationKey: 'k',
        timeToLive: (pick % 2) * HOUR,
        variables,
      };
    }
  }
}

/** Does what is open until nothing is; events that only start something beside are left alone. */
function bringToEnd(scene: Scene): void {
  const { state } = scene.engine;
  for (let round = 0; round < 300 && !scene.isOver(); round += 1) {
    for (const { key, jobKey } of state.incidents.values()) {
      if (jobKey > 0) scene.engine.execute({ type: 'updateJobRetries', jobKey: String(jobKey), retries: 1 });
      scene.engine.execute({ type: 'resolveIncident', incidentKey: String(key) });
    }
    for (const key of state.jobs.keys())
      scene.engine.execute({ type: 'completeJob', jobKey: String(key), variables: {} });
    for (const key of state.userTasks.keys())
      scene.engine.execute({ type: 'completeUserTask', userTaskKey: String(key), variables: {} });
    const waits = [...state.elements.values()].flatMap(({ messages }) => messages ?? []);
    for (const { messageName, interrupting } of waits) if (interrupting) scene.publish(messageName, 'k');
    scene.engine.execute({ type: 'broadcastSignal', tenantId: TENANT, signalName: 'told', variables: {} });
    scene.engine.advance(HOUR);
  }
}

async function walk(blocks: readonly Block[], moves: readonly Move[]): Promise<Scene> {
  const scene = await new Scene().deploy(writeProcess(blocks));
  Scene.opened.length = 0;
  scene.create('p');
  expect(findLostTokens(scene.engine.state)).toEqual([]);
  for (const next of moves) {
    make(scene, next);
    expect(findLostTokens(scene.engine.state)).toEqual([]);
  }
  return scene;
}

/** Begins at any element and ends any element instance; much of it is refused. */
function modify({ engine }: Scene, pick: number): void {
  const instance = choose(engine.state.instances.values(), pick);
  if (!instance) return;
  const elementId = choose(instance.process.indexById.keys(), pick) ?? '';
  const elementInstanceKey = String(choose(instance.elements.keys(), pick >> 3) ?? 0);
  engine.execute({
    type: 'modifyProcessInstance',
    processInstanceKey: String(instance.key),
    activateInstructions: pick % 3 > 0 ? [{ elementId }] : [],
    terminateInstructions: pick % 3 < 2 ? [{ elementInstanceKey }] : [],
  });
}

describe('random walks through random processes', () => {
  it(
    'should keep count of tokens when instances are modified on the way',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          randomPath,
          fc.array(fc.tuple(move, fc.nat(10_000)), { minLength: 5, maxLength: 15 }),
          async (blocks, moves) => {
            const scene = await walk(blocks, []);
            for (const [next, pick] of moves) {
              make(scene, next);
              modify(scene, pick);
              expect(findLostTokens(scene.engine.state)).toEqual([]);
            }
            expect(dump(replay(scene.engine.events))).toEqual(dump(scene.engine.state));
          },
        ),
        { numRuns: RUNS },
      );
    },
    RUNS * 2_000,
  );

  it(
    'should lose no token, come to the end, and be what the events say',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomPath, fc.array(move, { maxLength: 25 }), async (blocks, moves) => {
          const scene = await walk(blocks, moves);
          expect(dump(replay(scene.engine.events))).toEqual(dump(scene.engine.state));
          bringToEnd(scene);
          expect(scene.active()).toEqual([]);
          expect(scene.isOver()).toBe(true);
          expect(findLostTokens(scene.engine.state)).toEqual([]);
          expect(dump(replay(scene.engine.events))).toEqual(dump(scene.engine.state));
        }),
        { numRuns: RUNS },
      );
    },
    RUNS * 2_000,
  );
});
