/** The steps that scenarios are written with; names are those of the models, without their prefix. */
import type { ActivateInstruction, EngineCommand, Resource, Variables } from '../../src/engine/engine.js';
import { own } from './model.js';
import type { History } from './run/history.js';
import type { Code, Step, WorkedJob } from './scenario.js';

export const TENANT = '<default>';

const command = (name: string, build: (history: History) => EngineCommand): Step => ({
  name,
  code: 'OK',
  command: build,
});

/** The same step, but it is refused; by the embedded engine, if it differs, with another code. */
export function refused(code: Code, step: Step, codeHere: Code = code): Step {
  return { ...step, code, codeHere, name: `${step.name} (${code})` } as Step;
}

export const deploy = (...resources: Resource[]): Step =>
  command('deploy', () => ({ type: 'deployResources', tenantId: TENANT, resources }));

export const create = (
  bpmnProcessId: string,
  variables: Variables = {},
  more: { version?: number; at?: readonly string[]; tenantId?: string } = {},
): Step =>
  command(`create ${bpmnProcessId}`, () => ({
    type: 'createProcessInstance',
    tenantId: more.tenantId ?? TENANT,
    bpmnProcessId: own(bpmnProcessId),
    variables,
    ...(more.version === undefined ? {} : { version: more.version }),
    ...(more.at ? { startInstructions: more.at.map((elementId) => ({ elementId })) } : {}),
  }));

export const createWithResult = (bpmnProcessId: string, variables: Variables = {}, fetchVariables?: string[]): Step =>
  command(`create ${bpmnProcessId} with result`, () => ({
    type: 'createProcessInstanceWithResult',
    tenantId: TENANT,
    bpmnProcessId: own(bpmnProcessId),
    variables,
    ...(fetchVariables ? { fetchVariables } : {}),
  }));

const work = (
  name: string,
  type: string,
  sees: Variables | undefined,
  answer: (jobKey: string) => EngineCommand,
): Step => ({
  name: `${name} ${type}`,
  code: 'OK',
  jobType: own(type),
  ...(sees ? { sees } : {}),
  command: ({ key }: WorkedJob) => answer(key),
});

/** A worker takes the job and never answers. */
export const take = (type: string, sees?: Variables): Step => ({
  name: `take ${type}`,
  code: 'OK',
  jobType: own(type),
  ...(sees ? { sees } : {}),
});

export const complete = (type: string, variables: Variables = {}, sees?: Variables): Step =>
  work('complete', type, sees, (jobKey) => ({ type: 'completeJob', jobKey, variables }));

export const fail = (
  type: string,
  retries: number,
  more: { backOff?: number; variables?: Variables; message?: string } = {},
): Step =>
  work('fail', type, undefined, (jobKey) => ({
    type: 'failJob',
    jobKey,
    retries,
    errorMessage: more.message ?? 'no',
    ...(more.backOff ? { retryBackOff: more.backOff } : {}),
    ...(more.variables ? { variables: more.variables } : {}),
  }));

export const throwError = (type: string, errorCode: string, variables: Variables = {}): Step =>
  work('throw', type, undefined, (jobKey) => ({
    type: 'throwError',
    jobKey,
    errorCode,
    errorMessage: 'no',
    variables,
  }));

export const nothingFor = (type: string): Step => ({ name: `no job ${type}`, noJob: own(type) });

/** Commands on the last job of a type, without a worker that has it. */
export const completeLast = (type: string, variables: Variables = {}): Step =>
  command(`complete last ${type}`, (history) => ({
    type: 'completeJob',
    jobKey: history.jobKey(type),
    variables,
  }));
export const throwLast = (type: string, errorCode: string): Step =>
  command(`throw at last ${type}`, (history) => ({
    type: 'throwError',
    jobKey: history.jobKey(type),
    errorCode,
    errorMessage: 'no',
  }));
export const failLast = (type: string, retries: number): Step =>
  command(`fail last ${type}`, (history) => ({
    type: 'failJob',
    jobKey: history.jobKey(type),
    retries,
    errorMessage: 'no',
  }));
export const retries = (type: string, count: number): Step =>
  command(`retries of ${type}`, (history) => ({
    type: 'updateJobRetries',
    jobKey: history.jobKey(type),
    retries: count,
  }));
export const timeout = (type: string, milliseconds: number): Step =>
  command(`timeout of ${type}`, (history) => ({
    type: 'updateJobTimeout',
    jobKey: history.jobKey(type),
    timeout: milliseconds,
  }));

