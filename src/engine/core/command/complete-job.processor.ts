import { writeJob } from '../behavior/jobs.js';
import { takeListenerVariables } from '../behavior/listeners.js';
import { noteTrigger } from '../behavior/process-event.js';
import { isEmptyDocument } from '../behavior/variables.js';
import { findWaitingJob } from './find-job.js';
import type { CommandProcessor } from './reply.js';
import { answer } from './reply.js';

export const completeJob: CommandProcessor<'completeJob'> = (run, { jobKey, variables }) => {
  const job = findWaitingJob(run, jobKey, 'complete');
  if ('ok' in job) return job;
  const { owner } = job;
  writeJob(run, job, 'COMPLETED', { variables });
  if (job.listener !== '') {
    takeListenerVariables(run, job, variables);
    run.follow({ kind: 'retry', instance: owner });
    return answer({ jobKey });
  }
  if (!isEmptyDocument(variables)) noteTrigger(run, owner, owner.element, variables);
  run.follow({ kind: 'complete', instance: owner });
  return answer({ jobKey });
};
