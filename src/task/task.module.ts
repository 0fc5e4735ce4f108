import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { FormModule } from '../form/form.module.js';
import { ProcessPackageModule } from '../process-package/process-package.module.js';
import { AssignTask } from './assign-task.js';
import { CompleteTask } from './complete-task.js';
import { TaskForms } from './task-forms.js';

/** User tasks of staff and citizens. */
@Module({
  imports: [CaseModule, FormModule, ProcessPackageModule],
  providers: [AssignTask, CompleteTask, TaskForms],
  exports: [AssignTask, CompleteTask, FormModule, TaskForms],
})
export class TaskModule {}
