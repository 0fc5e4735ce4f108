import type { ElementInstance } from '../../core/state/element-instance.js';
import type { ErrorType, Incident, Job, JobListener, JobState, UserTask } from '../../core/state/work-items.js';
import { pack, unpack } from './keys.js';

/** Stored forms of what people and workers do; keys and owners stand in the element instance around them. */

type Headers = Readonly<Record<string, string>>;

const JOB_STATES: readonly JobState[] = ['ACTIVATABLE', 'FAILED', 'ERROR_THROWN'];

export type StoredJob = [string, number, number, Headers?, string?, string?, number?, JobListener?];

export function encodeJob(job: Job): StoredJob {
  const { type, state, retries, headers, errorMessage, errorCode, recurringTime, listener } = job;
  const plain = errorMessage === '' && errorCode === '' && recurringTime === -1;
  if (listener !== '') {
    return [type, JOB_STATES.indexOf(state), retries, headers, errorMessage, errorCode, recurringTime, listener];
  }
  if (!plain) return [type, JOB_STATES.indexOf(state), retries, headers, errorMessage, errorCode, recurringTime];
  for (const _ in headers) return [type, JOB_STATES.indexOf(state), retries, headers];
  return [type, JOB_STATES.indexOf(state), retries];
}

export function decodeJob(owner: ElementInstance, stored: StoredJob): Job {
  const [type, state, retries, headers = {}, errorMessage = '', errorCode = '', recurringTime = -1] = stored;
  const [, , , , , , , listener = ''] = stored;
  return {
    key: owner.jobKey,
    type,
    headers,
    owner,
    state: JOB_STATES[state] ?? 'ACTIVATABLE',
    retries,
    errorMessage,
    errorCode,
    recurringTime,
    listener,
  };
}

export type StoredTask = Omit<UserTask, 'key' | 'owner'>;

export function encodeTask(task: UserTask): StoredTask {
  const { key: _key, owner: _owner, ...stored } = task;
  return { ...stored, formKey: pack(stored.formKey) };
}

export const decodeTask = (owner: ElementInstance, stored: StoredTask): UserTask => ({
  ...stored,
  formKey: unpack(stored.formKey),
  key: owner.userTaskKey,
  owner,
});

export type StoredIncident = [ErrorType, string, number];

export const encodeIncident = ({ errorType, errorMessage, jobKey }: Incident): StoredIncident => [
  errorType,
  errorMessage,
  pack(jobKey),
];

export const decodeIncident = (
  owner: ElementInstance,
  [errorType, errorMessage, jobKey]: StoredIncident,
): Incident => ({
  key: owner.incidentKey,
  owner,
  errorType,
  errorMessage,
  jobKey: unpack(jobKey),
});
