import type { TimerRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

export function applyTimer(state: EngineState, event: TimerRecord): void {
  const owner = state.elements.get(event.elementInstanceKey);
  if (event.intent !== 'CREATED') {
    state.timers.delete(event.key);
    if (owner?.timers) owner.timers = withoutKey(owner.timers, event.key);
    if (event.intent !== 'MIGRATED') return;
  }
  const { key, dueDate, repetitions } = event;
  state.timers.set(key, {
    key,
    dueDate,
    repetitions,
    elementInstanceKey: event.elementInstanceKey,
    processInstanceKey: event.processInstanceKey,
    rootKey: owner?.instance.rootKey ?? -1,
    definitionKey: event.definition.key,
    target: event.target.index,
  });
  if (!owner) return;
  owner.timers ??= [];
  owner.timers.push({ key, target: event.target.index, dueDate, repetitions });
}

/** Null when nothing is left, so that idle elements stay small. */
export function withoutKey<T extends { key: number }>(items: readonly T[], key: number): T[] | null {
  const left = items.filter((item) => item.key !== key);
  return left.length === 0 ? null : left;
}
