import type { StoredInstance } from '../runtime/state/instance-codec.js';

/** Positions of packed keys among the numbers of a stored element: own key, scope, job, user task, incident, called instance. */
const KEYS_OF_ELEMENT = [0, 2, 10, 11, 12, 13];
/** Of a compensation: own key, activity instance, scope, throwing event, handler instance. */
const KEYS_OF_COMPENSATION = [0, 2, 3, 5, 6];

/** A stored instance whose keys are all lower by `distance`; packed keys are distances themselves. */
export function shiftStored(stored: StoredInstance, distance: number): StoredInstance {
  const lower = (packed: number): number => (packed > 0 ? packed - distance : packed);
  const at = (list: readonly unknown[], positions: readonly number[]): unknown[] =>
    list.map((item, index) => (positions.includes(index) && typeof item === 'number' ? lower(item) : item));
  const first = (list: unknown): unknown => at(list as unknown[], [0]);
  const extras = (given: Record<string, unknown>): object => ({
    ...given,
    ...(given['trigger'] ? { trigger: first(given['trigger']) } : {}),
    ...lists(given, ['timers', 'messages', 'signals'], first),
    ...(given['incident'] ? { incident: at(given['incident'] as unknown[], [2]) } : {}),
    ...(given['task'] ? { task: { ...given['task'], formKey: lower(Number(pickFormKey(given['task']))) } } : {}),
  });
  return {
    ...stored,
    definition: lower(stored.definition),
    ...(stored.parent ? { parent: [lower(stored.parent[0]), lower(stored.parent[1])] } : {}),
    elements: stored.elements.map((element) =>
      at(element, KEYS_OF_ELEMENT).map((item) =>
        typeof item === 'object' && item !== null ? extras(item as Record<string, unknown>) : item,
      ),
    ) as StoredInstance['elements'],
    ...(stored.compensations
      ? {
          compensations: stored.compensations.map((one) => at(one, KEYS_OF_COMPENSATION)) as NonNullable<
            StoredInstance['compensations']
          >,
        }
      : {}),
  };
}

const pickFormKey = (task: unknown): unknown => (task as { formKey: number }).formKey;

const lists = (given: Record<string, unknown>, names: readonly string[], change: (item: unknown) => unknown): object =>
  Object.fromEntries(
    names.flatMap((name) => {
      const list = given[name];
      return Array.isArray(list) ? [[name, list.map(change)]] : [];
    }),
  );
