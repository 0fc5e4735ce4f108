import { bpmn } from '../../../src/engine/core/testing/bpmn-text.js';
import { type Block, writeProcess } from '../../../src/engine/core/testing/random-process.js';
import type { Resource } from '../../../src/engine/engine.js';
import { OWN } from '../model.js';
import { file } from '../scenario.js';

/** The model as Zeebe 8.5.8 can run it, with names of its own; what it does otherwise on purpose is left out. */
export function randomModel(blocks: readonly Block[]): Resource {
  const text = bpmn(writeProcess(blocks.map((block) => runnable(block, false))));
  return file(
    NAMES.reduce((result, name) => result.replaceAll(name, `$1${OWN}`), text),
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

/**
 * Ad-hoc sub-processes and inclusive joins are of later versions. A process that is called inside a loop takes the loop's
 * collection along, and a thrown signal is heard a step later than in Zeebe (docs/zeebe-differences.md).
 */
function runnable(block: Block, inLoop: boolean): Block {
  const all = (path: readonly Block[], loop = inLoop): Block[] => path.map((inner) => runnable(inner, loop));
  switch (block.kind) {
    case 'free':
      return { kind: 'job' };
    case 'tell':
      return { kind: 'manual' };
    case 'call':
      return inLoop ? { kind: 'job' } : block;
    case 'some':
    case 'either':
    case 'all':
      return { kind: block.kind === 'some' ? 'either' : block.kind, ways: [all(block.ways[0]), all(block.ways[1])] };
    case 'guarded':
      return { ...block, handler: { ...block.handler, path: all(block.handler.path) } };
    case 'loop':
      return { ...block, body: all(block.body, true) };
    case 'raised':
      return { ...block, body: all(block.body), way: all(block.way) };
    case 'sub':
      return {
        ...block,
        body: all(block.body),
        boundary: block.boundary && { ...block.boundary, path: all(block.boundary.path) },
        event: block.event && { ...block.event, path: all(block.event.path) },
      };
    default:
      return block;
  }
}
