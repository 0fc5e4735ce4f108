import { findErrorCatch } from '../behavior/error-catch.js';
import { triggerEvent } from '../behavior/event-trigger.js';
import { Failure } from '../behavior/failure.js';
import { raiseIncident } from '../behavior/incident.js';
import { writeJob } from '../behavior/jobs.js';
import { findWaitingJob } from './find-job.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/** A business error: the nearest event that catches it goes on, else an incident asks for help. */
export const throwError: CommandProcessor<'throwError'> = (
  run,
  { jobKey, errorCode, errorMessage, variables = {} },
) => {
  const job = findWaitingJob(run, jobKey, 'throw an error for');
  if ('ok' in job) return job;
  if (job.listener !== '') {
    return refuse(
      'INVALID_STATE',
      `Cannot throw BPMN error from EXECUTION_LISTENER job with key '${jobKey}', type '${job.type}' and processInstanceKey '${job.owner.instance.key}'`,
    );
  }
  const found = findErrorCatch(run, job.owner, errorCode, errorMessage);
  const caught = !(found instanceof Failure);
  writeJob(run, job, 'ERROR_THROWN', { errorCode, errorMessage, variables, caught });
  if (found instanceof Failure) raiseIncident(run, job.owner, found, job.key);
  else triggerEvent(run, found.owner, found.target, variables);
  return answer({ jobKey });
};
