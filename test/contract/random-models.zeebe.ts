import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { differencesOf, surprises } from './compare/check-run.js';
import { explore, type Walk } from './random/explore.js';
import { runAll } from './run/run-all.js';
import type { Run } from './run/run-scenario.js';
import { openBrokerTarget } from './target/broker-target.js';
import { EmbeddedTarget } from './target/embedded-target.js';

const SEED = Number(process.env['MODELS_SEED'] ?? 7);
const MODELS = Number(process.env['MODELS'] ?? 60);

describe(`${MODELS} random models, seed ${SEED}`, () => {
  const walks: Walk[] = [];
  const theirs: Run[] = [];

  beforeAll(async () => {
    const embedded = await EmbeddedTarget.open();
    walks.push(...(await explore(embedded, SEED, MODELS)));
    await embedded.close();
    const broker = await openBrokerTarget();
    theirs.push(
      ...(await runAll(
        broker,
        walks.map(({ scenario }) => scenario),
      )),
    );
    await broker.close();
  }, 600_000);

  it.each(Array.from({ length: MODELS }, (_, index) => index))(
    'should write the records of Zeebe in model %i',
    (index) => {
      const [walk, zeebe] = [walks[index], theirs[index]];
      if (!walk || !zeebe) throw new Error('it was not run');
      const differences = surprises(walk.scenario, differencesOf(zeebe, walk.run, new Set()));
      const file = process.env['CONTRACT_REPORT'];
      if (file && (differences.length > 0 || zeebe.failure))
        writeFileSync(
          `${file}.${index}`,
          JSON.stringify({
            name: walk.scenario.name,
            model: walk.scenario.resources[0]?.content,
            steps: walk.scenario.steps.map(({ name }) => name),
            theirs: zeebe,
            ours: walk.run,
            diff: differences,
          }),
        );
      expect(walk.run.failure).toBeUndefined();
      expect(zeebe.failure).toBeUndefined();
      expect(differences).toEqual([]);
    },
  );
});
