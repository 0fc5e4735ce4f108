import { Module } from '@nestjs/common';
import { WorkerModule } from '../worker/worker.module.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** Health, readiness and numbers. */
@Module({
  imports: [WorkerModule],
  controllers: [HealthController],
  providers: [Metrics, Readiness],
  exports: [Metrics],
})
export class OperationsModule {}