export const publish = (
  name: string,
  correlationKey: string,
  variables: Variables = {},
  more: { minutes?: number; messageId?: string } = {},
): Step =>
  command(`publish ${name}`, () => ({
    type: 'publishMessage',
    tenantId: TENANT,
    name: own(name),
    correlationKey,
    variables,
    timeToLive: (more.minutes ?? 0) * 60_000,
    ...(more.messageId ? { messageId: more.messageId } : {}),
  }));

export const broadcast = (name: string, variables: Variables = {}): Step =>
  command(`broadcast ${name}`, () => ({
    type: 'broadcastSignal',
    tenantId: TENANT,
    signalName: own(name),
    variables,
  }));

/** Of the element that is at work, or of the first process instance. */
export const set = (elementId: string, variables: Variables, local = false): Step =>
  command(`set variables at ${elementId}`, (history) => ({
    type: 'setVariables',
    elementInstanceKey: history.elementKey(elementId),
    variables,
    local,
  }));

/** The newest incident that is open. */
export const resolve = (): Step =>
  command('resolve', (history) => ({ type: 'resolveIncident', incidentKey: history.incidentKey() }));

/** The process instance with this number, in the order in which they began. */
export const cancel = (number = 0): Step =>
  command('cancel', (history) => ({
    type: 'cancelProcessInstance',
    processInstanceKey: history.instanceKey(number),
  }));

export interface Activation {
  at: string;
  /** Id of the element whose newest instance is the ancestor. */
  in?: string;
  variables?: Variables;
  scope?: string;
}

export const modify = (activations: readonly Activation[], ends: readonly string[] = []): Step =>
  command('modify', (history) => ({
    type: 'modifyProcessInstance',
    processInstanceKey: history.instanceKey(0),
    activateInstructions: activations.map((one) => instruction(history, one)),
    terminateInstructions: ends.map((id) => ({ elementInstanceKey: history.elementKey(id) })),
  }));

const instruction = (history: History, { at, in: ancestor, variables, scope }: Activation): ActivateInstruction => ({
  elementId: at,
  ...(ancestor ? { ancestorElementInstanceKey: history.elementKey(ancestor) } : {}),
  ...(variables ? { variableInstructions: [{ variables, ...(scope ? { scopeId: scope } : {}) }] } : {}),
});

/** To the newest version of a process. */
export const migrate = (bpmnProcessId: string, mapping: Readonly<Record<string, string>>): Step =>
  command('migrate', (history) => ({
    type: 'migrateProcessInstance',
    processInstanceKey: history.instanceKey(0),
    targetProcessDefinitionKey: history.definitionKey(bpmnProcessId),
    mappingInstructions: Object.entries(mapping).map(([sourceElementId, targetElementId]) => ({
      sourceElementId,
      targetElementId,
    })),
  }));

export const remove = (bpmnProcessId: string): Step =>
  command('delete', (history) => ({ type: 'deleteResource', resourceKey: history.definitionKey(bpmnProcessId) }));

/** The newest version of decision requirements or of a form. */
export const removeResource = (kind: 'DECISION_REQUIREMENTS' | 'FORM'): Step =>
  command(`delete ${kind}`, (history) => ({ type: 'deleteResource', resourceKey: history.resourceKey(kind) }));

export const completeTask = (elementId: string, variables: Variables = {}, action?: string): Step =>
  command(`complete task ${elementId}`, (history) => ({
    type: 'completeUserTask',
    userTaskKey: history.userTaskKey(elementId),
    variables,
    ...(action ? { action } : {}),
  }));

export const assign = (elementId: string, assignee: string, allowOverride = true): Step =>
  command(`assign ${elementId}`, (history) => ({
    type: 'assignUserTask',
    userTaskKey: history.userTaskKey(elementId),
    assignee,
    allowOverride,
  }));

export const unassign = (elementId: string): Step =>
  command(`unassign ${elementId}`, (history) => ({
    type: 'unassignUserTask',
    userTaskKey: history.userTaskKey(elementId),
  }));

export const updateTask = (
  elementId: string,
  changes: Extract<EngineCommand, { type: 'updateUserTask' }>['changes'],
): Step =>
  command(`update task ${elementId}`, (history) => ({
    type: 'updateUserTask',
    userTaskKey: history.userTaskKey(elementId),
    changes,
  }));

export const evaluate = (decisionId: string, variables: Variables = {}): Step =>
  command(`evaluate ${decisionId}`, () => ({
    type: 'evaluateDecision',
    tenantId: TENANT,
    decisionId: own(decisionId),
    variables,
  }));

/** Any command, with keys looked up. */
export const send = (name: string, build: (history: History) => EngineCommand): Step => command(name, build);

export const advance = (minutes: number): Step => ({ name: `${minutes} minutes later`, minutes });
