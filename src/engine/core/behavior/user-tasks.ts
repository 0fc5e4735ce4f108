import type { Binding, Dynamic, FormReference, UserTaskDefinition } from '../../model/index.js';
import { isZonedDateTime, withHomeOffset } from '../../model/time/zoned-date-time.js';
import type { UserTaskIntent, UserTaskRecord } from '../records.js';
import type { Form } from '../state/definition.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { UserTask } from '../state/work-items.js';
import type { StepRun } from '../step/step-run.js';
import { deployedVersion } from './deployed-version.js';
import { evaluate, evaluateString, wrongType } from './expression.js';
import { Failure } from './failure.js';

export interface UserTaskProperties {
  assignee: string;
  candidateGroups: readonly string[];
  candidateUsers: readonly string[];
  dueDate: string;
  followUpDate: string;
  priority: number;
  formKey: number;
  formId: string;
  externalFormReference: string;
}

const DEFAULT_PRIORITY = 50;
const NOBODY: readonly string[] = [];

/** Everything the task says about who is to do it, until when, and with which form. */
export function evaluateUserTask(
  run: StepRun,
  task: UserTaskDefinition,
  context: ElementInstance,
): UserTaskProperties | Failure {
  const assignee = task.assignee ? evaluateString(run, task.assignee, context) : '';
  if (assignee instanceof Failure) return assignee;
  const candidateGroups = evaluateNames(run, task.candidateGroups, context);
  if (candidateGroups instanceof Failure) return candidateGroups;
  const candidateUsers = evaluateNames(run, task.candidateUsers, context);
  if (candidateUsers instanceof Failure) return candidateUsers;
  const dueDate = evaluateMoment(run, task.dueDate, context);
  if (dueDate instanceof Failure) return dueDate;
  const followUpDate = evaluateMoment(run, task.followUpDate, context);
  if (followUpDate instanceof Failure) return followUpDate;
  const priority = evaluatePriority(run, task.priority, context);
  if (priority instanceof Failure) return priority;
  const form = evaluateForm(run, task.form, context);
  if (form instanceof Failure) return form;
  return { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, priority, ...form };
}

/** Fixed texts list names with commas between; expressions give a list of texts. */
function evaluateNames(run: StepRun, names: Dynamic | null, context: ElementInstance): readonly string[] | Failure {
  if (names === null) return NOBODY;
  if (names.expression === null) {
    return names.text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  }
  const result = evaluate(run, names.expression, context);
  if (result instanceof Failure) return result;
  if (!Array.isArray(result.value)) return wrongType(names.expression, result, 'ARRAY');
  const texts = result.value.filter((name) => typeof name === 'string');
  if (texts.length === result.value.length) return texts;
  return new Failure(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${names.expression.source}' to be 'ARRAY' containing 'STRING' items, but was 'ARRAY' containing at least one non-'STRING' item.`,
  );
}

/** Empty text and null mean that no date is set. */
function evaluateMoment(run: StepRun, moment: Dynamic | null, context: ElementInstance): string | Failure {
  if (moment === null) return '';
  if (moment.expression === null) return withoutZeroSeconds(moment.text);
  const result = evaluate(run, moment.expression, context);
  if (result instanceof Failure) return result;
  if (result.kind === 'null' || result.value === '') return '';
  if (result.kind !== 'string' && result.kind !== 'date-time') {
    return wrongType(moment.expression, result, 'DATE_TIME|STRING');
  }
  const text = result.value as string;
  if (isZonedDateTime(text)) return withoutZeroSeconds(text);
  const local = withHomeOffset(text);
  if (local !== null) return withoutZeroSeconds(local);
  return new Failure(
    'EXTRACT_VALUE_ERROR',
    `Invalid date-time format '${text}' for expression '${moment.expression.source}'`,
  );
}

/** Dates are rendered anew: `2030-01-01T00:00:00Z` becomes `2030-01-01T00:00Z`. */
const withoutZeroSeconds = (moment: string): string => moment.replace(/(T\d\d:\d\d):00(?:\.0+)?(?=Z|[+-])/, '$1');

