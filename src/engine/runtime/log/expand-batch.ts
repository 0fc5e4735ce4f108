import type { EngineRecord } from '../../engine.js';
import { COMMAND_RECORDS } from './command-records.js';
import { BatchDecoder, type LogCatalogue, type LogEntry, type PackedBatch } from './batch-decoder.js';
import { expandEvent, type Expanded } from './expand-event.js';

const BROKER_VERSION = '8.5.8';

/** All records of a stored batch in Zeebe's shape; `firstPosition` is that of the first one, `at` the time of all. */
export function expandBatch(
  batch: PackedBatch,
  firstPosition: number,
  at: number,
  catalogue: LogCatalogue,
): EngineRecord[] {
  const decoder = new BatchDecoder(batch.references, catalogue);
  const entries = batch.records.map((record) => decoder.decode(record));
  const values = entries.map((entry) =>
    entry.kind === 'event' ? expandEvent(entry.event, (checksum) => catalogue.content(checksum)) : undefined,
  );
  let source = -1;
  return entries.map((entry, index) => {
    const position = firstPosition + index;
    if (entry.kind === 'command') source = position;
    return {
      partitionId: 1,
      position,
      sourceRecordPosition: entry.kind === 'command' ? -1 : source,
      timestamp: at,
      rejectionType: 'NULL_VAL',
      rejectionReason: '',
      brokerVersion: BROKER_VERSION,
      recordVersion: 1,
      ...contents(entries, values, index),
    };
  });
}

type Contents = Pick<EngineRecord, 'key' | 'recordType' | 'valueType' | 'intent' | 'value'> & Partial<EngineRecord>;

function contents(entries: readonly LogEntry[], values: readonly (Expanded | undefined)[], index: number): Contents {
  const entry = entries[index];
  const expanded = values[index];
  if (entry === undefined) throw new Error('no such record');
  if (entry.kind === 'event') {
    const { key, intent } = entry.event;
    return {
      key: String(key),
      recordType: 'EVENT',
      valueType: expanded?.valueType ?? entry.event.valueType,
      intent,
      value: expanded?.value ?? {},
    };
  }
  const record = COMMAND_RECORDS[entry.type];
  if (entry.kind === 'command') {
    return {
      key: String(entry.key),
      recordType: 'COMMAND',
      ...record,
      value: entry.refused ?? valueOfStep(entries, values, index),
    };
  }
  const command = entries[index - 1];
  return {
    key: String(entry.key),
    recordType: 'COMMAND_REJECTION',
    ...record,
    rejectionType: entry.code,
    rejectionReason: entry.reason,
    value: command?.kind === 'command' ? (command.refused ?? {}) : {},
  };
}

/** An accepted command is stored by type and key: its fields stand in the first event of its kind. */
function valueOfStep(
  entries: readonly LogEntry[],
  values: readonly (Expanded | undefined)[],
  index: number,
): Record<string, unknown> {
  const entry = entries[index];
  if (entry?.kind !== 'command') return {};
  const { valueType } = COMMAND_RECORDS[entry.type];
  for (let next = index + 1; entries[next]?.kind === 'event'; next += 1) {
    if (values[next]?.valueType === valueType) return values[next]?.value ?? {};
  }
  return {};
}
