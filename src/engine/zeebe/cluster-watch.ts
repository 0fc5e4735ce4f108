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
  /** Since when the cluster has accepted commands without a record of anything. */
  private unheardSince: number | undefined;
  private database: string | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly client: Pick<ZeebeClient, 'topology'>,
    private readonly address: string,
    /** Has something exported that is of no other use. */
    private readonly probe: () => void,
    private readonly silenceMs = SILENCE_MS,
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
    this.unheardSince ??= Date.now();
  }

  recordsCame(): void {
    this.unheardSince = undefined;
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
    const silence = Date.now() - (this.unheardSince ?? Infinity);
    if (silence > this.silenceMs)
      return `The Zeebe cluster accepts commands but no records came for ${Math.round(silence / 1000)} seconds: pages show an older state. Check its exporter and ZEEBE_RECORDS_PORT.`;
    if (!topology) return `The Zeebe gateway at ${this.address} is asked for the first time.`;
    return `Zeebe ${topology.gatewayVersion} at ${this.address}, ${topology.partitionsCount} partition(s).`;
  }

  /** Also done by itself every few seconds. */
  async look(): Promise<void> {
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
      if (Number(rows[0]?.at ?? 0) > (this.unheardSince ?? Infinity)) this.unheardSince = undefined;
      // A record may have come before its command was answered: the next one settles it.
      if (Date.now() - (this.unheardSince ?? Infinity) > this.silenceMs / 2) this.probe();
      this.database = undefined;
    } catch {
      this.database = 'The engine cannot reach its database.';
    }
  }
}

const clock = (time: number): string => new Date(time).toISOString().slice(11, 19);