function evaluatePriority(run: StepRun, priority: Dynamic | null, context: ElementInstance): number | Failure {
  if (priority === null) return DEFAULT_PRIORITY;
  if (priority.expression === null) return Number(priority.text);
  const result = evaluate(run, priority.expression, context);
  if (result instanceof Failure) return result;
  if (result.kind !== 'number') return wrongType(priority.expression, result, 'NUMBER');
  const value = result.value as number;
  if (Number.isInteger(value) && value >= 0 && value <= 100) return value;
  return new Failure(
    'EXTRACT_VALUE_ERROR',
    `Expected priority to be a whole number between 0 and 100, but was '${value}'.`,
  );
}

type FormProperties = Pick<UserTaskProperties, 'formKey' | 'formId' | 'externalFormReference'>;
const NO_FORM: FormProperties = { formKey: -1, formId: '', externalFormReference: '' };

function evaluateForm(run: StepRun, form: FormReference | null, context: ElementInstance): FormProperties | Failure {
  if (form === null) return NO_FORM;
  if (form.kind === 'external') {
    const externalFormReference = evaluateString(run, form.reference, context);
    return externalFormReference instanceof Failure ? externalFormReference : { ...NO_FORM, externalFormReference };
  }
  if (form.kind === 'key') return { ...NO_FORM, externalFormReference: form.formKey.text };
  const formId = evaluateString(run, form.formId, context);
  if (formId instanceof Failure) return formId;
  const found = findForm(run, formId, form.binding, context);
  if (found) return { formKey: found.key, formId, externalFormReference: '' };
  return new Failure(
    'FORM_NOT_FOUND',
    `Expected to find a form with id '${formId}', but no form with this id is found, at least a form with this id should be available. To resolve the Incident please deploy a form with the same id`,
  );
}

const findForm = (run: StepRun, id: string, binding: Binding, { instance }: ElementInstance): Form | undefined =>
  deployedVersion(run.state.forms, instance.definition, id, binding);

/** The two halves of the beginning: USER_TASK CREATING and CREATED. */
export function createUserTask(run: StepRun, owner: ElementInstance, properties: UserTaskProperties): void {
  const record: UserTaskRecord = {
    valueType: 'USER_TASK',
    intent: 'CREATING',
    key: run.nextKey(),
    assignee: properties.assignee,
    candidateGroups: properties.candidateGroups,
    candidateUsers: properties.candidateUsers,
    dueDate: properties.dueDate,
    followUpDate: properties.followUpDate,
    priority: properties.priority,
    formKey: properties.formKey,
    formId: properties.formId,
    externalFormReference: properties.externalFormReference,
    customHeaders: owner.element.userTask?.headers ?? {},
    createdAt: run.now,
    action: '',
    changedAttributes: NOBODY,
    variables: null,
    elementInstanceKey: owner.key,
    element: owner.element,
    processInstanceKey: owner.instance.key,
    definition: owner.instance.definition,
  };
  run.emit(record);
  run.emit({ ...record, intent: 'CREATED' });
}

/** What happened to a task; `changes` are the fields in which the record differs from the task as it is. */
export function writeUserTask(
  run: StepRun,
  task: UserTask,
  intent: UserTaskIntent,
  changes: Partial<UserTaskRecord>,
): void {
  const { owner } = task;
  const record: UserTaskRecord = {
    valueType: 'USER_TASK',
    intent,
    key: task.key,
    assignee: task.assignee,
    candidateGroups: task.candidateGroups,
    candidateUsers: task.candidateUsers,
    dueDate: task.dueDate,
    followUpDate: task.followUpDate,
    priority: task.priority,
    formKey: task.formKey,
    formId: task.formId,
    externalFormReference: task.externalFormReference,
    customHeaders: task.customHeaders,
    createdAt: task.createdAt,
    action: '',
    changedAttributes: NOBODY,
    variables: null,
    elementInstanceKey: owner.key,
    element: owner.element,
    processInstanceKey: owner.instance.key,
    definition: owner.instance.definition,
  };
  run.emit(Object.assign(record, changes));
}
