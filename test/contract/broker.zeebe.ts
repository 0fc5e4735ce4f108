import { beforeAll, describe, expect, it } from '@jest/globals';
import { lines } from './compare/lines.js';
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
    if (process.env['DUMP']) writeFileSync(process.env['DUMP'], JSON.stringify(selected.map(({name},i)=>({name, ours: {...ours[i], lines: lines(normalise(ours[i]?.events??[]))}, theirs: {...theirs[i], lines: lines(normalise(theirs[i]?.events??[]))}, outcome: theirs[i]&&outcomeOf(theirs[i])}))));
  }, 600_000);

  it.each(selected.map(({ name }, index) => [name, index] as const))('%s', (_name, index) => {
    const [zeebe, here] = [theirs[index], ours[index]];
    expect(zeebe?.failure).toBeUndefined();
    expect(zeebe && outcomeOf(zeebe)).toMatchObject(selected[index]?.expect ?? {});
    expect(here?.answers).toEqual(zeebe?.answers);
    expect(lines(normalise(here?.events ?? []))).toEqual(lines(normalise(zeebe?.events ?? [])));
  });
});
