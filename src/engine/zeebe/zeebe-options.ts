import type { EngineLog, LogRetention } from '../runtime/engine-options.js';
import type { ZeebeConnection } from './client/connection.js';

export interface ZeebeEngineOptions {
  /** Connection string of the role dsc_engine. */
  url: string;
  connection: ZeebeConnection;
  /** Where the cluster's exporter posts its records. */
  records: { host: string; port: number; password: string };
  log?: EngineLog;
  /** Absent: the log is kept for ever. */
  logRetention?: LogRetention;
  /**
   * Milliseconds after the end of an attempt in which the gateway may still bring its command to a log: more than its
   * request timeout; absent: 20 seconds.
   */
  settleMs?: number;
  /** Milliseconds that a deployment waits for a cluster that starts together with us; absent: a minute. */
  deployPatienceMs?: number;
}

/** The gateway gives up after 15 seconds by itself. */
export const DEFAULTS = { settleMs: 20_000, deployPatienceMs: 60_000 };
