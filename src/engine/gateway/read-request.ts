import type { JsonValue, Variables } from '../engine.js';
import { JsonFault, parseLeniently } from './lenient-json.js';
import { invalid } from './status-error.js';

export const DEFAULT_TENANT = '<default>';

const TENANT = /^[\w.-]{1,31}$/;
/** About 300 years: nobody waits longer, and sums with the present moment stay exact. */
const LONGEST = 10_000_000_000_000;

/** Variables come as JSON text whose root is an object; nothing at all and `null` mean none. */
export function readVariables(text: string): Variables {
  if (text.trim() === '') return {};
  const value = parse(text);
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw invalid(
      `Expected to handle gRPC request, but property 'variables' was invalid: an object is expected at its root, but found ${kindOf(value)}`,
    );
  }
  return value;
}

function parse(text: string): JsonValue {
  try {
    return parseLeniently(text);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw invalid(`Expected to handle gRPC request, but JSON property was invalid: ${error.message}`);
  }
}

const kindOf = (value: JsonValue): string => (Array.isArray(value) ? 'a list' : `a ${typeof value}`);

/** The tenant a request names; a client that knows no tenants means the default one. */
export function readTenant(id: string): string {
  if (id === '' || id === DEFAULT_TENANT) return DEFAULT_TENANT;
  if (TENANT.test(id)) return id;
  throw invalid(
    `Expected to handle gRPC request with tenant identifier '${id.slice(0, 64)}', but it has more than 31 characters or others than letters, digits, '.', '-' and '_'`,
  );
}

/** A 64-bit number of milliseconds as a number that can be counted with. */
export const readMilliseconds = (text: string): number => Math.max(-LONGEST, Math.min(LONGEST, Number(text)));

/** Zeebe's clients send -1 for a key that is not meant. */
export const keyOrNone = (key: string): string | undefined => (key.startsWith('-') ? undefined : key);
