import * as fc from 'fast-check';
import { type Block, randomPath } from '../../../src/engine/core/testing/random-process.js';
import { randomOf } from '../../engine/support/random-walk.js';
import { type Run, runScenario } from '../run/run-scenario.js';
import { SharedClock } from '../run/shared-clock.js';
import type { Deviation, Scenario, Step } from '../scenario.js';
import { create } from '../steps.js';
import type { Target } from '../target/target.js';
import { randomModel } from './random-model.js';
import { nextSteps } from './random-steps.js';

const ROUNDS = 12;

/** What an event interrupts or begins does so at once here, and in Zeebe when its turn comes, after what is on its way. */
const ORDER: Deviation = { topic: 'Order of what an event interrupts or begins', in: [], orderMay: true };

/** A way through a random model that was found by walking it, and what happened on it. */
export interface Walk {
  scenario: Scenario;
  run: Run;
}

/** Walks random models at random, two instances of each; the same seed gives the same models and ways. */
export async function explore(target: Target, seed: number, count: number): Promise<Walk[]> {
  const models = fc.sample(randomPath, { seed, numRuns: count });
  const clock = new SharedClock((milliseconds) => target.advance(milliseconds));
  for (const _ of models) clock.join();
  return Promise.all(
    models.map(async (blocks, number) => {
      const walk = await walkModel(target, blocks, { number, random: randomOf(seed * 1_000 + number), clock });
      clock.leave();
      return walk;
    }),
  );
}

async function walkModel(
  target: Target,
  blocks: readonly Block[],
  { number, random, clock }: { number: number; random: () => number; clock: SharedClock },
): Promise<Walk> {
  const resources = [randomModel(blocks)];
  const steps: Step[] = [];
  let rounds = 0;
  const run = await runScenario(target, resources, number, {
    next: (events) => {
      rounds += 1;
      const chosen =
        rounds === 1
          ? [create('p', { key: 'a' }), create('p', { key: 'b', n: 2 })]
          : rounds > ROUNDS
            ? []
            : nextSteps(events, random);
      steps.push(...chosen);
      return chosen;
    },
    advance: (milliseconds) => clock.advance(milliseconds),
  });
  return { scenario: { name: `model ${number}`, resources, steps, expect: {}, differs: ORDER }, run };
}
