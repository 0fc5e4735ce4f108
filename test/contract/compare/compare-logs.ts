import type { NormalEvent } from './normalise.js';

/** The events of one kind and process instance as lines of text, in order, on both engines. */
export interface Difference {
  valueType: string;
  zeebe: string[];
  here: string[];
}

/**
 * Kinds of events whose sequences differ in anything. Order counts within a kind and a process instance: between kinds it is
 * that of one step, which nobody can observe, and the engines write a step's records in different places. Several process
 * instances that one event reaches take turns in Zeebe and go on one after the other here. Variables that come in one document
 * have no order, nor have decisions of one file; those of one name do.
 */
export function compareLogs(zeebe: readonly NormalEvent[], here: readonly NormalEvent[]): Difference[] {
  const [theirs, ours] = [byType(zeebe), byType(here)];
  const groups = [...new Set([...theirs.keys(), ...ours.keys()])].toSorted();
  return groups
    .map((group) => ({
      valueType: group.split(' ')[0] ?? '',
      zeebe: theirs.get(group) ?? [],
      here: ours.get(group) ?? [],
    }))
    .filter(({ zeebe: a, here: b }) => a.join('\n') !== b.join('\n'));
}

function byType(events: readonly NormalEvent[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { valueType, intent, subject, value } of events) {
    const which =
      valueType === 'VARIABLE' || valueType === 'DECISION' ? subject : String(value['processInstanceKey'] ?? '');
    const group = `${valueType} ${which}`;
    const lines = groups.get(group) ?? [];
    lines.push(`${intent} ${subject} ${JSON.stringify(value)}`);
    groups.set(group, lines);
  }
  return groups;
}
