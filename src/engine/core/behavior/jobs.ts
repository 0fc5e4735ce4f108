import type { JobDefinition } from '../../model/index.js';
import type { JobIntent, JobRecord } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { Job, JobListener } from '../state/work-items.js';
import type { StepRun } from '../step/step-run.js';
import { evaluate, evaluateString, wrongType } from './expression.js';
import { Failure } from './failure.js';

export interface JobProperties {
  type: string;
  retries: number;
  headers: Readonly<Record<string, string>>;
}

const DEFAULT_RETRIES = 3;

export function evaluateJob(run: StepRun, job: JobDefinition, context: ElementInstance): JobProperties | Failure {
  const type = evaluateString(run, job.type, context);
  if (type instanceof Failure) return type;
  const retries = evaluateRetries(run, job, context);
  if (retries instanceof Failure) return retries;
  return { type, retries, headers: job.headers };
}

/** Fixed texts are read as numbers and cut to whole ones; an empty text means the default. */
function evaluateRetries(run: StepRun, { retries }: JobDefinition, context: ElementInstance): number | Failure {
  if (retries.expression === null) {
    if (retries.text === '') return DEFAULT_RETRIES;
    const value = Math.trunc(Number(retries.text));
    if (Number.isFinite(value)) return value;
    return new Failure(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${retries.text}' to be 'NUMBER', but was 'STRING'.`,
    );
  }
  const result = evaluate(run, retries.expression, context);
  if (result instanceof Failure) return result;
  return result.kind === 'number'
    ? Math.trunc(result.value as number)
    : wrongType(retries.expression, result, 'NUMBER');
}

export function createJob(
  run: StepRun,
  owner: ElementInstance,
  properties: JobProperties,
  listener: JobListener = '',
): void {
  run.emit({
    valueType: 'JOB',
    intent: 'CREATED',
    key: run.nextKey(),
    type: properties.type,
    retries: properties.retries,
    headers: properties.headers,
    errorMessage: '',
    errorCode: '',
    retryBackOff: 0,
    recurringTime: -1,
    deadline: -1,
    worker: '',
    variables: null,
    caught: false,
    listener,
    elementInstanceKey: owner.key,
    element: owner.element,
    processInstanceKey: owner.instance.key,
    definition: owner.instance.definition,
  });
}

/** What happened to a job; `changes` are the fields in which the record differs from the job as it is. */
export function writeJob(run: StepRun, job: Job, intent: JobIntent, changes: Partial<JobRecord>): void {
  const { owner } = job;
  const record: JobRecord = {
    valueType: 'JOB',
    intent,
    key: job.key,
    type: job.type,
    retries: job.retries,
    headers: job.headers,
    errorMessage: job.errorMessage,
    errorCode: job.errorCode,
    retryBackOff: 0,
    recurringTime: job.recurringTime,
    deadline: -1,
    worker: '',
    variables: null,
    caught: false,
    listener: job.listener,
    elementInstanceKey: owner.key,
    element: owner.element,
    processInstanceKey: owner.instance.key,
    definition: owner.instance.definition,
  };
  run.emit(Object.assign(record, changes));
}
