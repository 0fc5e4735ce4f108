import type { JsonValue, Variables } from '../../engine/engine.js';

export interface PostedStep {
  daten: Variables;
  /** Absent when the sender decided to overwrite. */
  stand: string | undefined;
}

/**
 * What a form page sends: as JSON (autosave) or as a plain form whose input `daten` holds JSON. Undefined when it is neither;
 * keys that could reach into prototypes are dropped by the validator's allow-list later on.
 */
export function readPostedStep(body: unknown): PostedStep | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { daten, stand, ueberschreiben } = body as Record<string, unknown>;
  const data = typeof daten === 'string' ? parse(daten) : daten;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const isForced = ueberschreiben === 'ja';
  return { daten: data as Variables, stand: isForced || typeof stand !== 'string' ? undefined : stand };
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
