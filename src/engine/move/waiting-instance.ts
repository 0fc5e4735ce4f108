import type { Key, Variables } from '../engine.js';
import type { ExecutableElement, ExecutableProcess } from '../model/index.js';

/** A running process instance as the move sees it, whichever engine runs it. */
export interface WaitingInstance {
  key: Key;
  tenantId: string;
  bpmnProcessId: string;
  process: ExecutableProcess;
  /** At its root. */
  variables: Variables;
  /** All that is active inside, each after the scope it lies in. */
  elements: readonly WaitingElement[];
  /** Why it cannot be moved, as far as its own engine alone knows: sentences for people who operate the system. */
  obstacles: readonly string[];
  /** Timers of the process itself (event sub-processes) that are still to come. */
  timers: readonly PendingTimer[];
}

/** An element at which an instance waits, or a scope around one. */
export interface WaitingElement {
  key: Key;
  /** The scope around it: another element, or the instance. */
  scopeKey: Key;
  element: ExecutableElement;
  /** False: it waits for a start listener, or something went wrong before its work began. */
  isActivated: boolean;
  /** Only its own. */
  variables: Variables;
  /** Start listeners that are through. */
  listenersDone: number;
  job: WaitingJob | null;
  /** `JOB_NO_RETRIES` and the like; null: all is well. */
  incident: string | null;
  timers: readonly PendingTimer[];
}

export interface WaitingJob {
  key: Key;
  /** The job of a start listener, not the element's own. */
  isListener: boolean;
  retries: number;
  errorMessage: string;
}

export interface PendingTimer {
  /** Element id of the event. */
  elementId: string;
  /** Epoch milliseconds; null: the engine does not tell. */
  dueDate: number | null;
}

/** What people call an element. */
export const nameOf = ({ name, id }: ExecutableElement): string => `«${name || id}»`;

/** Without what its input mappings compute again. A mapping that only hands a variable on has to find it somewhere. */
export function ownVariables({ element, variables }: WaitingElement): Variables {
  const mappings = element.inputs?.entries.filter(({ target, source }) => source.source.trim() !== target.join('.'));
  const computed = new Set(mappings?.map(({ target }) => target[0]));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !computed.has(name)));
}
