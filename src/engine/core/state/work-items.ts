import type { ElementInstance } from './element-instance.js';

export type JobState = 'ACTIVATABLE' | 'FAILED' | 'ERROR_THROWN';

/** Which moment of an element's life the job belongs to; empty for the element's own work. */
export type JobListener = '' | 'START' | 'END';

/** A piece of work for a job worker. Who works on it at the moment is not part of it (`job/job-queues.ts`). */
export interface Job {
  readonly key: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly owner: ElementInstance;
  state: JobState;
  retries: number;
  errorMessage: string;
  errorCode: string;
  /** Epoch milliseconds at which a failed job is offered again; -1 = not. */
  recurringTime: number;
  readonly listener: JobListener;
}

/** A native user task (Zeebe's USER_TASK). Dates are ISO texts, empty when unset. */
export interface UserTask {
  readonly key: number;
  readonly owner: ElementInstance;
  readonly formKey: number;
  readonly formId: string;
  readonly externalFormReference: string;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly createdAt: number;
  assignee: string;
  candidateGroups: readonly string[];
  candidateUsers: readonly string[];
  dueDate: string;
  followUpDate: string;
  priority: number;
}

export interface Incident {
  readonly key: number;
  readonly owner: ElementInstance;
  readonly errorType: ErrorType;
  readonly errorMessage: string;
  /** 0 when no job is concerned. */
  readonly jobKey: number;
}

export type ErrorType =
  | 'UNKNOWN'
  | 'IO_MAPPING_ERROR'
  | 'JOB_NO_RETRIES'
  | 'CONDITION_ERROR'
  | 'EXTRACT_VALUE_ERROR'
  | 'CALLED_ELEMENT_ERROR'
  | 'UNHANDLED_ERROR_EVENT'
  | 'MESSAGE_SIZE_EXCEEDED'
  | 'CALLED_DECISION_ERROR'
  | 'DECISION_EVALUATION_ERROR'
  | 'FORM_NOT_FOUND'
  | 'EXECUTION_LISTENER_NO_RETRIES';
