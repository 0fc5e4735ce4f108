import { finish } from '../../behavior/completion.js';
import { findEscalationCatch, throwEscalation } from '../../behavior/escalation.js';
import { evaluateString } from '../../behavior/expression.js';
import { Failure } from '../../behavior/failure.js';
import { applyOutputs } from '../../behavior/mapping.js';
import { transition } from '../../behavior/transition.js';
import type { ElementProcessor } from '../element-processor.js';

/** Throws an escalation; goes on unless the event that caught it has interrupted its scope. */
export const escalationThrowEvent: ElementProcessor = {
  activate(run, instance) {
    const code = instance.element.escalation?.code;
    const text = code ? evaluateString(run, code, instance) : '';
    if (text instanceof Failure) return text;
    const found = findEscalationCatch(run, instance, text);
    if (found instanceof Failure) return found;
    transition(run, instance, 'ELEMENT_ACTIVATED');
    if (throwEscalation(run, instance, text, found)) run.follow({ kind: 'complete', instance });
    return null;
  },
  complete: (run, instance) => applyOutputs(run, instance) ?? finish(run, instance),
};
