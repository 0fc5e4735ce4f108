import type { JsonValue } from '../../engine.js';
import type { VariableContext } from '../../feel/feel.js';
import type { ExecutableElement } from '../../model/index.js';
import type { ProcessInstance } from './process-instance.js';

export type LifecycleState = 'ACTIVATING' | 'ACTIVATED' | 'COMPLETING' | 'TERMINATING';

export interface Variable {
  readonly key: number;
  value: JsonValue;
}

/** An event that happened to a scope and is not consumed yet, with the variables it brings. */
export interface EventTrigger {
  readonly key: number;
  /** Index of the catch event, or of the element itself when its own work is done (job, user task, child). */
  readonly target: number;
  readonly variables: Readonly<Record<string, JsonValue>>;
}

/** Something that waits to happen to an element instance. */
export interface TimerWait {
  readonly key: number;
  readonly target: number;
  readonly dueDate: number;
  readonly repetitions: number;
}

export interface MessageWait {
  readonly key: number;
  readonly target: number;
  readonly messageName: string;
  readonly correlationKey: string;
  readonly interrupting: boolean;
}

export interface SignalWait {
  readonly key: number;
  readonly target: number;
  readonly signalName: string;
}

/** One element at work inside a process instance; also the scope of its variables. */
export class ElementInstance implements VariableContext {
  state: LifecycleState = 'ACTIVATING';
  /** Active element instances directly inside. */
  children = 0;
  /** Sequence flows taken inside that have not led to an element yet. */
  activeFlows = 0;
  /** The scope was ended by an event sub-process or a terminate end event: nothing new starts inside. */
  interrupted = false;
  /** False after an interrupting boundary event: no other event reaches the element. */
  accepting = true;
  trigger: EventTrigger | null = null;
  variables: Map<string, Variable> | null = null;
  timers: TimerWait[] | null = null;
  messages: MessageWait[] | null = null;
  signals: SignalWait[] | null = null;
  /** Tokens that wait at joins inside: flow index → count. */
  joins: Map<number, number> | null = null;
  jobKey = 0;
  userTaskKey = 0;
  incidentKey = 0;
  calledInstanceKey = 0;
  /** Execution listeners that are through, in the current half of the element's life. */
  listenersDone = 0;
  /** Multi-instance: position of an inner instance (1-based); for the body the number of inner instances made so far. */
  loopCounter = 0;
  completedInner = 0;
  terminatedInner = 0;

  constructor(
    readonly key: number,
    /** Changes when the instance is migrated. */
    public element: ExecutableElement,
    readonly instance: ProcessInstance,
    /** Null for the process itself. */
    readonly scope: ElementInstance | null,
  ) {}

  get flowScopeKey(): number {
    return this.scope?.key ?? -1;
  }

  /** What expressions see: the own variable, else that of the nearest enclosing scope. */
  get(name: string): JsonValue | undefined {
    const own = this.variables?.get(name);
    if (own) return own.value;
    for (let { scope } = this; scope; scope = scope.scope) {
      const variable = scope.variables?.get(name);
      if (variable) return variable.value;
    }
    return undefined;
  }

  isActive(): boolean {
    return this.state === 'ACTIVATED';
  }

  /** Nothing is at work or on its way inside. */
  isEmpty(): boolean {
    return this.children === 0 && this.activeFlows === 0;
  }
}
