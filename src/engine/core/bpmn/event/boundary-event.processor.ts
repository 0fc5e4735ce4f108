import { finish } from '../../behavior/completion.js';
import { applyOutputs } from '../../behavior/mapping.js';
import type { ElementProcessor } from '../element-processor.js';

/** Becomes active only by being triggered (`activateTriggered`). */
export const boundaryEvent: ElementProcessor = {
  activate: () => null,
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};
