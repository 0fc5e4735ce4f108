import type { ElementInstance } from '../state/element-instance.js';
import type { Failure } from '../behavior/failure.js';
import type { StepRun } from '../step/step-run.js';

/**
 * What is particular to one kind of element. A {@link Failure} becomes an incident, and the same method runs again from
 * its beginning when that is resolved: evaluate first, write afterwards.
 */
export interface ElementProcessor {
  /** After ELEMENT_ACTIVATING: mappings, what the element waits for, ELEMENT_ACTIVATED, and its own work. */
  activate(run: StepRun, instance: ElementInstance): Failure | null;
  /** After ELEMENT_COMPLETING: mappings, ELEMENT_COMPLETED, and where the token goes. */
  complete(run: StepRun, instance: ElementInstance): Failure | null;
}
