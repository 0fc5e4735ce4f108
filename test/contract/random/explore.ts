import * as fc from 'fast-check';
import { type Block, randomPath } from '../../../src/engine/core/testing/random-process.js';
import { randomOf } from '../../engine/support/random-walk.js';
import type { LogRecord } from '../run/history.js';
import { type Run, runScenario } from '../run/run-scenario.js';
import { SharedClock } from '../run/shared-clock.js';
import type { Scenario, Step } from '../scenario.js';
import { create } from '../steps.js';
import type { Target } from '../target/target.js';
import { randomModel } from './random-model.js';
import { nextSteps } from './random-steps.js';

const ROUNDS = 12;

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
        rounds === 1 ? [create('p'), create('p', { n: 2 })] : rounds > ROUNDS ? [] : nextSteps(events, random);
      steps.push(...chosen);
      return chosen;
    },
    advance: (milliseconds) => clock.advance(milliseconds),
  });
  return { scenario: { name: `model ${number}`, resources, steps, expect: {}, ...orderOf(run.events) }, run };
}

/** What is interrupted ends at once here and in Zeebe when its turn comes, after what else is on its way. */
const orderOf = (events: readonly LogRecord[]): Pick<Scenario, 'differs'> =>
  events.some(({ intent }) => intent === 'ELEMENT_TERMINATING')
    ? { differs: { topic: 'Order of what is interrupted', in: [], orderMay: true } }
    : {};
