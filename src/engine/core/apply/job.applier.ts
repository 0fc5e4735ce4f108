import type { JobRecord } from '../records.js';
import type { EngineState } from '../state/engine-state.js';

export function applyJob(state: EngineState, event: JobRecord): void {
  if (event.intent === 'CREATED') {
    create(state, event);
    return;
  }
  const job = state.jobs.get(event.key);
  if (!job) return;
  switch (event.intent) {
    case 'COMPLETED':
    case 'CANCELED':
      remove(state, event);
      return;
    case 'FAILED':
      job.retries = event.retries;
      job.errorMessage = event.errorMessage;
      job.state = event.retries > 0 && event.retryBackOff <= 0 ? 'ACTIVATABLE' : 'FAILED';
      job.recurringTime = event.retries > 0 && event.retryBackOff > 0 ? event.recurringTime : -1;
      return;
    case 'RECURRED_AFTER_BACKOFF':
      job.state = 'ACTIVATABLE';
      job.recurringTime = -1;
      return;
    case 'RETRIES_UPDATED':
      job.retries = event.retries;
      return;
    case 'ERROR_THROWN':
      if (event.caught) {
        remove(state, event);
        return;
      }
      job.state = 'ERROR_THROWN';
      job.errorCode = event.errorCode;
      job.errorMessage = event.errorMessage;
      return;
    case 'MIGRATED':
      // The job keeps all it has; its element has moved to another process.
      return;
    case 'TIMED_OUT':
    case 'TIMEOUT_UPDATED':
      // Who works on a job, and until when, is known by the queues alone.
      return;
  }
}

function create(state: EngineState, event: JobRecord): void {
  const owner = state.elements.get(event.elementInstanceKey);
  if (!owner) throw new Error(`element instance ${event.elementInstanceKey} does not exist`);
  owner.jobKey = event.key;
  state.jobs.set(event.key, {
    key: event.key,
    type: event.type,
    headers: event.headers,
    owner,
    state: 'ACTIVATABLE',
    retries: event.retries,
    errorMessage: '',
    errorCode: '',
    recurringTime: -1,
    listener: event.listener,
  });
}

function remove(state: EngineState, event: JobRecord): void {
  state.jobs.delete(event.key);
  const owner = state.elements.get(event.elementInstanceKey);
  if (!owner) return;
  owner.jobKey = 0;
  if (event.listener !== '' && event.intent === 'COMPLETED') owner.listenersDone += 1;
}
