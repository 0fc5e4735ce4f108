import type { Pool } from 'pg';
import type { EngineHealth } from '../engine.js';
import type { Topology, ZeebeClient } from './client/zeebe-client.js';

const ROUND_MS = 5_000;
/** Accepted commands make records within the exporter's delay, five seconds by default. */
const SILENCE_MS = 30_000;

/** Asks the gateway how it is, and notices when records fail to come. */
export class ClusterWatch {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private topology: Topology | undefined;
  private unreachable: { since: number; reason: string } | undefined;
  /** When the cluster last did what one of our commands asked for. */
  private acceptedAt = 0;
  private recordAt = 0;
  private database: string | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly client: ZeebeClient,
    private readonly address: string,
  ) {}

  start(): void {
    this.round = this.look();
    this.timer = setInterval(() => {
      this.round = this.round.then(() => this.look());
    }, ROUND_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** The cluster has accepted a command that leaves records. */
  accepted(): void {
    this.acceptedAt = Date.now();
  }

  recordsCame(): void {
    this.recordAt = Date.now();
  }

  /** Commands are taken as long as the database is there: what the cluster cannot take yet is kept. */
  health(): EngineHealth {
    if (this.database !== undefined) return { ready: false, owner: false, detail: this.database };
    return { ready: true, owner: true, detail: this.detail() };
  }

  private detail(): string {
    const { unreachable, topology } = this;
    if (unreachable)
      return `The Zeebe gateway at ${this.address} has not answered since ${clock(unreachable.since)} (${unreachable.reason}); commands are kept and sent when it is back.`;
    const silence = Date.now() - Math.max(this.recordAt, 0);
    if (this.acceptedAt > this.recordAt && Date.now() - this.acceptedAt < 10 * SILENCE_MS && silence > SILENCE_MS)
      return `The Zeebe cluster accepts commands but no records of them came for ${Math.round(silence / 1000)} seconds: pages show an older state. Check its exporter and ZEEBE_RECORDS_PORT.`;
    if (!topology) return `The Zeebe gateway at ${this.address} is asked for the first time.`;
    return `Zeebe ${topology.gatewayVersion} at ${this.address}, ${topology.partitionsCount} partition(s).`;
  }

  private async look(): Promise<void> {
    try {
      this.topology = await this.client.topology();
      this.unreachable = undefined;
    } catch (error) {
      const { details } = error as { details?: string };
      const reason = (details ?? String(error)).slice(0, 200);
      this.unreachable = { since: this.unreachable?.since ?? Date.now(), reason };
    }
    try {
      const { rows } = await this.pool.query<{ at: string | null }>(
        `select extract(epoch from max(stored_at)) * 1000 as at from engine.zeebe_partition`,
      );
      this.recordAt = Math.max(this.recordAt, Number(rows[0]?.at ?? 0));
      this.database = undefined;
    } catch {
      this.database = 'The engine cannot reach its database.';
    }
  }
}

const clock = (time: number): string => new Date(time).toISOString().slice(11, 19);
