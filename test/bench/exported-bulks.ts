import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Records of one instance as a broker 8.5.8 has exported them: begin, a job, end. */
const RECORDS = readFileSync(join(import.meta.dirname, 'records', 'one-task.ndjson'), 'utf8')
  .trimEnd()
  .split('\n');
/** Up to the job that waits; the rest comes when it is done. */
const FIRST_HALF = RECORDS.slice(0, 15);
const SECOND_HALF = RECORDS.slice(15);
const FIRST_KEY = 2_251_799_813_685_250n;
const KEYS_PER_INSTANCE = 32n;

/** Instances that begin in one bulk and end in the next; 999 records, the exporter's default is 1,000. */
const INSTANCES = 37;

/** Bulks of one partition without end, as its exporter would send them. */
export class ExportedBulks {
  private position = 0;
  private round = 0n;

  constructor(private readonly partitionId: number) {}

  readonly records = INSTANCES * RECORDS.length;

  next(): string {
    const lines: string[] = [];
    for (let index = 0n; index < BigInt(INSTANCES); index += 1n) {
      for (const line of FIRST_HALF) lines.push(this.renumbered(line, this.round * BigInt(INSTANCES) + index));
      for (const line of SECOND_HALF) lines.push(this.renumbered(line, (this.round - 1n) * BigInt(INSTANCES) + index));
    }
    this.round += 1n;
    return lines.join('');
  }

  private renumbered(line: string, instance: bigint): string {
    this.position += 1;
    const offset = (BigInt(this.partitionId) << 51n) - (1n << 51n) + (instance + 64n) * KEYS_PER_INSTANCE;
    const record = line
      .replace(/"(\w*[kK]ey)":(\d{16,})/g, (all, name: string, key: string) =>
        // Keys of the definition stay: it was deployed once.
        BigInt(key) > FIRST_KEY ? `"${name}":${BigInt(key) + offset}` : all,
      )
      .replace(/"position":\d+/, `"position":${this.position}`)
      .replace(/"partitionId":\d+/, `"partitionId":${this.partitionId}`)
      .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, `command-${this.partitionId}-${instance}`);
    return `{"index":{"_index":"zeebe-record_8.5.8","_id":"${this.partitionId}-${this.position}"}}\n${record}\n`;
  }
}
