import type { Pool } from 'pg';
import type { EngineRecord } from '../../engine.js';
import { readLog } from '../../runtime/log/read-log.store.js';
import { NO_TENANT } from '../context.js';
import { unpackRecords } from './bulk-body.js';
import type { ExportedRecord } from './exported-record.js';
import { isKey, readOwners } from './instance-owners.js';

/** Bulks whose records are kept readable: readers that ask in small steps get the rest of a bulk from here. */
const KEPT = 4;

interface ReadBulk {
  first: number;
  last: number;
  records: EngineRecord[];
}

/** Reads the exported records in the order in which they came in, under the numbers of our log, with our tenants. */
export class ExportedLogReader {
  private kept: ReadBulk[] = [];

  constructor(private readonly pool: Pool) {}

  async read(afterPosition: number, limit: number): Promise<EngineRecord[]> {
    const records: EngineRecord[] = [];
    let after = afterPosition;
    while (records.length < limit) {
      const bulk = this.kept.find(({ first, last }) => first <= after + 1 && last > after) ?? (await this.next(after));
      if (!bulk) break;
      for (const record of bulk.records) {
        if (record.position > after && records.length < limit) records.push(record);
      }
      after = records.length < limit ? bulk.last : (records.at(-1)?.position ?? after);
    }
    return records;
  }

  private async next(after: number): Promise<ReadBulk | undefined> {
    const [row] = await readLog(this.pool, 'cluster', after, 1);
    if (!row) return undefined;
    const exported = await unpackRecords(row.body);
    const keys = new Set(exported.map(({ value }) => value['processInstanceKey']).filter(isKey));
    const owners = await readOwners(this.pool, [...keys]);
    const records = exported.map((record, index) => {
      const owner = owners.get(String(record.value['processInstanceKey']));
      return asEngineRecord(record, row.firstPosition + index, owner?.tenantId ?? NO_TENANT);
    });
    const bulk = { first: row.firstPosition, last: row.lastPosition, records };
    this.kept = [...this.kept, bulk].slice(-KEPT);
    return bulk;
  }
}

function asEngineRecord(record: ExportedRecord, position: number, tenantId: string): EngineRecord {
  const { line: _line, ...exported } = record as ExportedRecord & EngineRecord;
  return { ...exported, position, value: { ...record.value, tenantId } };
}
