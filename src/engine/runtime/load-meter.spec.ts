import { LoadMeter } from './load-meter.js';

describe('load meter', () => {
  let now = 0;
  const metered = () => {
    now = 0;
    return new LoadMeter(() => now);
  };

  it('should expect a wait in proportion to what stands before and to what commands took of late', () => {
    const meter = metered();
    meter.expectedWait(1_000);
    for (let batch = 0; batch < 5; batch += 1) {
      now += 50;
      meter.committed(500, 1_000);
    }
    expect(meter.expectedWait(1_000)).toBeCloseTo(100);
    expect(meter.expectedWait(10_000)).toBeCloseTo(1_000);
  });

  it('should not take a quiet hour for slowness', () => {
    const meter = metered();
    meter.expectedWait(1);
    now += 2;
    meter.committed(1, 0);
    now += 3_600_000;
    expect(meter.expectedWait(10)).toBeCloseTo(20);
  });

  it('should count the time in which nothing is committed at all', () => {
    const meter = metered();
    meter.expectedWait(1);
    now += 7_000;
    expect(meter.expectedWait(1)).toBe(7_000);
    meter.committed(1, 1);
    expect(meter.expectedWait(0)).toBe(0);
  });
});
