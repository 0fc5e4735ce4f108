import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { listMunicipalities } from '../municipality/municipality.store.js';
import { DRAFT_LIFETIME_MS } from './form-drafts.js';
import { purgeDrafts } from './purge-drafts.store.js';

const EVERY_MS = 6 * 60 * 60 * 1000;
const FIRST_MS = 60 * 1000;

/** Keeps the promise of the privacy page: drafts that were never sent are deleted after 30 days. */
@Injectable()
export class PurgeDrafts implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('PurgeDrafts');
  private readonly timers: NodeJS.Timeout[] = [];
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: TenantDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timers.push(
      setTimeout(() => this.round(), FIRST_MS).unref(),
      setInterval(() => this.round(), EVERY_MS).unref(),
    );
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.running;
  }

  /** All Gemeinden once; returns how many drafts were deleted. */
  async run(): Promise<number> {
    const before = this.clock.now() - DRAFT_LIFETIME_MS;
    let count = 0;
    for (const { bfs } of await this.database.withoutTenant(listMunicipalities)) {
      for (let deleted = -1; deleted !== 0; count += deleted)
        deleted = await this.database.withTenant(bfs, (tx) => purgeDrafts(tx, before));
    }
    return count;
  }

  private round(): void {
    this.running = this.run().then(
      (count) => count > 0 && this.log.log(`${count} drafts older than 30 days were deleted.`),
      (error: unknown) => this.log.error(`Old drafts could not be deleted: ${String(error)}`),
    );
  }
}
