import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.js';
import { CompleteTask } from './complete-task.js';

/** User tasks of staff and citizens. */
@Module({ imports: [CaseModule], providers: [CompleteTask], exports: [CompleteTask] })
export class TaskModule {}
