import { Module } from '@nestjs/common';
import { ProcessPackageModule } from '../process-package/process-package.module.js';
import { CaseProjection } from './case-projection.js';
import { CommandOutbox } from './command-outbox.js';
import { ReportEvent } from './report-event.js';
import { SubmitCase } from './submit-case.js';

/** The dossier: from the form that was sent to the end of the procedure. */
@Module({
  imports: [ProcessPackageModule],
  providers: [CaseProjection, CommandOutbox, ReportEvent, SubmitCase],
  exports: [CaseProjection, CommandOutbox, ReportEvent, SubmitCase],
})
export class CaseModule {}
