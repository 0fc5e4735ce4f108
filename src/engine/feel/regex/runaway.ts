/** Guards JavaScript's own engine, which counts no steps: forms check patterns with it. FEEL has a matcher with a budget. */

/**
 * Whether a pattern repeats something that itself repeats, e.g. `(a+)+`: the cause of run-away matching.
 * Looks at groups only, so it refuses a few harmless patterns too.
 */
export function isRunaway(pattern: string): boolean {
  const open: { repeats: boolean; branches: boolean }[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at];
    if (sign === '\\') at += 1;
    else if (sign === '[') at = endOfClass(pattern, at);
    else if (sign === '(') open.push({ repeats: false, branches: false });
    else if (sign === '|') mark(open, 'branches');
    else if (sign === ')') {
      const group = open.pop();
      const repeated = isRepeat(pattern, at + 1);
      if (group && repeated && (group.repeats || group.branches)) return true;
      if (group?.repeats || repeated) mark(open, 'repeats');
    } else if (isRepeat(pattern, at)) mark(open, 'repeats');
  }
  return false;
}

function mark(open: { repeats: boolean; branches: boolean }[], what: 'repeats' | 'branches'): void {
  const group = open.at(-1);
  if (group) group[what] = true;
}

const isRepeat = (pattern: string, at: number): boolean =>
  /^(?:[*+]|\{\d*,\d*\}|\{(?:[2-9]\d|\d{3,})\})/.test(pattern.slice(at, at + 12));

function endOfClass(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === ']') return at;
  }
  return pattern.length;
}
