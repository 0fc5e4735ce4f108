import type { UserTaskDefinition } from '../../model/index.js';
import type { JobProperties } from './jobs.js';
import type { UserTaskProperties } from './user-tasks.js';

export const USER_TASK_JOB_TYPE = 'io.camunda.zeebe:userTask';
const PREFIX = 'io.camunda.zeebe:';

/** The job that stands for a user task: what the task says goes into reserved headers. */
export function userTaskJob(definition: UserTaskDefinition, properties: UserTaskProperties): JobProperties {
  const { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, formKey, externalFormReference } =
    properties;
  const form = formKey > 0 ? String(formKey) : externalFormReference;
  const headers: Record<string, string> = { ...definition.headers };
  if (assignee !== '') headers[`${PREFIX}assignee`] = assignee;
  if (candidateGroups.length > 0) headers[`${PREFIX}candidateGroups`] = JSON.stringify(candidateGroups);
  if (candidateUsers.length > 0) headers[`${PREFIX}candidateUsers`] = JSON.stringify(candidateUsers);
  if (dueDate !== '') headers[`${PREFIX}dueDate`] = dueDate;
  if (followUpDate !== '') headers[`${PREFIX}followUpDate`] = followUpDate;
  if (form !== '') headers[`${PREFIX}formKey`] = form;
  return { type: USER_TASK_JOB_TYPE, retries: 1, headers };
}
