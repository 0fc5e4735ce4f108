import { dump } from '../../../src/engine/core/testing/dump.js';

/** Lists in the order of their keys: a state read from the database has its trees in another order. */
function ordered(value: unknown): unknown {
  if (!Array.isArray(value)) {
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, ordered(item)]));
  }
  const items = value.map(ordered);
  const keyed = items.every((item) => typeof item === 'object' && item !== null && 'key' in item);
  return keyed ? items.sort((a, b) => (a as { key: number }).key - (b as { key: number }).key) : items;
}

/** A state as plain data that does not depend on the order in which instances were loaded. */
export function comparable(state: Parameters<typeof dump>[0]): unknown {
  const { locks, ...rest } = dump(state) as { locks: ({ processInstanceKey: number } | null)[] };
  const held = locks.filter((lock) => lock !== null).sort((a, b) => a.processInstanceKey - b.processInstanceKey);
  return { ...(ordered(rest) as object), locks: held };
}
