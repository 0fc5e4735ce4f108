import type pg from 'pg';
import type { PoolClient } from 'pg';
import type { EngineLog } from '../../runtime/engine-options.js';
import { advancePartition, appendBulk, lockPartition, overlappingBulks } from './bulk.store.js';
import { packRecords, unpackRecords } from './bulk-body.js';
import type { ExportedRecord } from './exported-record.js';
import { InstanceOwners, type Owner } from './instance-owners.js';
import { Changes } from './read-models/changes.js';
import { collect } from './read-models/collect.js';
import { writeChanges } from './read-models/write.js';

const REMEMBERED = 100_000;

/**
 * Takes in what the cluster exports: the log, the read models and how far a partition was read are written in one
 * transaction, and only its commit is answered. The exporter sends again whatever was not answered, so records come at least
 * once; a record counts once, by partition and position.
 */
export class Ingest {
  private remembered = new Map<string, Owner>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly committed: (position: number) => void,
    private readonly log: EngineLog,
  ) {}

  /** Resolves after the commit. Records of several partitions may come at once, in one bulk or in several. */
  async take(records: readonly ExportedRecord[]): Promise<void> {
    for (const [partitionId, bulk] of grouped(records)) await this.takePartition(partitionId, bulk);
  }

  private async takePartition(partitionId: number, bulk: ExportedRecord[]): Promise<void> {
    // Packed while the database does something else.
    const packing = packRecords(bulk);
    const client = await this.pool.connect();
    let isBroken = false;
    try {
      await client.query('begin');
      const watermark = await lockPartition(client, partitionId);
      const inOrder = isInOrder(bulk) && (bulk[0]?.position ?? 0) > watermark;
      const fresh = inOrder ? bulk : await this.sortOut(client, partitionId, bulk, watermark);
      const written =
        fresh.length === 0
          ? undefined
          : await this.write(client, partitionId, fresh, inOrder ? await packing : await packRecords(fresh), watermark);
      await client.query('commit');
      if (!written) return;
      // Not before: what a failed commit has taken with it must be stored with the next attempt.
      this.remember(written.learnt);
      this.committed(written.position);
    } catch (error) {
      await client.query('rollback').catch(() => (isBroken = true));
      throw error;
    } finally {
      await packing.catch(() => undefined);
      client.release(isBroken);
    }
  }

  /** Those of the records that are not stored yet, each once, in the order of the partition. */
  private async sortOut(
    client: PoolClient,
    partitionId: number,
    bulk: readonly ExportedRecord[],
    watermark: number,
  ): Promise<ExportedRecord[]> {
    const byPosition = new Map(bulk.map((record) => [record.position, record]));
    const sorted = [...byPosition.values()].sort((a, b) => a.position - b.position);
    const early = sorted.filter(({ position }) => position <= watermark);
    if (early.length === 0) return sorted;
    const [first, last] = [early[0]?.position ?? 0, early.at(-1)?.position ?? 0];
    for (const body of await overlappingBulks(client, partitionId, first, last)) {
      for (const { position } of await unpackRecords(body)) byPosition.delete(position);
    }
    return sorted.filter(({ position }) => byPosition.has(position));
  }

  private async write(
    client: PoolClient,
    partitionId: number,
    fresh: ExportedRecord[],
    body: Buffer,
    watermark: number,
  ): Promise<{ position: number; learnt: ReadonlyMap<string, Owner> }> {
    const first = fresh[0]?.position ?? 0;
    const last = fresh.at(-1)?.position ?? 0;
    // Something came late: what follows it counts more, so all of that is applied once more, in the right order.
    const applied = first > watermark ? fresh : await this.withSuccessors(client, partitionId, fresh);
    const owners = await InstanceOwners.of(client, applied, this.remembered);
    await owners.store(client);
    const fence = await this.project(client, applied, owners);
    await advancePartition(client, partitionId, last, fence);
    const at = fresh.at(-1)?.timestamp ?? 0;
    const bulk = { partitionId, firstPosition: first, lastPosition: last, count: fresh.length, at, body };
    return { position: await appendBulk(client, bulk), learnt: owners.learnt };
  }

  private async withSuccessors(
    client: PoolClient,
    partitionId: number,
    late: readonly ExportedRecord[],
  ): Promise<ExportedRecord[]> {
    const concerned = new Set(late.map(({ value }) => value['processInstanceKey']));
    const all = [...late];
    const first = late[0]?.position ?? 0;
    for (const body of await overlappingBulks(client, partitionId, first, Number.MAX_SAFE_INTEGER)) {
      for (const record of await unpackRecords(body)) {
        if (record.position > first && concerned.has(record.value['processInstanceKey'])) all.push(record);
      }
    }
    return all.sort((a, b) => a.position - b.position);
  }

  private async project(
    client: PoolClient,
    records: readonly ExportedRecord[],
    owners: InstanceOwners,
  ): Promise<number> {
    await client.query('savepoint projected');
    try {
      return await projected(client, records, owners);
    } catch (error) {
      if (!isDataError(error)) throw error;
      await client.query('rollback to savepoint projected');
    }
    let fence = 0;
    for (const record of records) fence = Math.max(fence, await this.projectAlone(client, record, owners));
    return fence;
  }

  /** A record that the read models cannot hold must not keep all others from coming in; it stays in the log. */
  private async projectAlone(client: PoolClient, record: ExportedRecord, owners: InstanceOwners): Promise<number> {
    await client.query('savepoint alone');
    try {
      return await projected(client, [record], owners);
    } catch (error) {
      if (!isDataError(error)) throw error;
      await client.query('rollback to savepoint alone');
      const name = `${record.valueType} ${record.intent} at ${record.partitionId}-${record.position}`;
      this.log.error(`The record ${name} is kept but shown nowhere: the read models cannot hold it`, error);
      return 0;
    }
  }

  private remember(owners: ReadonlyMap<string, Owner>): void {
    for (const [key, owner] of owners) this.remembered.set(key, owner);
    if (this.remembered.size > REMEMBERED) this.remembered = new Map([...this.remembered].slice(-REMEMBERED / 2));
  }
}

async function projected(
  client: PoolClient,
  records: readonly ExportedRecord[],
  owners: InstanceOwners,
): Promise<number> {
  const changes = new Changes();
  for (const record of records) collect(changes, record, (key) => owners.of(key));
  await writeChanges(client, changes);
  return changes.fence;
}

function isInOrder(records: readonly ExportedRecord[]): boolean {
  return records.every(({ position }, index) => position > (records[index - 1]?.position ?? -1));
}

function grouped(records: readonly ExportedRecord[]): Map<number, ExportedRecord[]> {
  const groups = new Map<number, ExportedRecord[]>();
  for (const record of records) {
    const group = groups.get(record.partitionId);
    if (group) group.push(record);
    else groups.set(record.partitionId, [record]);
  }
  return groups;
}

/** Classes of SQLSTATE that say that a value, a constraint or a limit of what can be held is at fault, not the server. */
const isDataError = (error: unknown): boolean => /^(2[123]|54)/.test((error as { code?: string }).code ?? '');
