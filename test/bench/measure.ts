/** One run of a scenario: how long it took and how long each piece of work waited for its end. */
export interface Run {
  /** Pieces of work done (instances, rows of an instance). */
  count: number;
  seconds: number;
  /** Milliseconds per piece of work, in no order. */
  latencies: readonly number[];
}

export interface Report {
  scenario: string;
  engine: string;
  /** Medians over the runs. */
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** Pieces of work per second of every run, in the order in which they ran. */
  runs: number[];
}

export function report(scenario: string, engine: string, runs: readonly Run[]): Report {
  const speeds = runs.map(({ count, seconds }) => Math.round(count / seconds));
  return {
    scenario,
    engine,
    perSecond: Math.round(median(speeds)),
    p50Ms: round(median(runs.map(({ latencies }) => percentile(latencies, 0.5)))),
    p95Ms: round(median(runs.map(({ latencies }) => percentile(latencies, 0.95)))),
    p99Ms: round(median(runs.map(({ latencies }) => percentile(latencies, 0.99)))),
    runs: speeds,
  };
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Smallest value that the given share of all values does not exceed; 0 when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

const round = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
