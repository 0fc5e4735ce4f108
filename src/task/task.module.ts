import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { AssignTask } from './assign-task.js';
import { CompleteTask } from './complete-task.js';

/** User tasks of staff and citizens. */
@Module({ imports: [CaseModule], providers: [AssignTask, CompleteTask], exports: [AssignTask, CompleteTask] })
export class TaskModule {}
