/** The steps that scenarios are written with; names are those of the models, without their prefix. */
export { TENANT, refused, send } from './steps/command.js';
export {
  advance,
  cancel,
  create,
  createWithResult,
  deploy,
  evaluate,
  migrate,
  modify,
  remove,
  removeResource,
  resolve,
  set,
} from './steps/instances.js';
export {
  complete,
  completeLast,
  fail,
  failLast,
  nothingFor,
  retries,
  take,
  throwError,
  throwLast,
  timeout,
} from './steps/jobs.js';
export { broadcast, publish } from './steps/events.js';
export { assign, completeTask, unassign, updateTask } from './steps/tasks.js';
export type { Activation } from './steps/instances.js';
