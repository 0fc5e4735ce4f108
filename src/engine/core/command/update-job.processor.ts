import { writeJob } from '../behavior/jobs.js';
import { findJob } from './find-job.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/** Gives a job new attempts; an incident it has stays until it is resolved. */
export const updateJobRetries: CommandProcessor<'updateJobRetries'> = (run, { jobKey, retries }) => {
  if (!Number.isInteger(retries) || retries < 1) {
    return refuse(
      'INVALID_ARGUMENT',
      `Expected to update retries for job with key '${jobKey}' with a positive amount of retries, but the amount given was '${retries}'`,
    );
  }
  const job = findJob(run, jobKey, 'update retries for');
  if ('ok' in job) return job;
  writeJob(run, job, 'RETRIES_UPDATED', { retries });
  return answer({ jobKey });
};

/** A new deadline, counted from now. Whether anybody works on the job is known to the queues, which ask before. */
export const updateJobTimeout: CommandProcessor<'updateJobTimeout'> = (run, { jobKey, timeout }) => {
  const job = findJob(run, jobKey, 'update the timeout for');
  if ('ok' in job) return job;
  writeJob(run, job, 'TIMEOUT_UPDATED', { deadline: run.now + timeout });
  return answer({ jobKey });
};

/** The worker did not answer in time; the queues offer the job again. */
export const timeOutJob: CommandProcessor<'timeOutJob'> = (run, { jobKey, worker, deadline }) => {
  const job = findJob(run, jobKey, 'time out');
  if ('ok' in job) return job;
  writeJob(run, job, 'TIMED_OUT', { worker, deadline });
  return answer(null);
};

/** The back-off of a failed job is over. */
export const recurJob: CommandProcessor<'recurJob'> = (run, { jobKey }) => {
  const job = findJob(run, jobKey, 'recur');
  if ('ok' in job) return job;
  if (job.state !== 'FAILED' || job.recurringTime < 0 || job.recurringTime > run.now) {
    return refuse('INVALID_STATE', `Expected to recur job with key '${jobKey}', but its back-off is not over`);
  }
  writeJob(run, job, 'RECURRED_AFTER_BACKOFF', {});
  return answer(null);
};
