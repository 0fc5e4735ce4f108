import { requireTree } from '../behavior/required-graphs.js';
import type { Job } from '../state/work-items.js';
import type { StepRun } from '../step/step-run.js';
import type { Refused } from './reply.js';
import { refuse } from './reply.js';

/** The job a command is about; `intent` names the command in the refusal. */
export function findJob(run: StepRun, key: string | number, intent: string): Job | Refused {
  const job = run.state.jobs.get(Number(key));
  if (!job) return refuse('NOT_FOUND', `Expected to ${intent} job with key '${key}', but no such job was found`);
  requireTree(run.state, job.owner.instance);
  return job;
}

/** The same, for commands that only a waiting job accepts. */
export function findWaitingJob(run: StepRun, key: string, intent: string): Job | Refused {
  const job = findJob(run, key, intent);
  if ('ok' in job || job.state === 'ACTIVATABLE') return job;
  return refuse('INVALID_STATE', `Expected to ${intent} job with key '${key}', but it is in state '${job.state}'`);
}
