/** Regular expressions of FEEL (XPath flavour) on JavaScript's engine, kept away from patterns that can run for hours. */

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

const cache = new Map<string, RegExp | null>();

/** A ready expression; null when the pattern is wrong, too long or dangerous. */
export function compilePattern(pattern: string, flags: string, extra: '' | 'g'): RegExp | null {
  const key = `${flags}/${extra}/${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) {
    if (known) known.lastIndex = 0;
    return known;
  }
  const made = make(pattern, flags, extra);
  if (cache.size >= 500) cache.clear();
  cache.set(key, made);
  return made;
}

function make(pattern: string, flags: string, extra: string): RegExp | null {
  if (pattern.length > 1_000 || isRunaway(pattern) || !/^[smixg]*$/.test(flags)) return null;
  const source = flags.includes('x') ? pattern.replace(/\s+/g, '') : pattern;
  try {
    return new RegExp(source, `${[...new Set(flags.replace(/[xg]/g, ''))].join('')}${extra}u`);
  } catch {
    return null;
  }
}
