import type { CreationRecord, ProcessInstanceRecord, SequenceFlowRecord } from '../records.js';
import { processOf } from '../state/definition.js';
import { ElementInstance } from '../state/element-instance.js';
import type { EngineState } from '../state/engine-state.js';
import { ProcessInstance } from '../state/process-instance.js';

export function applyProcessInstance(state: EngineState, event: ProcessInstanceRecord): void {
  switch (event.intent) {
    case 'ELEMENT_ACTIVATING':
      return activating(state, event);
    case 'ELEMENT_ACTIVATED':
      return activated(state, event);
    case 'ELEMENT_COMPLETING':
      return completing(elementOf(state, event));
    case 'ELEMENT_TERMINATING':
      elementOf(state, event).state = 'TERMINATING';
      return;
    case 'ELEMENT_MIGRATED':
      return migrated(state, event);
    case 'ELEMENT_COMPLETED':
    case 'ELEMENT_TERMINATED':
      return gone(state, event);
  }
}

/** The instance itself has records of its own; its tags are known from this one alone. */
export function applyCreation(state: EngineState, { processInstanceKey, tags }: CreationRecord): void {
  const instance = state.instances.get(processInstanceKey);
  if (instance && tags.length > 0) instance.tags = tags;
}

export function applySequenceFlow(state: EngineState, event: SequenceFlowRecord): void {
  const scope = state.elements.get(event.flowScopeKey);
  if (!scope) return;
  scope.activeFlows += 1;
  const target = scope.instance.process.elements[event.flow.target];
  if (target?.type !== 'PARALLEL_GATEWAY' && target?.type !== 'INCLUSIVE_GATEWAY') return;
  scope.joins ??= new Map();
  scope.joins.set(event.flow.index, (scope.joins.get(event.flow.index) ?? 0) + 1);
}

function elementOf(state: EngineState, event: ProcessInstanceRecord): ElementInstance {
  const element = state.elements.get(event.key);
  if (!element) throw new Error(`element instance ${event.key} does not exist`);
  return element;
}

function activating(state: EngineState, event: ProcessInstanceRecord): void {
  if (event.element.type === 'PROCESS') {
    startInstance(state, event);
    return;
  }
  const scope = state.elements.get(event.flowScopeKey);
  if (!scope) throw new Error(`flow scope ${event.flowScopeKey} does not exist`);
  const element = new ElementInstance(event.key, event.element, scope.instance, scope);
  element.loopCounter = event.loopCounter;
  if (event.loopCounter > 0) scope.loopCounter = event.loopCounter;
  add(state, scope.instance, element);
  scope.children += 1;
  if (event.flow) consumeFlows(scope, event);
}

function startInstance(state: EngineState, event: ProcessInstanceRecord): void {
  const parent = state.instances.get(event.parentProcessInstanceKey);
  const instance = new ProcessInstance(
    event.key,
    event.definition,
    processOf(event.definition),
    event.parentProcessInstanceKey,
    event.parentElementInstanceKey,
    parent?.rootKey ?? event.key,
  );
  state.instances.set(instance.key, instance);
  add(state, instance, new ElementInstance(event.key, event.element, instance, null));
  const caller = state.elements.get(event.parentElementInstanceKey);
  if (caller) caller.calledInstanceKey = event.key;
}

function add(state: EngineState, instance: ProcessInstance, element: ElementInstance): void {
  instance.elements.set(element.key, element);
  state.elements.set(element.key, element);
}

/** A join takes one token of every flow that brought one, any other element the one that led to it. */
function consumeFlows(scope: ElementInstance, event: ProcessInstanceRecord): void {
  if (event.element.type !== 'PARALLEL_GATEWAY' && event.element.type !== 'INCLUSIVE_GATEWAY') {
    scope.activeFlows -= 1;
    return;
  }
  for (const { index } of event.element.incoming) {
    const left = (scope.joins?.get(index) ?? 0) - 1;
    if (left < 0) continue;
    if (left > 0) scope.joins?.set(index, left);
    else scope.joins?.delete(index);
    scope.activeFlows -= 1;
  }
}

function completing(element: ElementInstance): void {
  element.state = 'COMPLETING';
  element.listenersDone = 0;
}

function activated(state: EngineState, event: ProcessInstanceRecord): void {
  const element = elementOf(state, event);
  element.state = 'ACTIVATED';
  const { scope } = element;
  if (!scope || event.element.type !== 'END_EVENT' || event.element.eventType !== 'TERMINATE') return;
  scope.interrupted = true;
  scope.activeFlows = 0;
  scope.joins = null;
}

/** The process itself comes first: what follows of the instance is already in the new graph. */
function migrated(state: EngineState, event: ProcessInstanceRecord): void {
  const element = elementOf(state, event);
  element.element = event.element;
  if (element.scope) return;
  element.instance.definition = event.definition;
  element.instance.process = processOf(event.definition);
}

function gone(state: EngineState, event: ProcessInstanceRecord): void {
  const element = elementOf(state, event);
  state.elements.delete(event.key);
  element.instance.elements.delete(event.key);
  const { scope } = element;
  if (scope) {
    scope.children -= 1;
    if (element.element.loopBody >= 0) {
      if (event.intent === 'ELEMENT_COMPLETED') scope.completedInner += 1;
      else scope.terminatedInner += 1;
    }
    return;
  }
  state.instances.delete(event.key);
  state.messages.unlock(event.key);
  const caller = state.elements.get(event.parentElementInstanceKey);
  if (caller) caller.calledInstanceKey = 0;
}
