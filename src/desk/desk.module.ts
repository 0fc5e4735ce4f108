import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { ProcessPackageModule } from '../process-package/process-package.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { TaskModule } from '../task/task.module.js';
import { CaseController } from './case.controller.js';
import { CaseDetails } from './case-detail.js';
import { CaseListController } from './case-list.controller.js';
import { DeskFrames } from './desk-frames.js';
import { FileController } from './file.controller.js';
import { LiveController } from './live.controller.js';
import { OutboxController } from './outbox.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { TaskListController } from './task-list.controller.js';

/** The pages of the Gemeinden's staff. */
@Module({
  imports: [CaseModule, IdentityModule, OperationsModule, ProcessPackageModule, RolloutModule, TaskModule],
  controllers: [
    SignInController,
    TaskListController,
    CaseListController,
    CaseController,
    FileController,
    LiveController,
    OutboxController,
  ],
  providers: [CaseDetails, DeskFrames],
})
export class DeskModule {}
