import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { FormModule } from '../form/form.module.js';
import { ProcessPackageModule } from '../process-package/process-package.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { TaskModule } from '../task/task.module.js';
import { CaseAccess } from './case/case-access.js';
import { CaseOverviews } from './case/case-overview.js';
import { CaseController } from './case/case.controller.js';
import { CitizenTaskController } from './case/citizen-task.controller.js';
import { CitizenTasks } from './case/citizen-tasks.js';
import { WithdrawCase } from './case/withdraw-case.js';
import { DraftAccess } from './form/draft-access.js';
import { DraftController } from './form/draft.controller.js';
import { FormController } from './form/form.controller.js';
import { UploadController } from './form/upload.controller.js';
import { MunicipalityController } from './municipality.controller.js';
import { PortalData } from './portal-data.js';
import { StartController } from './start.controller.js';
import { TextPagesController } from './text-pages.controller.js';
import { VerifyController } from './verify.controller.js';

/** The citizens' pages. */
@Module({
  imports: [CaseModule, FormModule, ProcessPackageModule, RolloutModule, TaskModule],
  controllers: [
    StartController,
    TextPagesController,
    VerifyController,
    CaseController,
    CitizenTaskController,
    DraftController,
    FormController,
    UploadController,
    MunicipalityController,
  ],
  providers: [PortalData, DraftAccess, CaseAccess, CaseOverviews, CitizenTasks, WithdrawCase],
})
export class PortalModule {}
