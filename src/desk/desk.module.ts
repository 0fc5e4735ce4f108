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
import { CounterController } from './counter/counter.controller.js';
import { CounterServices } from './counter/counter-services.js';
import { DeskFrames } from './desk-frames.js';
import { EventController } from './event/event.controller.js';
import { OpenEvents } from './event/open-events.js';
import { FileController } from './file.controller.js';
import { DraftWork } from './form/draft-work.js';
import { OwnDraftController } from './form/own-draft.controller.js';
import { OwnDrafts } from './form/own-drafts.js';
import { LiveController } from './live.controller.js';
import { OutboxController } from './outbox.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { AssignmentController } from './task/assignment.controller.js';
import { OpenTasks } from './task/open-task.js';
import { TaskController } from './task/task.controller.js';
import { TaskDraftController } from './task/task-draft.controller.js';
import { TaskListController } from './task-list.controller.js';

/** The pages of the Gemeinden's staff. */
@Module({
  imports: [CaseModule, IdentityModule, OperationsModule, ProcessPackageModule, RolloutModule, TaskModule],
  controllers: [
    SignInController,
    TaskListController,
    AssignmentController,
    TaskDraftController,
    TaskController,
    CounterController,
    CaseListController,
    OwnDraftController,
    EventController,
    CaseController,
    FileController,
    LiveController,
    OutboxController,
  ],
  providers: [CaseDetails, CounterServices, DeskFrames, DraftWork, OpenEvents, OpenTasks, OwnDrafts],
})
export class DeskModule {}
