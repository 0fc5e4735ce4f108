import type { NormalEvent } from './normalise.js';

/** The events of one kind as lines of text, in order, on both engines. */
export interface Difference {
  valueType: string;
  zeebe: string[];
  here: string[];
}

/**
 * Kinds of events whose sequences differ in anything. Order counts within a kind: between kinds it is that of one step, which
 * nobody can observe, and the engines write a step's records in different places.
 */
export function compareLogs(zeebe: readonly NormalEvent[], here: readonly NormalEvent[]): Difference[] {
  const [theirs, ours] = [byType(zeebe), byType(here)];
  const valueTypes = [...new Set([...theirs.keys(), ...ours.keys()])].toSorted();
  return valueTypes
    .map((valueType) => ({ valueType, zeebe: theirs.get(valueType) ?? [], here: ours.get(valueType) ?? [] }))
    .filter(({ zeebe: a, here: b }) => a.join('\n') !== b.join('\n'));
}

function byType(events: readonly NormalEvent[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { valueType, intent, subject, value } of events) {
    const lines = groups.get(valueType) ?? [];
    lines.push(`${intent} ${subject} ${JSON.stringify(value)}`);
    groups.set(valueType, lines);
  }
  return groups;
}
