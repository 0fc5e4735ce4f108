import { beforeAll, describe, expect, it } from '@jest/globals';
import { compareLogs, type Difference } from './compare/compare-logs.js';
import { withoutKnown } from './compare/known-differences.js';
import { normalise } from './compare/normalise.js';
import { outcomeOf } from './run/outcome.js';
import { runAll } from './run/run-all.js';
import type { Run } from './run/run-scenario.js';
import { selected } from './run/selected.js';
import { openBrokerTarget } from './target/broker-target.js';
import { EmbeddedTarget } from './target/embedded-target.js';
import { writeFileSync } from 'node:fs';

describe('the contract on a real broker', () => {
  let theirs: Run[];
  let ours: Run[];

  beforeAll(async () => {
    const embedded = await EmbeddedTarget.open();
    ours = await runAll(embedded, selected);
    await embedded.close();
    const broker = await openBrokerTarget();
    theirs = await runAll(broker, selected);
    await broker.close();
    if (process.env['DUMP'])
      writeFileSync(
        process.env['DUMP'],
        JSON.stringify(
          selected.map(({ name }, i) => ({
            name,
            expected: selected[i]?.expect,
            ours: { ...ours[i], outcome: ours[i] && outcomeOf(ours[i]) },
            theirs: { ...theirs[i], outcome: theirs[i] && outcomeOf(theirs[i]) },
            diff: different(i),
            all: compareLogs(normalise(theirs[i]?.events ?? []), []),
          })),
        ),
      );
  }, 600_000);

  const seen = new Set<string>();
  const different = (index: number): Difference[] =>
    compareLogs(
      withoutKnown(normalise(theirs[index]?.events ?? []), 'zeebe', seen),
      withoutKnown(normalise(ours[index]?.events ?? []), 'here', seen),
    );

  it.each(selected.map(({ name }, index) => [name, index] as const))('%s', (_name, index) => {
    const [zeebe, here] = [theirs[index], ours[index]];
    expect(zeebe?.failure).toBeUndefined();
    expect(zeebe && outcomeOf(zeebe)).toMatchObject(selected[index]?.expect ?? {});
    expect(here?.answers).toEqual(zeebe?.answers);
    expect(different(index)).toEqual([]);
  });
});
