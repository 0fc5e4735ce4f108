import { outcomeOf } from './run/outcome.js';
import { runAll } from './run/run-all.js';
import type { Run } from './run/run-scenario.js';
import { selected } from './run/selected.js';
import { EmbeddedTarget } from './target/embedded-target.js';

describe('the contract on the embedded engine, in process', () => {
  let runs: Run[];

  beforeAll(async () => {
    const target = await EmbeddedTarget.open();
    runs = await runAll(target, selected);
    await target.close();
  }, 60_000);

  it.each(selected.map(({ name }, index) => [name, index] as const))('%s', (_name, index) => {
    const run = runs[index];
    expect(run?.failure).toBeUndefined();
    expect(run && outcomeOf(run)).toMatchObject({ ...selected[index]?.expect, ...selected[index]?.differs?.expect });
  });
});
