import type { ActivatedJob } from '../../engine.js';

/** An ActivatedJob of the contract, and about how many bytes it takes. */
export interface JobMessage {
  readonly job: ActivatedJob;
  readonly message: object;
  readonly bytes: number;
}

/** Everything but variables and headers, generously. */
const FRAME = 2_048;

export function jobMessage(job: ActivatedJob): JobMessage {
  const variables = JSON.stringify(job.variables);
  const customHeaders = JSON.stringify(job.customHeaders);
  const bytes = FRAME + Buffer.byteLength(variables) + Buffer.byteLength(customHeaders);
  return { job, bytes, message: { ...job, deadline: String(job.deadline), variables, customHeaders } };
}
