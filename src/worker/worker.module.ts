import { Module } from '@nestjs/common';
import { ProcessPackageModule } from '../process-package/process-package.module.js';
import { LiveWorkerContext } from './live-worker-context.js';
import { WorkerService } from './worker-service.js';

/** The job workers of this product. */
@Module({
  imports: [ProcessPackageModule],
  providers: [LiveWorkerContext, WorkerService],
  exports: [WorkerService],
})
export class WorkerModule {}
