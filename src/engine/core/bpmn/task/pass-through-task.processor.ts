import { activateAndComplete, finish } from '../../behavior/completion.js';
import type { ElementProcessor } from '../element-processor.js';

/** Manual and undefined tasks: noted and passed; mappings have no effect on them, as in Zeebe. */
export const passThroughTask: ElementProcessor = {
  activate: activateAndComplete,
  complete: finish,
};
