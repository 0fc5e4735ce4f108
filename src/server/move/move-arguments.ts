import type { Home } from '../../engine/move/index.js';

export interface MoveArguments {
  to: Home;
  apply: boolean;
  onlyMovable: boolean;
}

export const USAGE = `npm run engine:move -- --to zeebe|embedded [--apply] [--only-movable]

Lists each running case: where it waits, and whether it can go on there on the other engine. With DATABASE_URL the list for a
cluster can be had while the product runs.
  --apply          moves them; the product must be stopped everywhere
  --only-movable   moves those that can be moved and leaves the others where they are
The cluster and the database are those of the environment (npm start -- --help): ZEEBE_…, DATABASE_URL or DATA_DIR.`;

/** Undefined when the arguments are not understood. */
export function readArguments(words: readonly string[]): MoveArguments | undefined {
  const flags = new Set(words);
  const index = words.indexOf('--to');
  const to = words[index + 1];
  if (index < 0 || (to !== 'zeebe' && to !== 'embedded')) return undefined;
  const known = ['--to', to, '--apply', '--only-movable'];
  if (words.some((word) => !known.includes(word))) return undefined;
  return { to, apply: flags.has('--apply'), onlyMovable: flags.has('--only-movable') };
}

/** Nothing is asked of an engine, nothing is written: the product may run meanwhile. */
export const onlyLooks = ({ to, apply }: MoveArguments): boolean => to === 'zeebe' && !apply;
