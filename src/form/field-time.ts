/** Strict dates and times; null when there is no such day or minute. */
import type { JsonValue } from '../engine/engine.js';

export function readDateTime(kind: 'date' | 'time' | 'datetime', raw: JsonValue): string | null {
  if (typeof raw !== 'string' || raw.length > 40) return null;
  if (kind === 'date') return readDate(raw);
  if (kind === 'time') return isTime(raw) ? raw : null;
  const [day = '', time = ''] = raw.split('T');
  return readDate(day) === day && isTime(time) ? raw : null;
}

/** ISO dates; Swiss spellings (24.11.2026) are turned into ISO. */
function readDate(text: string): string | null {
  const swiss = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  const iso = swiss ? `${swiss[3]}-${swiss[2]?.padStart(2, '0')}-${swiss[1]?.padStart(2, '0')}` : text.trim();
  if (!/^(1[89]|2\d)\d\d-\d\d-\d\d$/.test(iso)) return null;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

const isTime = (text: string): boolean =>
  /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/.test(text);
