import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { WorkerModule } from '../worker/worker.module.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';
import { RetryIncident } from './retry-incident.js';

/** Health, readiness and numbers. */
@Module({
  imports: [CaseModule, WorkerModule],
  controllers: [HealthController],
  providers: [Metrics, Readiness, RetryIncident],
  exports: [Metrics, RetryIncident],
})
export class OperationsModule {}
