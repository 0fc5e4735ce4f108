import type { JsonValue } from '../../engine.js';
import {
  ElementInstance,
  type LifecycleState,
  type MessageWait,
  type SignalWait,
  type TimerWait,
} from '../../core/state/element-instance.js';
import type { CompensationSubscription } from '../../core/state/compensation.js';
import type { EngineState } from '../../core/state/engine-state.js';
import { processOf } from '../../core/state/definition.js';
import { ProcessInstance } from '../../core/state/process-instance.js';
import { pack, unpack } from './keys.js';
import { decodeIncident, decodeJob, decodeTask, encodeIncident, encodeJob, encodeTask } from './work-item-codec.js';

/**
 * The stored form of a process instance: everything but its variables, which the table `engine.variable` holds. Numbers in a
 * fixed order, zeros at the end left out; what few elements have stands in an object behind them.
 */
export interface StoredInstance {
  /** Version of this form. */
  v: 1;
  definition: number;
  /** Calling instance and element instance; absent when nobody called. */
  parent?: [number, number];
  elements: StoredElement[];
  /** Activity, its instance, its scope, handler, throwing event, running handler; in front the key. */
  compensations?: StoredCompensation[];
  tags?: readonly string[];
}

type StoredCompensation = [key: number, number, number, number, number, number, number];

type StoredElement = [...numbers: number[], extras: Extras] | number[];

interface Extras {
  trigger?: [number, number, Readonly<Record<string, JsonValue>>];
  timers?: [number, number, number, number][];
  messages?: [number, number, string, string, boolean][];
  signals?: [number, number, string][];
  joins?: [number, number][];
  /** Execution listeners that are through. */
  listeners?: number;
  job?: ReturnType<typeof encodeJob>;
  task?: ReturnType<typeof encodeTask>;
  incident?: ReturnType<typeof encodeIncident>;
}

const STATES: readonly LifecycleState[] = ['ACTIVATING', 'ACTIVATED', 'COMPLETING', 'TERMINATING'];
const NUMBERS = 14;

export function encodeInstance(state: EngineState, instance: ProcessInstance): string {
  const stored: StoredInstance = { v: 1, definition: pack(instance.definition.key), elements: [] };
  if (instance.parentProcessInstanceKey > 0) {
    stored.parent = [pack(instance.parentProcessInstanceKey), pack(instance.parentElementInstanceKey)];
  }
  for (const element of instance.elements.values()) stored.elements.push(encodeElement(state, element));
  if (instance.compensations) stored.compensations = instance.compensations.map(encodeCompensation);
  if (instance.tags.length > 0) stored.tags = instance.tags;
  return JSON.stringify(stored);
}

const encodeCompensation = (one: CompensationSubscription): StoredCompensation => [
  pack(one.key),
  one.activity,
  pack(one.activityInstanceKey),
  pack(one.scopeKey),
  one.handler,
  pack(one.throwEventInstanceKey),
  pack(one.handlerInstanceKey),
];

function decodeCompensation(stored: StoredCompensation): CompensationSubscription {
  const [key, activity, activityInstanceKey, scopeKey, handler, throwEventInstanceKey, handlerInstanceKey] = stored;
  return {
    key: unpack(key),
    activity,
    activityInstanceKey: unpack(activityInstanceKey),
    scopeKey: unpack(scopeKey),
    handler,
    throwEventInstanceKey: unpack(throwEventInstanceKey),
    handlerInstanceKey: unpack(handlerInstanceKey),
  };
}

function encodeElement(state: EngineState, element: ElementInstance): StoredElement {
  const numbers = [
    pack(element.key),
    element.element.index,
    element.scope ? pack(element.scope.key) : 0,
    STATES.indexOf(element.state),
    (element.interrupted ? 1 : 0) + (element.accepting ? 0 : 2),
    element.children,
    element.activeFlows,
    element.loopCounter,
    element.completedInner,
    element.terminatedInner,
    pack(element.jobKey),
    pack(element.userTaskKey),
    pack(element.incidentKey),
    pack(element.calledInstanceKey),
  ];
  const extras = encodeExtras(state, element);
  if (extras) return [...numbers, extras] as StoredElement;
  while (numbers.at(-1) === 0) numbers.pop();
  return numbers;
}

