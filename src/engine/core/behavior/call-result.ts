import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { noteTrigger } from './process-event.js';
import { localDocument } from './variables.js';

/** A called process is done: its variables become those of the call activity, which completes. */
export function completeCall(run: StepRun, caller: ElementInstance, called: ElementInstance): void {
  const { element } = caller;
  const handsBack = element.outputs !== null || element.call?.propagateAllChildVariables === true;
  if (handsBack && called.variables) noteTrigger(run, caller, element, localDocument(called));
  run.follow({ kind: 'complete', instance: caller });
}
