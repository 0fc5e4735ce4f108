import { finish } from '../../behavior/completion.js';
import { evaluateString } from '../../behavior/expression.js';
import { Failure } from '../../behavior/failure.js';
import { applyInputs, applyOutputs } from '../../behavior/mapping.js';
import { throwSignal } from '../../behavior/signals.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** Broadcasts a signal with the event's own variables, those of its input mappings, and goes on. */
export const signalThrowEvent: ElementProcessor = {
  activate(run, instance) {
    const { signal } = instance.element;
    if (!signal) throw new Error(`element ${instance.element.id} has no signal`);
    const unmapped = applyInputs(run, instance);
    if (unmapped) return unmapped;
    const name = evaluateString(run, signal.name, instance);
    if (name instanceof Failure) return name;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    throwSignal(run, instance, name);
    run.follow({ kind: 'complete', instance });
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};
