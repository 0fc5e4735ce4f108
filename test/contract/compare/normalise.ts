import type { LogRecord } from '../run/history.js';
import { keyOf, nameKeys } from './name-keys.js';

/** An event without anything that depends on the run: keys are names, moments are tens of minutes from now. */
export interface NormalEvent {
  valueType: string;
  intent: string;
  subject: string;
  value: Record<string, unknown>;
}

const MOMENTS = new Set(['deadline', 'dueDate', 'recurringTime', 'creationTimestamp']);
/** Contents of files: their checksums are compared. */
const CONTENTS = new Set(['resource']);
/** Kinds that Zeebe's exporter leaves out unless it is told otherwise. */
const INTERNAL = new Set(['PROCESS_EVENT', 'JOB_BATCH', 'MESSAGE_BATCH', 'PROCESS_INSTANCE_BATCH', 'CHECKPOINT']);

/** Values as JSON texts. */
const JSON_TEXTS = new Set(['value', 'decisionOutput', 'inputValue', 'outputValue']);

export function normalise(events: readonly LogRecord[]): NormalEvent[] {
  const names = new Map([...nameKeys(events), ...nameChecksums(events)]);
  const exported = events.filter(({ valueType }) => !INTERNAL.has(valueType));
  return exported.map(({ valueType, intent, key, timestamp, value }) => ({
    valueType,
    intent,
    subject: subjectOf(valueType, value, names) ?? names.get(keyOf({ key, valueType, value })) ?? key,
    value: plain(value, names, timestamp) as Record<string, unknown>,
  }));
}

/** Names in order, all the way down; numbers as JavaScript writes them. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, found]): [string, unknown] => [name, sorted(found)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function plain(value: unknown, names: ReadonlyMap<string, string>, now: number): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, names, now));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, found]): [string, unknown][] => {
    if (CONTENTS.has(name)) return [];
    if (name === 'decisionsMetadata' && Array.isArray(found)) return [[name, inOrder(plain(found, names, now))]];
    if (JSON_TEXTS.has(name)) return [[name, sorted(JSON.parse(String(found)))]];
    if (name === 'checksum') return [[name, names.get(String(found))]];
    if (name.endsWith('Key') && typeof found !== 'object' && name !== 'correlationKey')
      return [[name, keyName(found, names)]];
    if (MOMENTS.has(name) && typeof found === 'number') return [[name, moment(found, now)]];
    return [[name, plain(found, names, now)]];
  });
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Each engine has its own way to sum up a file; that the same file gives the same sum is compared. */
function nameChecksums(events: readonly LogRecord[]): Map<string, string> {
  const found = [...JSON.stringify(events).matchAll(/"checksum":"([^"]*)"/g)].map(([, checksum = '']) => checksum);
  return new Map([...new Set(found)].map((checksum, index) => [checksum, `file ${index}`]));
}

/** The two sides of a subscription are told apart by who waits for what: here they share a key. */
function subjectOf(
  valueType: string,
  value: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
): string | undefined {
  if (valueType.endsWith('MESSAGE_SUBSCRIPTION')) {
    return `${names.get(String(value['elementInstanceKey'])) ?? ''} ${String(value['messageName'])}`;
  }
  return undefined;
}

const keyName = (key: unknown, names: ReadonlyMap<string, string>): string =>
  Number(key) > 0 ? (names.get(String(key)) ?? 'unknown') : String(key);

/** Decisions of one file come in any order. */
const inOrder = (decisions: unknown): unknown =>
  (decisions as Record<string, unknown>[]).toSorted((a, b) =>
    String(a['decisionId']) < String(b['decisionId']) ? -1 : 1,
  );

/** Models have dates on whole hours; everything else is relative to the record, as roughly as slow machines need it. */
function moment(at: number, now: number): string {
  if (at <= 0) return 'none';
  return at % 3_600_000 === 0 ? new Date(at).toISOString() : `${10 * Math.round((at - now) / 600_000)} min`;
}
