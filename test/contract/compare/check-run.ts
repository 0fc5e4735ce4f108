import type { Run } from '../run/run-scenario.js';
import type { Scenario } from '../scenario.js';
import { compareLogs, type Difference } from './compare-logs.js';
import { withoutKnown } from './known-differences.js';
import { normalise, sorted } from './normalise.js';

/** What differs between two runs of a scenario beyond what every scenario may show; `seen` gets the topics of the latter. */
export function differencesOf(zeebe: Run, here: Run, seen: Set<string>): Difference[] {
  const differences = compareLogs(
    withoutKnown(normalise(zeebe.events), 'zeebe', seen),
    withoutKnown(normalise(here.events), 'here', seen),
  );
  const answers = { valueType: 'answers', zeebe: texts(zeebe.answers), here: texts(here.answers) };
  return answers.zeebe.join() === answers.here.join() ? differences : [answers, ...differences];
}

/** The differences that nobody has declared, and the declarations that nothing shows any more. */
export function surprises({ differs }: Scenario, differences: readonly Difference[]): (Difference | string)[] {
  const declared = new Set(differs?.in);
  const isDeclared = (one: Difference): boolean =>
    declared.has(one.valueType) || ((declared.has('order') || differs?.orderMay === true) && isOrderOnly(one));
  const found = new Set(differences.map((one) => (declared.has(one.valueType) ? one.valueType : 'order')));
  const vanished = [...declared].filter((kind) => !found.has(kind));
  return [
    ...differences.filter((one) => !isDeclared(one)),
    ...vanished.map((kind) => `${differs?.topic}: ${kind} is the same by now`),
  ];
}

const isOrderOnly = ({ zeebe, here }: Difference): boolean => zeebe.toSorted().join() === here.toSorted().join();

const texts = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(sorted(value)));