function encodeExtras(state: EngineState, element: ElementInstance): Extras | undefined {
  const { trigger, timers, messages, signals, joins } = element;
  const extras: Extras = {};
  if (trigger) extras.trigger = [pack(trigger.key), trigger.target, trigger.variables];
  if (timers) extras.timers = timers.map((wait) => [pack(wait.key), wait.target, wait.dueDate, wait.repetitions]);
  if (messages) {
    extras.messages = messages.map((wait) => [
      pack(wait.key),
      wait.target,
      wait.messageName,
      wait.correlationKey,
      wait.interrupting,
    ]);
  }
  if (signals) extras.signals = signals.map((wait) => [pack(wait.key), wait.target, wait.signalName]);
  if (joins && joins.size > 0) extras.joins = [...joins];
  if (element.listenersDone > 0) extras.listeners = element.listenersDone;
  const job = state.jobs.get(element.jobKey);
  if (job) extras.job = encodeJob(job);
  const task = state.userTasks.get(element.userTaskKey);
  if (task) extras.task = encodeTask(task);
  const incident = state.incidents.get(element.incidentKey);
  if (incident) extras.incident = encodeIncident(incident);
  for (const _ in extras) return extras;
  return undefined;
}

/** Key of the definition that has to be loaded, with its graph, before {@link decodeInstance}. */
export const definitionKeyOf = (stored: StoredInstance): number => unpack(stored.definition);

/** Adds a stored instance and all that belongs to it to the state; variables follow by scope. */
export function decodeInstance(
  state: EngineState,
  key: number,
  rootKey: number,
  stored: StoredInstance,
): ProcessInstance {
  const definition = state.definitions.get(definitionKeyOf(stored));
  if (!definition) throw new Error(`process definition ${definitionKeyOf(stored)} does not exist`);
  const [parent = -1, caller = -1] = stored.parent ?? [];
  const instance = new ProcessInstance(key, definition, processOf(definition), unpack(parent), unpack(caller), rootKey);
  for (const element of stored.elements) decodeElement(state, instance, element);
  if (stored.compensations) instance.compensations = stored.compensations.map(decodeCompensation);
  if (stored.tags) instance.tags = stored.tags;
  state.instances.set(key, instance);
  return instance;
}

function decodeElement(state: EngineState, instance: ProcessInstance, stored: StoredElement): void {
  const extras = (stored.length > NUMBERS ? stored[NUMBERS] : undefined) as Extras | undefined;
  const number = (index: number): number => (stored[index] as number | undefined) ?? 0;
  const model = instance.process.elements[number(1)];
  if (!model) throw new Error(`element ${number(1)} does not exist in process definition ${instance.definition.key}`);
  const scope = number(2) === 0 ? null : (instance.elements.get(unpack(number(2))) ?? null);
  const element = new ElementInstance(unpack(number(0)), model, instance, scope);
  element.state = STATES[number(3)] ?? 'ACTIVATED';
  element.interrupted = (number(4) & 1) !== 0;
  element.accepting = (number(4) & 2) === 0;
  element.children = number(5);
  element.activeFlows = number(6);
  element.loopCounter = number(7);
  element.completedInner = number(8);
  element.terminatedInner = number(9);
  element.jobKey = unpack(number(10));
  element.userTaskKey = unpack(number(11));
  element.incidentKey = unpack(number(12));
  element.calledInstanceKey = unpack(number(13));
  instance.elements.set(element.key, element);
  state.elements.set(element.key, element);
  if (extras) decodeExtras(state, element, extras);
}

function decodeExtras(state: EngineState, element: ElementInstance, extras: Extras): void {
  if (extras.trigger) {
    const [key, target, variables] = extras.trigger;
    element.trigger = { key: unpack(key), target, variables };
  }
  element.timers = extras.timers?.map(timerWait) ?? null;
  element.messages = extras.messages?.map(messageWait) ?? null;
  element.signals = extras.signals?.map(signalWait) ?? null;
  element.listenersDone = extras.listeners ?? 0;
  if (extras.joins) element.joins = new Map(extras.joins);
  if (extras.job) state.jobs.set(element.jobKey, decodeJob(element, extras.job));
  if (extras.task) state.userTasks.set(element.userTaskKey, decodeTask(element, extras.task));
  if (extras.incident) state.incidents.set(element.incidentKey, decodeIncident(element, extras.incident));
}

const timerWait = ([key, target, dueDate, repetitions]: [number, number, number, number]): TimerWait => ({
  key: unpack(key),
  target,
  dueDate,
  repetitions,
});

const signalWait = ([key, target, signalName]: [number, number, string]): SignalWait => ({
  key: unpack(key),
  target,
  signalName,
});

const messageWait = ([key, target, messageName, correlationKey, interrupting]: [
  number,
  number,
  string,
  string,
  boolean,
]): MessageWait => ({ key: unpack(key), target, messageName, correlationKey, interrupting });
