import type { ExecutableElement } from '../../model/index.js';
import type { VariableDocument } from '../records.js';
import type { Definition } from '../state/definition.js';
import { processOf } from '../state/definition.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { activateTriggered } from './event-trigger.js';
import { consumeTrigger, noteTrigger } from './process-event.js';
import { elementAt, transition } from './transition.js';

/** Makes the element instance of a new process instance; `caller` is the call activity that asks for it. */
export function beginInstance(run: StepRun, definition: Definition, caller: ElementInstance | null): ElementInstance {
  const key = run.nextKey();
  run.emit({
    valueType: 'PROCESS_INSTANCE',
    intent: 'ELEMENT_ACTIVATING',
    key,
    definition,
    element: elementAt(processOf(definition), 0),
    processInstanceKey: key,
    flowScopeKey: -1,
    parentProcessInstanceKey: caller?.instance.key ?? -1,
    parentElementInstanceKey: caller?.key ?? -1,
    flow: null,
    loopCounter: 0,
  });
  const root = run.state.elements.get(key);
  if (!root) throw new Error(`process instance ${key} was not created`);
  return root;
}

/** The instance goes to work at its none start event. */
export function startAtNoneStart(run: StepRun, root: ElementInstance): void {
  if (hasStartListeners(root)) run.follow({ kind: 'retry', instance: root });
  else beginWork(run, root);
}

const hasStartListeners = ({ element }: ElementInstance): boolean => (element.listeners?.start.length ?? 0) > 0;

/** Goes to work at the event that has triggered it, else at the none start event. */
export function beginWork(run: StepRun, root: ElementInstance): void {
  const { trigger } = root;
  transition(run, root, 'ELEMENT_ACTIVATED');
  if (trigger) {
    activateTriggered(run, root, elementAt(root.instance.process, trigger.target), consumeTrigger(run, root));
    return;
  }
  const element = elementAt(root.instance.process, root.element.startEvent);
  run.follow({ kind: 'activate', scope: root, element, flow: null });
}

/** A message or timer starts an instance; the event's variables are local to the start event at first. */
export function startAtEvent(
  run: StepRun,
  definition: Definition,
  startEvent: ExecutableElement,
  variables: VariableDocument,
): ElementInstance {
  const root = beginInstance(run, definition, null);
  if (hasStartListeners(root)) {
    noteTrigger(run, root, startEvent, variables);
    run.follow({ kind: 'retry', instance: root });
    return root;
  }
  transition(run, root, 'ELEMENT_ACTIVATED');
  activateTriggered(run, root, startEvent, variables);
  return root;
}
