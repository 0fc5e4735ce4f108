import { processOf } from '../state/definition.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { SignalEntry } from '../state/signal-state.js';
import type { StepRun } from '../step/step-run.js';
import type { VariableDocument } from '../records.js';
import { startAtEvent } from './create-instance.js';
import { canTrigger, triggerEvent } from './event-trigger.js';
import { requireGraphs, requireTree } from './required-graphs.js';
import { elementAt } from './transition.js';
import { localDocument } from './variables.js';

/**
 * A process throws a signal. Everybody hears it in a step of its own, like a command from outside: those who wait may be
 * anywhere, and the trees of all of them have to be there.
 */
export function throwSignal(run: StepRun, thrower: ElementInstance, signalName: string): void {
  run.emit({
    valueType: 'SIGNAL',
    intent: 'BROADCASTING',
    key: run.nextKey(),
    tenantId: thrower.instance.tenantId,
    signalName,
    variables: localDocument(thrower),
  });
}

/** Everything that has to be loaded before a signal may be broadcast. */
export function requireHearers(run: StepRun, hearers: readonly SignalEntry[]): void {
  for (const { elementInstanceKey, processInstanceKey, definitionKey } of hearers) {
    const instance = run.state.instances.get(processInstanceKey);
    const definition = run.state.definitions.get(definitionKey);
    if (elementInstanceKey > 0 && instance) requireTree(run.state, instance);
    else if (elementInstanceKey < 0 && definition) requireGraphs(run.state, definition);
  }
}

/** Start events make new instances, waiting elements go on; whoever no longer waits by then hears nothing. */
export function broadcast(run: StepRun, hearers: readonly SignalEntry[], variables: VariableDocument): void {
  for (const entry of hearers) {
    if (!run.state.signals.subscriptions.has(entry.key)) continue;
    if (entry.elementInstanceKey < 0) start(run, entry, variables);
    else hear(run, entry, variables);
  }
}

function start(run: StepRun, { definitionKey, target }: SignalEntry, variables: VariableDocument): void {
  const definition = run.state.definitions.get(definitionKey);
  if (!definition) throw new Error(`definition ${definitionKey} does not exist`);
  startAtEvent(run, definition, elementAt(processOf(definition), target), variables);
}

function hear(run: StepRun, entry: SignalEntry, variables: VariableDocument): void {
  const owner = run.state.elements.get(entry.elementInstanceKey);
  if (!owner) throw new Error(`process instance ${entry.processInstanceKey} of a signal subscription is not loaded`);
  const target = elementAt(owner.instance.process, entry.target);
  if (canTrigger(owner, target)) triggerEvent(run, owner, target, variables);
}
