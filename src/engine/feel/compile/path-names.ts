/** Names with signs as steps of a path: the parser knows such names only where a variable begins. */

/** Matches a point and one of the names behind it; null when no name has signs. */
type Steps = RegExp | null;

/** Every cell of a table asks with the same list of names. */
const stepsByNames = new WeakMap<readonly string[], Steps>();

function stepsOf(names: readonly string[]): Steps {
  let steps = stepsByNames.get(names);
  if (steps === undefined) {
    const special = names.filter((name) => /[^\p{L}\p{N}_\s]/u.test(name));
    steps = special.length === 0 ? null : stepsTo(special);
    stepsByNames.set(names, steps);
  }
  return steps;
}

/** The longest name counts. */
function stepsTo(names: readonly string[]): RegExp {
  const patterns = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(`(?<!\\.)(\\.\\s*)(${patterns.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
}

/** The source with `a.first-name` written `a.first_name`; every character keeps its place. */
export function withPathNames(source: string, names: readonly string[]): string {
  const steps = source.includes('.') ? stepsOf(names) : null;
  return steps
    ? source.replace(steps, (_, point: string, name: string) => point + name.replace(/[^\p{L}\p{N}_]/gu, plain))
    : source;
}

/** Characters beyond the basic plane count twice. */
const plain = (sign: string): string => '_'.repeat(sign.length);
