import type { EngineCommand, JsonValue, RejectionCode, Resource, Variables } from '../../src/engine/engine.js';
import { bpmn, process } from './model.js';
import type { History } from './run/history.js';

/** What a worker is shown of a job, as far as scenarios look at it. */
export interface WorkedJob {
  key: string;
  type: string;
  elementId: string;
  retries: number;
  customHeaders: Record<string, string>;
  variables: Variables;
}

/** INTERNAL: what an engine says when it has no good answer. */
export type Code = RejectionCode | 'OK' | 'INTERNAL';

export type Step =
  /** One command; keys are looked up in what has happened so far. */
  | { name: string; code: Code; codeHere?: Code; command: (history: History) => EngineCommand }
  /** A worker takes the oldest job of a type; with `command` it answers it. */
  | {
      name: string;
      code: Code;
      codeHere?: Code;
      jobType: string;
      sees?: Variables;
      command?: (job: WorkedJob) => EngineCommand;
    }
  /** Nothing is there for a worker. */
  | { name: string; noJob: string }
  | { name: string; minutes: number };

/** How it stands at the end; what is left out is not looked at (but compared between the engines all the same). */
export interface Expectation {
  /** Ids of the elements that completed, in order, processes included. */
  completed?: string;
  terminated?: string;
  /** Ids of the elements at work. */
  active?: string;
  /** Of the first process instance, at its root. */
  variables?: Variables;
  /** Types of all incidents, in order. */
  incidents?: string;
  /** What the last command with an answer of its own was answered. */
  answer?: JsonValue;
}

/** A difference that is meant. It must be there, and nothing else may differ. */
export interface Deviation {
  /** Topic of the row in docs/zeebe-differences.md. */
  topic: string;
  /** Kinds of records that differ, `answers`, or `order`: the same records of elements in another order. */
  in: readonly string[];
  /** The order may differ, but need not. */
  orderMay?: boolean;
  /** How it ends on the embedded engine, where that is not the same. */
  expect?: Expectation;
}

export interface Scenario {
  /** Paragraph of the facts on Zeebe's semantics, and what happens: `2.6 takes the default flow`. */
  name: string;
  resources: readonly Resource[];
  steps: readonly Step[];
  expect: Expectation;
  /** Where the embedded engine does something else on purpose. */
  differs?: Deviation;
}

/** A file with one process `p`. */
export const model = (elements: readonly string[], flows: readonly string[] = []): Resource =>
  file(bpmn(process('p', elements, flows)));

/** A file of processes; more resources by {@link Scenario.resources}. */
export const file = (content: string, name = 'own_model.bpmn'): Resource => ({ name, content });
