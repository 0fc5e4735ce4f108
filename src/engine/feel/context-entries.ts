/** Entries of a context that refer to each other in any order, as the standard allows (DMN 1.5, 10.3.2.11.1). */
import type { Scope } from './evaluation.js';
import { nested } from './evaluation.js';
import type { FeelContextValue, Value } from './values.js';
import { newContext } from './values.js';

export interface ContextEntry {
  readonly name: string;
  readonly code: (inside: Scope) => Value;
}

/** The context, and the scope in which its entries see each other. An entry that needs itself sees what is outside. */
export function evaluateEntries(
  entries: readonly ContextEntry[],
  scope: Scope,
): { context: FeelContextValue; inside: Scope } {
  const context = newContext();
  const known = newContext();
  const inside = nested(scope, known);
  for (const { name, code } of entries) {
    let state: 'open' | 'running' | 'done' = 'open';
    let value: Value = null;
    Object.defineProperty(known, name, {
      configurable: true,
      get: (): Value | undefined => {
        if (state === 'running') return undefined;
        if (state === 'open') {
          state = 'running';
          value = code(inside);
          state = 'done';
        }
        return value;
      },
    });
  }
  for (const { name } of entries) context[name] = known[name] ?? null;
  return { context, inside };
}
