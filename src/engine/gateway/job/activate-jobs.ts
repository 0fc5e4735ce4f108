import type { ActivatedJob } from '../../engine.js';
import type { GatewayEngine } from '../access/reachable-engine.js';
import type { ActivateJobsRequest } from '../messages.js';
import { readMilliseconds } from '../read-request.js';
import { jobMessage, type JobMessage } from './job-message.js';
import { type Activation, readActivation } from './read-activation.js';
import { type ServerStream, untilGone, writeMessage } from './write-message.js';

/** What clients take in one message, less a little for its frame. */
export const MOST_BYTES = 4 * 1024 * 1024 - 8 * 1024;
/** Taken from the engine at once: so many are in memory for one request. */
const AT_ONCE = 100;
/** Zeebe's gateway waits so long when a client names no time. */
const DEFAULT_WAIT = 10_000;
const LONGEST_WAIT = 86_400_000;

/**
 * Gives up to `maxJobsToActivate` jobs, in messages of at most 4 MB; waits for the first one. Ends without any when the time
 * is over, which is no error. Jobs that do not reach the client go back.
 */
export async function activateJobs(
  engine: GatewayEngine,
  call: ServerStream<ActivateJobsRequest>,
  stopping: AbortSignal,
): Promise<void> {
  const activation = readActivation(call.request);
  const until = untilGone(call, stopping);
  let left = call.request.maxJobsToActivate;
  let requestTimeout = waitOf(readMilliseconds(call.request.requestTimeout));
  try {
    while (left > 0 && !until.signal.aborted) {
      const maxJobsToActivate = Math.min(left, AT_ONCE);
      const jobs = await engine.activateJobs({
        ...activation,
        maxJobsToActivate,
        requestTimeout,
        signal: until.signal,
      });
      if (jobs.length === 0 || !(await deliver(engine, call, activation, jobs))) return;
      left -= jobs.length;
      // Only the first is worth waiting for.
      requestTimeout = 0;
    }
  } finally {
    until.done();
  }
}

function waitOf(requestTimeout: number): number {
  if (requestTimeout === 0) return DEFAULT_WAIT;
  return Math.min(Math.max(0, requestTimeout), LONGEST_WAIT);
}

/** False when the client has gone: what it did not get is offered to others. */
async function deliver(
  engine: GatewayEngine,
  call: ServerStream<ActivateJobsRequest>,
  activation: Activation,
  jobs: readonly ActivatedJob[],
): Promise<boolean> {
  const fitting: JobMessage[] = [];
  for (const message of jobs.map(jobMessage)) {
    if (message.bytes <= MOST_BYTES) fitting.push(message);
    else await refuseToSend(engine, message, activation);
  }
  const batches = inBatches(fitting);
  for (const [index, batch] of batches.entries()) {
    if (await writeMessage(call, { jobs: batch.map(({ message }) => message) })) continue;
    engine.returnJobs(batches.slice(index).flatMap((rest) => rest.map(({ job }) => job)));
    return false;
  }
  return true;
}

function inBatches(messages: readonly JobMessage[]): JobMessage[][] {
  const batches: JobMessage[][] = [];
  let bytes = Infinity;
  for (const message of messages) {
    if (bytes + message.bytes > MOST_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(message);
    bytes += message.bytes;
  }
  return batches;
}

/** No client could read it, and it would be handed out again for ever: somebody has to look at it. */
export async function refuseToSend(
  engine: GatewayEngine,
  { job, bytes }: JobMessage,
  { worker }: Activation,
): Promise<void> {
  const errorMessage = `The job sees about ${bytes} bytes of variables, more than the 4 MB that worker '${worker}' can be sent. Let the worker fetch fewer variables, or map fewer into the task.`;
  await engine.execute({ type: 'failJob', jobKey: job.key, retries: 0, errorMessage });
}
