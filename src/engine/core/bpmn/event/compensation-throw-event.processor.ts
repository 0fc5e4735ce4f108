import { triggerCompensation } from '../../behavior/compensation.js';
import { finish } from '../../behavior/completion.js';
import { applyOutputs } from '../../behavior/mapping.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** Undoes what was done; goes on when every handler is through, at once when there is nothing to undo. */
export const compensationThrowEvent: ElementProcessor = {
  activate(run, instance) {
    transition(run, instance, 'ELEMENT_ACTIVATED');
    if (!triggerCompensation(run, instance)) run.follow({ kind: 'complete', instance });
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};
