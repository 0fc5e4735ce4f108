import { hostname } from 'node:os';
import type { EngineSettings } from '../core/index.js';
import type { Clock } from '../../config/clock.js';

export interface EngineLog {
  info(message: string): void;
  error(message: string, error?: unknown): void;
}

/** When weeks of the log may go: they are old enough, and everybody who follows it has read them. */
export interface LogRetention {
  /** Milliseconds. */
  age: number;
  /** Position up to which all readers have read. */
  readPosition(): Promise<number>;
}

export interface EmbeddedEngineOptions {
  /** Connection string of the role dsc_engine. */
  url: string;
  clock: Clock & { onAdvance?: (listener: () => void) => () => void };
  log?: EngineLog;
  /** Commands of one batch at most. */
  maxBatch?: number;
  /** Batches on the wire at once. */
  inFlight?: number;
  /** Waiting commands above which new work is refused. */
  maxQueued?: number;
  /** Milliseconds: new work is refused while it would wait longer until it is durable. */
  latencyGoal?: number;
  /** Instance trees kept in memory; a tree takes about 3 kB. */
  maxTrees?: number;
  /** Characters of JSON that the variables of those trees may have together. */
  maxTreeWeight?: number;
  /** Absent: the log is kept for ever. */
  logRetention?: LogRetention;
  /** How models are executed; absent: as Zeebe does. All processes on one database must agree. */
  settings?: EngineSettings;
  /** Who this process is, for people. */
  owner?: string;
}

export const silent: EngineLog = { info: () => undefined, error: () => undefined };

/** Measured on two cores: larger batches add latency, not throughput. */
export const DEFAULTS = {
  maxBatch: 500,
  inFlight: 2,
  maxQueued: 10_000,
  latencyGoal: 1_000,
  maxTrees: 10_000,
  maxTreeWeight: 128_000_000,
};

export const defaultOwner = (): string => `${hostname()} (process ${process.pid})`;
