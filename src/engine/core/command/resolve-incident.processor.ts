import { closeIncident } from '../behavior/incident.js';
import { requireTree } from '../behavior/required-graphs.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/** The cause is said to be gone: a job is offered again, any other step is run again and may fail anew. */
export const resolveIncident: CommandProcessor<'resolveIncident'> = (run, { incidentKey }) => {
  const incident = run.state.incidents.get(Number(incidentKey));
  if (!incident) {
    return refuse(
      'NOT_FOUND',
      `Expected to resolve incident with key '${incidentKey}', but no such incident was found`,
    );
  }
  const { owner, jobKey } = incident;
  requireTree(run.state, owner.instance);
  const job = run.state.jobs.get(jobKey);
  if (job && job.retries <= 0) {
    return refuse(
      'INVALID_STATE',
      `Expected to resolve incident with key '${incidentKey}', but its job with key '${jobKey}' has no retries left. Update the retries first.`,
    );
  }
  closeIncident(run, incident);
  if (!job) run.follow({ kind: 'retry', instance: owner });
  return answer({ incidentKey });
};
