import { Inject, Injectable } from '@nestjs/common';
import { CenterDatabase } from '../database/tenant-database.js';
import { ENGINE, type Engine } from '../engine/engine.js';
import { WorkerService } from '../worker/worker-service.js';

export interface ReadinessReport {
  status: 'ok' | 'starting';
  database: 'ok' | 'unreachable';
  migrations: 'ok' | 'unknown';
  engine: { ready: boolean; detail: string };
  workers: 'running' | 'stopped';
}

/** Whether requests can be served in full: database, migrations, engine and workers. */
@Injectable()
export class Readiness {
  constructor(
    private readonly database: CenterDatabase,
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly workers: WorkerService,
  ) {}

  async check(): Promise<ReadinessReport> {
    // A table of the newest migration answers for the database and for the migrations.
    const reachable = await this.database
      .run((tx) => tx.query('select 1 from app.package limit 1'))
      .then(() => true)
      .catch(() => false);
    const engine = this.engine.health();
    const workers = this.workers.isRunning ? 'running' : 'stopped';
    return {
      status: reachable && engine.ready && workers === 'running' ? 'ok' : 'starting',
      database: reachable ? 'ok' : 'unreachable',
      migrations: reachable ? 'ok' : 'unknown',
      engine,
      workers,
    };
  }
}
