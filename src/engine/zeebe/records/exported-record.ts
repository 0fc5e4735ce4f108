/**
 * A record as the cluster exports it (zeebe 8.2 and later). Keys are decimal strings here although the exporter writes
 * numbers: from the fourth partition on they have more digits than a JavaScript number.
 */
export interface ExportedRecord {
  partitionId: number;
  position: number;
  key: string;
  timestamp: number;
  recordType: string;
  valueType: string;
  intent: string;
  /** Fields by value type; whatever is absent in one version is present in another. */
  value: { readonly [field: string]: unknown };
  /** The whole record as JSON in one line, keys as strings; unknown fields included. */
  line: string;
}

/** A text that is no bulk of records; the message says where. */
export class UnreadableBulk extends Error {}

/** Whole numbers behind names that end in «key». Inside of JSON texts every quote is escaped, so nothing else is found. */
const KEYS = /(?<!\\)"(\w*[kK]ey)":(-?\d+)(?=[,}\s])/g;

/** Reads the body of `POST /_bulk`: an action and a record in turn, one per line. */
export function readBulk(body: string): ExportedRecord[] {
  const lines = body.replace(KEYS, '"$1":"$2"').split('\n');
  const records: ExportedRecord[] = [];
  for (let index = 0; index < lines.length; index += 2) {
    const action = lines[index] as string;
    if (action.trim() === '' && index === lines.length - 1) break;
    if (!isIndexAction(parsed(action, index)))
      throw new UnreadableBulk(`Expected an index action in line ${index + 1}`);
    records.push(readRecord(lines[index + 1] ?? '', index + 1));
  }
  if (records.length === 0) throw new UnreadableBulk('Expected at least one record');
  return records;
}

/** A stored line again. */
export function readLine(line: string): ExportedRecord {
  const record = JSON.parse(line) as ExportedRecord;
  record.line = line;
  record.value ??= {};
  return record;
}

function isIndexAction(action: unknown): boolean {
  return typeof action === 'object' && action !== null && ('index' in action || 'create' in action);
}

function readRecord(line: string, index: number): ExportedRecord {
  const record = parsed(line, index) as Partial<ExportedRecord> | null;
  const where = `Expected a record in line ${index + 1}`;
  if (typeof record !== 'object' || record === null) throw new UnreadableBulk(where);
  const { partitionId, position, timestamp, valueType, intent, recordType } = record;
  if (!isCount(partitionId, 8191) || partitionId < 1) throw new UnreadableBulk(`${where} with a partitionId`);
  if (!isCount(position)) throw new UnreadableBulk(`${where} with a position`);
  if (!isCount(timestamp)) throw new UnreadableBulk(`${where} with a timestamp`);
  if (typeof valueType !== 'string' || typeof intent !== 'string' || typeof recordType !== 'string')
    throw new UnreadableBulk(`${where} with recordType, valueType and intent`);
  const value = typeof record.value === 'object' && record.value !== null ? record.value : {};
  return {
    partitionId,
    position,
    timestamp,
    valueType,
    intent,
    recordType,
    key: typeof record.key === 'string' ? record.key : '-1',
    value,
    line,
  };
}

/** The value of a JSON text inside a record; undefined when it is none. */
export function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown, most = Number.MAX_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;

function parsed(line: string, index: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UnreadableBulk(`Expected JSON in line ${index + 1}`);
  }
}
