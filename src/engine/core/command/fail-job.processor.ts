import { Failure } from '../behavior/failure.js';
import { raiseIncident } from '../behavior/incident.js';
import { writeJob } from '../behavior/jobs.js';
import { isEmptyDocument, mergeLocal } from '../behavior/variables.js';
import { findWaitingJob } from './find-job.js';
import type { CommandProcessor } from './reply.js';
import { answer } from './reply.js';

const LONGEST_MESSAGE = 10_000;

/** The worker could not do it: offered again at once or after the back-off; an incident when no retries are left. */
export const failJob: CommandProcessor<'failJob'> = (run, command) => {
  const job = findWaitingJob(run, command.jobKey, 'fail');
  if ('ok' in job) return job;
  const { owner } = job;
  const retries = Math.trunc(command.retries);
  const retryBackOff = Math.max(0, command.retryBackOff ?? 0);
  const errorMessage = command.errorMessage.slice(0, LONGEST_MESSAGE);
  const recurringTime = retries > 0 && retryBackOff > 0 ? run.now + retryBackOff : -1;
  const variables = command.variables ?? {};
  writeJob(run, job, 'FAILED', { retries, retryBackOff, recurringTime, errorMessage, variables });
  if (!isEmptyDocument(variables)) mergeLocal(run, owner, variables);
  if (retries <= 0) {
    const text = errorMessage === '' ? 'No more retries left.' : errorMessage;
    raiseIncident(
      run,
      owner,
      new Failure(job.listener === '' ? 'JOB_NO_RETRIES' : 'EXECUTION_LISTENER_NO_RETRIES', text),
      job.key,
    );
  }
  return answer({ jobKey: command.jobKey });
};
