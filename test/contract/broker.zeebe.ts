import { beforeAll, describe, expect, it } from '@jest/globals';
import { differencesOf, surprises } from './compare/check-run.js';
import { KNOWN_DIFFERENCES } from './compare/known-differences.js';
import { outcomeOf } from './run/outcome.js';
import { runAll } from './run/run-all.js';
import type { Run } from './run/run-scenario.js';
import { selected } from './run/selected.js';
import { openBrokerTarget } from './target/broker-target.js';
import { EmbeddedTarget } from './target/embedded-target.js';

describe('the contract on a real broker', () => {
  const theirs: Run[] = [];
  const ours: Run[] = [];
  /** Topics of the differences that all scenarios may show, as far as one did. */
  const seen = new Set<string>();

  beforeAll(async () => {
    const embedded = await EmbeddedTarget.open();
    ours.push(...(await runAll(embedded, selected)));
    await embedded.close();
    const broker = await openBrokerTarget();
    theirs.push(...(await runAll(broker, selected)));
    await broker.close();
  }, 600_000);

  describe.each(selected.map((scenario, index) => [scenario.name, scenario, index] as const))(
    '%s',
    (_, scenario, index) => {
      it('should end as expected, with the records that the embedded engine writes', () => {
        const [zeebe, here] = [theirs[index], ours[index]];
        if (!zeebe || !here) throw new Error('it was not run');
        expect(zeebe.failure).toBeUndefined();
        expect(here.failure).toBeUndefined();
        expect(outcomeOf(zeebe)).toMatchObject(scenario.expect);
        expect(surprises(scenario, differencesOf(zeebe, here, seen))).toEqual([]);
      });
    },
  );

  // Some scenarios alone cannot show everything.
  if (!process.env['CONTRACT']) {
    it.each(KNOWN_DIFFERENCES.map(({ topic }) => topic))('every scenario shows: %s', (topic) => {
      expect(seen).toContain(topic);
    });
  }
});
