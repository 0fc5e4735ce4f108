import { percentile, report } from './measure.js';

describe('figures of a benchmark', () => {
  it('should take the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBe(0);
  });

  it('should report the median of the runs and every single one', () => {
    const run = (count: number, ...latencies: number[]) => ({ count, seconds: 2, latencies });
    expect(report('one-task', 'embedded', [run(200, 1, 2, 3), run(400, 4), run(1000, 9)])).toEqual({
      scenario: 'one-task',
      engine: 'embedded',
      perSecond: 200,
      p50Ms: 4,
      p95Ms: 4,
      p99Ms: 4,
      runs: [100, 200, 500],
    });
  });
});
