import type { GatewayEngine } from '../access/reachable-engine.js';
import type { StreamActivatedJobsRequest } from '../messages.js';
import { MOST_BYTES, refuseToSend } from './activate-jobs.js';
import { jobMessage } from './job-message.js';
import { readActivation } from './read-activation.js';
import { type ServerStream, untilGone, writeMessage } from './write-message.js';

const LOOK_AGAIN_AFTER = 3_600_000;

/**
 * Pushes jobs until the client hangs up or the gateway stops. One after the other: a client that does not keep up holds one
 * job back, not the queue, and others get the rest.
 */
export async function streamJobs(
  engine: GatewayEngine,
  call: ServerStream<StreamActivatedJobsRequest>,
  stopping: AbortSignal,
): Promise<void> {
  const activation = readActivation(call.request);
  const { signal, done } = untilGone(call, stopping);
  const request = { ...activation, maxJobsToActivate: 1, requestTimeout: LOOK_AGAIN_AFTER, signal };
  try {
    while (!signal.aborted) {
      for (const message of (await engine.activateJobs(request)).map(jobMessage)) {
        if (message.bytes > MOST_BYTES) await refuseToSend(engine, message, activation);
        else if (!(await writeMessage(call, message.message))) engine.returnJobs([message.job]);
      }
    }
  } finally {
    done();
  }
}
