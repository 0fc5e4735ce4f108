import type { EngineCommand, Variables } from '../../../src/engine/engine.js';
import { own } from '../model.js';
import type { Step, WorkedJob } from '../scenario.js';
import { send } from './command.js';

const work = (
  name: string,
  type: string,
  sees: Variables | undefined,
  answer: (jobKey: string) => EngineCommand,
): Step => ({
  name: `${name} ${type}`,
  code: 'OK',
  jobType: own(type),
  ...(sees ? { sees } : {}),
  command: ({ key }: WorkedJob) => answer(key),
});

/** A worker takes the job and never answers. */
export const take = (type: string, sees?: Variables): Step => ({
  name: `take ${type}`,
  code: 'OK',
  jobType: own(type),
  ...(sees ? { sees } : {}),
});

export const complete = (type: string, variables: Variables = {}, sees?: Variables): Step =>
  work('complete', type, sees, (jobKey) => ({ type: 'completeJob', jobKey, variables }));

export const fail = (
  type: string,
  retries: number,
  more: { backOff?: number; variables?: Variables; message?: string } = {},
): Step =>
  work('fail', type, undefined, (jobKey) => ({
    type: 'failJob',
    jobKey,
    retries,
    errorMessage: more.message ?? 'no',
    ...(more.backOff ? { retryBackOff: more.backOff } : {}),
    ...(more.variables ? { variables: more.variables } : {}),
  }));

export const throwError = (type: string, errorCode: string, variables: Variables = {}): Step =>
  work('throw', type, undefined, (jobKey) => ({
    type: 'throwError',
    jobKey,
    errorCode,
    errorMessage: 'no',
    variables,
  }));

export const nothingFor = (type: string): Step => ({ name: `no job ${type}`, noJob: own(type) });

/** Commands on the last job of a type, without a worker that has it. */
export const completeLast = (type: string, variables: Variables = {}): Step =>
  send(`complete last ${type}`, (history) => ({
    type: 'completeJob',
    jobKey: history.jobKey(type),
    variables,
  }));
export const throwLast = (type: string, errorCode: string): Step =>
  send(`throw at last ${type}`, (history) => ({
    type: 'throwError',
    jobKey: history.jobKey(type),
    errorCode,
    errorMessage: 'no',
  }));
export const failLast = (type: string, retries: number): Step =>
  send(`fail last ${type}`, (history) => ({
    type: 'failJob',
    jobKey: history.jobKey(type),
    retries,
    errorMessage: 'no',
  }));
export const retries = (type: string, count: number): Step =>
  send(`retries of ${type}`, (history) => ({
    type: 'updateJobRetries',
    jobKey: history.jobKey(type),
    retries: count,
  }));
export const timeout = (type: string, milliseconds: number): Step =>
  send(`timeout of ${type}`, (history) => ({
    type: 'updateJobTimeout',
    jobKey: history.jobKey(type),
    timeout: milliseconds,
  }));
