import { bpmn } from '../../../src/engine/core/testing/bpmn-text.js';
import { type Block, writeProcess } from '../../../src/engine/core/testing/random-process.js';
import type { Resource } from '../../../src/engine/engine.js';
import { OWN } from '../model.js';
import { file } from '../scenario.js';

/** The model as Zeebe 8.5.8 can run it, with names of its own; what it does otherwise on purpose is left out. */
export function randomModel(blocks: readonly Block[]): Resource {
  const text = bpmn(writeProcess(blocks.map((block) => runnable(block, { loop: false, signal: false }))));
  // No two timers fall due at one moment, and no two instances wait for one message: which of them came first may differ.
  const apart = text.replaceAll('R2/PT1H', 'R2/PT50M').replaceAll('=&quot;k&quot;', '=key');
  return file(
    NAMES.reduce((result, name) => result.replaceAll(name, `$1${OWN}`), apart),
    'own_random.bpmn',
  );
}

/** What stands before each name of a process, message, signal or job type. */
const NAMES = [
  /(<bpmn:process id=")/g,
  /(<zeebe:calledElement processId=")/g,
  /(<bpmn:(?:message|signal) id="[^"]*" name=")/g,
  /(<zeebe:taskDefinition type=")/g,
  /(<zeebe:executionListener eventType="[^"]*" type=")/g,
];

/** What a block stands in. */
interface Around {
  loop: boolean;
  /** Something around it waits for the same signal. */
  signal: boolean;
}

/**
 * Ad-hoc sub-processes and inclusive joins are of later versions. A process that is called inside a loop takes the loop's
 * collection along, a thrown signal is heard a step later than in Zeebe, and of several handlers of one signal inside each
 * other some do not begin there (docs/zeebe-differences.md).
 */
function runnable(block: Block, around: Around): Block {
  const all = (path: readonly Block[], more: Partial<Around> = {}): Block[] =>
    path.map((inner) => runnable(inner, { ...around, ...more }));
  switch (block.kind) {
    case 'free':
      return { kind: 'job' };
    case 'tell':
      return { kind: 'manual' };
    case 'call':
      return around.loop ? { kind: 'job' } : block;
    case 'some':
    case 'either':
    case 'all':
      return { kind: block.kind === 'some' ? 'either' : block.kind, ways: [all(block.ways[0]), all(block.ways[1])] };
    case 'guarded': {
      const { trigger, path } = block.handler;
      return { ...block, handler: { trigger: once(trigger, around.signal), path: all(path) } };
    }
    case 'loop':
      return { ...block, body: all(block.body, { loop: true }) };
    case 'raised':
      return { ...block, body: all(block.body), way: all(block.way) };
    case 'sub':
      return runnableSub(block, around, all);
    default:
      return block;
  }
}

type SubProcess = Extract<Block, { kind: 'sub' }>;
type Trigger = NonNullable<SubProcess['event']>['trigger'];

function runnableSub(
  block: SubProcess,
  around: Around,
  all: (path: readonly Block[], more?: Partial<Around>) => Block[],
): Block {
  const boundary = block.boundary && {
    ...block.boundary,
    trigger: seen(once(block.boundary.trigger, around.signal), block.event !== null),
  };
  const taken = around.signal || isSignal(boundary?.trigger);
  const event = block.event && { ...block.event, trigger: once(block.event.trigger, taken) };
  const signal = taken || isSignal(event?.trigger);
  return {
    ...block,
    body: all(block.body, { signal }),
    boundary: boundary && { ...boundary, path: all(boundary.path) },
    event: event && { ...event, path: all(event.path, { signal }) },
  };
}

/** The error of an event sub-process is not seen at the boundary of its sub-process. */
const seen = (trigger: Trigger, hasEvent: boolean): Trigger => (hasEvent && trigger === 'error' ? 'message' : trigger);

const isSignal = (trigger: Trigger | undefined): boolean => trigger === 'signal' || trigger === 'side signal';
const once = (trigger: Trigger, taken: boolean): Trigger => (taken && isSignal(trigger) ? 'message' : trigger);
