import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CenterDatabase } from '../database/tenant-database.js';
import { ENGINE, type Engine } from '../engine/engine.js';

/** Numbers for Prometheus: the process, requests, and what the engine has to do. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Histogram;

  constructor(@Inject(ENGINE) engine: Engine, database: CenterDatabase) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'dsc_http_request_seconds',
      help: 'Duration of requests by method, route and status class.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    });
    const commits = new Counter({
      name: 'dsc_engine_commits_total',
      help: 'Batches committed by the engine.',
      registers,
    });
    const position = new Gauge({
      name: 'dsc_engine_position',
      help: 'Highest committed position of the log.',
      registers,
    });
    engine.onCommitted((at) => {
      commits.inc();
      position.set(at);
    });
    new Gauge({
      name: 'dsc_engine_ready',
      help: '1 when the engine accepts commands.',
      registers,
      collect() {
        this.set(engine.health().ready ? 1 : 0);
      },
    });
    new Gauge({
      name: 'dsc_open_incidents',
      help: 'Incidents that wait for somebody, over all Gemeinden.',
      registers,
      async collect() {
        const rows = await database.run((tx) =>
          tx.query<{ count: string }>(`select count(*) as count from engine.incident where state = 'CREATED'`),
        );
        this.set(Number(rows[0]?.count ?? 0));
      },
    });
  }

  observe(method: string, route: string, statusCode: number, milliseconds: number): void {
    this.requests.observe({ method, route, status: `${Math.floor(statusCode / 100)}xx` }, milliseconds / 1000);
  }
}
