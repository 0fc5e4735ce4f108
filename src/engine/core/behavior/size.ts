import type { JsonValue } from '../../engine.js';

/** Zeebe's limit for one record: 4 MB. */
export const MOST_CHARACTERS = 4 * 1024 * 1024;

/** About as many characters as the value has as JSON; stops counting above the limit. */
export function sizeOf(value: JsonValue): number {
  return count(value, 0);
}

function count(value: JsonValue, before: number): number {
  if (typeof value === 'string') return before + value.length + 2;
  if (typeof value !== 'object' || value === null) return before + 8;
  let size = before + 2;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && size <= MOST_CHARACTERS; index += 1)
      size = count(value[index] ?? null, size);
    return size;
  }
  for (const name of Object.keys(value)) {
    if (size > MOST_CHARACTERS) break;
    size = count(value[name] ?? null, size + name.length + 3);
  }
  return size;
}
