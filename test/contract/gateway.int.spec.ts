import { outcomeOf } from './run/outcome.js';
import { runAll } from './run/run-all.js';
import type { Run } from './run/run-scenario.js';
import { selected } from './run/selected.js';
import { openGatewayTarget } from './target/gateway-target.js';

describe('the contract on the embedded engine, through zeebe-node', () => {
  let runs: Run[];

  beforeAll(async () => {
    const target = await openGatewayTarget();
    runs = await runAll(target, selected);
    await target.close();
  }, 60_000);

  it.each(selected.map(({ name }, index) => [name, index] as const))('%s', (_name, index) => {
    const run = runs[index];
    expect(run?.failure).toBeUndefined();
    expect(run && outcomeOf(run)).toMatchObject({ ...selected[index]?.expect, ...selected[index]?.differs?.expect });
  });
});
