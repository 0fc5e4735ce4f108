import type { EngineCommand, JsonValue } from '../../../src/engine/engine.js';
import type { LogRecord } from '../run/history.js';
import type { Code, WorkedJob } from '../scenario.js';

/** What was answered: a code, and what the command is for (a result, an output), never keys. */
export interface Answer {
  code: Code;
  value?: JsonValue;
  /** Why it was refused; not compared. */
  reason?: string;
}

/** An engine that scenarios run against, by whatever way it is reached. */
export interface Target {
  /** The real one: its own answers are expected where ours are others on purpose. */
  readonly isZeebe: boolean;
  execute(command: EngineCommand): Promise<Answer>;
  /** The oldest job of the type; undefined when there is none, which `expected` says is not so. */
  activate(type: string, expected: boolean): Promise<WorkedJob | undefined>;
  /** The events of a scenario, once nothing more comes by itself. */
  settled(scenario: number): Promise<readonly LogRecord[]>;
  /** Moves the clock, and waits until what fell due has happened. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Jobs stay with their worker this long, unless a scenario says otherwise. */
export const JOB_TIMEOUT = 600_000;
export const WORKER = 'contract';
