import type { Decision, DecisionRequirements, Definition, Form } from './definition.js';
import type { ElementInstance } from './element-instance.js';
import { DEFAULT_SETTINGS, type EngineSettings } from './engine-settings.js';
import { MessageState } from './message-state.js';
import type { ProcessInstance } from './process-instance.js';
import { SignalState } from './signal-state.js';
import { Versions } from './versions.js';
import type { Incident, Job, UserTask } from './work-items.js';

/** Light entry of the index of all timers; the instance itself need not be in memory. */
export interface TimerEntry {
  readonly key: number;
  readonly dueDate: number;
  readonly repetitions: number;
  /** -1 for start events of a process. */
  readonly elementInstanceKey: number;
  readonly processInstanceKey: number;
  readonly rootKey: number;
  readonly definitionKey: number;
  readonly target: number;
}

/**
 * Everything the step function reads. Changed by `apply` alone. Process instances may be absent (stored, not loaded): who
 * runs a step loads the trees it touches before. Messages, timers and definitions are always complete.
 */
export class EngineState {
  readonly definitions = new Versions<Definition>(({ bpmnProcessId }) => bpmnProcessId);
  readonly requirements = new Versions<DecisionRequirements>(({ id }) => id);
  readonly decisions = new Versions<Decision>(({ id }) => id);
  readonly forms = new Versions<Form>(({ id }) => id);
  readonly instances = new Map<number, ProcessInstance>();
  readonly elements = new Map<number, ElementInstance>();
  readonly jobs = new Map<number, Job>();
  readonly userTasks = new Map<number, UserTask>();
  readonly incidents = new Map<number, Incident>();
  readonly messages = new MessageState();
  readonly signals = new SignalState();
  readonly timers = new Map<number, TimerEntry>();
  /** The next key to hand out; keys below 2^53 fit into a number. */
  nextKey = FIRST_KEY;

  constructor(readonly settings: EngineSettings = DEFAULT_SETTINGS) {}
}

/** Partition 1 in the high bits, counter from 1: Zeebe's first key. */
export const FIRST_KEY = 2251799813685249;
