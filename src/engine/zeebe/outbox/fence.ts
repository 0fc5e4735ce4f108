import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { ZeebeClient } from '../client/zeebe-client.js';
import { FENCE_MESSAGE, NO_TENANT } from '../context.js';
import { databaseTime, fencedPartitions } from './fence.store.js';

const ROUND_MS = 1_000;
/** Partitions are chosen by the hash of a random key: so many tries per partition, on average, find all. */
const TRIES = 20;

/**
 * Finds out that a command had no effect. A message that nobody waits for is published on every partition; when it comes
 * out with the records, whatever had reached the partitions before it stands in the log by now.
 */
export class Fence {
  private publishedAt = 0;
  private publishing: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly client: Pick<ZeebeClient, 'topology' | 'send'>,
    /** Milliseconds after the end of an attempt in which its command may still reach a log. */
    private readonly settleMs: number,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Whether everything whose attempt was over by then (database's clock) stands in the log, if it had an effect at all. */
  async isPast(moment: number): Promise<boolean> {
    const needed = moment + this.settleMs;
    const now = await databaseTime(this.pool);
    if (now <= needed) return false;
    const { partitionsCount } = await this.client.topology();
    // A gateway that has just started may know of none yet.
    if (partitionsCount < 1) return false;
    if ((await fencedPartitions(this.pool, needed)) >= partitionsCount) return true;
    this.publish(now, partitionsCount);
    return false;
  }

  /** Something comes out of every partition that is heard of. */
  async probe(): Promise<void> {
    const { partitionsCount } = await this.client.topology();
    this.publish(await databaseTime(this.pool), partitionsCount);
  }

  private publish(now: number, partitionsCount: number): void {
    if (this.publishing !== undefined || now - this.publishedAt < ROUND_MS) return;
    this.publishedAt = now;
    this.publishing = this.toAll(now, partitionsCount)
      .catch(this.report)
      .finally(() => (this.publishing = undefined));
  }

  private async toAll(now: number, partitionsCount: number): Promise<void> {
    const reached = new Set<bigint>();
    for (let round = 0; reached.size < partitionsCount && round < TRIES * partitionsCount; round += 1) {
      const sent = await this.client.send({
        type: 'publishMessage',
        tenantId: NO_TENANT,
        name: FENCE_MESSAGE,
        correlationKey: randomUUID(),
        timeToLive: 0,
        messageId: String(now),
        variables: {},
      });
      if (sent.kind !== 'answered' || !sent.outcome.ok) return;
      reached.add(partitionOf((sent.outcome.value as { messageKey: string }).messageKey));
    }
  }
}

/** A key has the number of its partition in its upper 13 bits. */
export const partitionOf = (key: string): bigint => BigInt(key) >> 51n;
