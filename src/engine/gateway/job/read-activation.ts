import type { ActivateJobs } from '../../engine.js';
import type { StreamActivatedJobsRequest } from '../messages.js';
import { DEFAULT_TENANT, readMilliseconds, readTenant } from '../read-request.js';
import { invalid } from '../status-error.js';

export type Activation = Pick<ActivateJobs, 'type' | 'worker' | 'timeout' | 'fetchVariables' | 'tenantIds'>;

/** What ActivateJobs and StreamActivatedJobs have in common. @throws StatusError when it is none of Zeebe's requests */
export function readActivation(request: StreamActivatedJobsRequest): Activation {
  const { type, worker, fetchVariable, tenantIds } = request;
  const timeout = readMilliseconds(request.timeout);
  if (type.trim() === '') throw invalid(`Expected to activate jobs with type to be present, but it was blank`);
  if (timeout < 1) {
    throw invalid(`Expected to activate jobs with timeout to be greater than zero, but it was ${timeout}`);
  }
  return {
    type,
    worker,
    timeout,
    fetchVariables: fetchVariable,
    tenantIds: tenantIds.length === 0 ? [DEFAULT_TENANT] : [...new Set(tenantIds.map(readTenant))],
  };
}
