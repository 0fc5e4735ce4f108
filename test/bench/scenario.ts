import type { BenchDatabase } from './bench-database.js';
import type { Run } from './measure.js';

export interface Scenario {
  name: string;
  /** What is measured: `embedded` engine, or plain `postgres` as the machine's yardstick. */
  engine: string;
  /** Prepares everything on a fresh database. `run` is called several times; the first time to warm up. */
  open(database: BenchDatabase): Promise<OpenScenario>;
}

export interface OpenScenario {
  /** `scale` is 1 for a full run, smaller for warming up and smoke tests. */
  run(scale: number): Promise<Run>;
  close(): Promise<void>;
  /** Figures for people behind the result, e.g. statements per command. */
  remarks?(): Record<string, number>;
}
