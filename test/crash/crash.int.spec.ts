import { type Faults, findFaults } from './crash-checks.js';
import { type CrashResult, crashRun } from './crash-run.js';

const KILLS = 32;

describe('a server and a database that are killed again and again', () => {
  let result: CrashResult;
  let faults: Faults;

  beforeAll(async () => {
    result = await crashRun(KILLS);
    faults = await findFaults(result.postgres.administrator, result.engineUrl, result.told);
  }, 180_000);

  afterAll(() => result?.close());

  it('should have been under load, and answered nothing wrong', () => {
    const { told, kills } = result;
    expect(told.wrong).toEqual([]);
    expect(told.created.size).toBeGreaterThan(500);
    expect(told.completedJobs.size).toBeGreaterThan(1_000);
    expect(told.stored.size).toBeGreaterThan(200);
    expect(kills.engine).toBeGreaterThanOrEqual(28);
    expect(kills.postgres).toBeGreaterThanOrEqual(4);
  });

  it('should have lost no acknowledged command and done none twice', () => {
    expect(faults).toMatchObject({ lost: [], repeated: [], strange: [] });
  });

  it('should have completed every job and task once, with the variables it was told', () => {
    expect(faults.completions).toEqual([]);
  });

  it('should have left no instance stuck', () => {
    expect(faults.stuck).toEqual([]);
  });

  it('should have a log without gaps that leads to the stored state', () => {
    expect(faults.log).toEqual([]);
  });
});
