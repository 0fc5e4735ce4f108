import type { Scenario, Step } from '../scenario.js';
import type { Target } from '../target/target.js';
import { type Run, runScenario } from './run-scenario.js';
import { SharedClock } from './shared-clock.js';

const AT_ONCE = 12;

/**
 * Runs scenarios side by side; their numbers are their places in the list. Those that move the clock come last, all together,
 * so that nobody else's timers fire.
 */
export async function runAll(target: Target, scenarios: readonly Scenario[]): Promise<Run[]> {
  const runs: Run[] = [];
  const numbered = scenarios.map((scenario, number) => ({ scenario, number }));
  const still = numbered.filter(({ scenario }) => !movesClock(scenario));
  const next = still.values();
  const work = async (): Promise<void> => {
    for (const { scenario, number } of next) {
      runs[number] = await runScenario(target, scenario.resources, number, {
        next: stepsOf(scenario),
        advance: () => Promise.reject(new Error('The clock stands.')),
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const clock = new SharedClock((milliseconds) => target.advance(milliseconds));
  const moving = numbered.filter(({ scenario }) => movesClock(scenario));
  for (const _ of moving) clock.join();
  await Promise.all(
    moving.map(async ({ scenario, number }) => {
      runs[number] = await runScenario(target, scenario.resources, number, {
        next: stepsOf(scenario),
        advance: (milliseconds) => clock.advance(milliseconds),
      });
      clock.leave();
    }),
  );
  return runs;
}

const movesClock = ({ steps }: Scenario): boolean => steps.some((step) => 'minutes' in step);

/** One step at a time. */
const stepsOf =
  ({ steps }: Scenario) =>
  (_events: unknown, done: number): readonly Step[] =>
    steps.slice(done, done + 1);
