import type { ActivateInstruction, Resource, Variables } from '../../../src/engine/engine.js';
import { own } from '../model.js';
import type { History } from '../run/history.js';
import type { Step } from '../scenario.js';
import { send, TENANT } from './command.js';

export const deploy = (...resources: Resource[]): Step =>
  send('deploy', () => ({ type: 'deployResources', tenantId: TENANT, resources }));

export const create = (
  bpmnProcessId: string,
  variables: Variables = {},
  more: { version?: number; at?: readonly string[]; tenantId?: string } = {},
): Step =>
  send(`create ${bpmnProcessId}`, () => ({
    type: 'createProcessInstance',
    tenantId: more.tenantId ?? TENANT,
    bpmnProcessId: own(bpmnProcessId),
    variables,
    ...(more.version === undefined ? {} : { version: more.version }),
    ...(more.at ? { startInstructions: more.at.map((elementId) => ({ elementId })) } : {}),
  }));

export const createWithResult = (bpmnProcessId: string, variables: Variables = {}, fetchVariables?: string[]): Step =>
  send(`create ${bpmnProcessId} with result`, () => ({
    type: 'createProcessInstanceWithResult',
    tenantId: TENANT,
    bpmnProcessId: own(bpmnProcessId),
    variables,
    ...(fetchVariables ? { fetchVariables } : {}),
  }));

/** Of the element that is at work, or of the first process instance. */
export const set = (elementId: string, variables: Variables, local = false): Step =>
  send(`set variables at ${elementId}`, (history) => ({
    type: 'setVariables',
    elementInstanceKey: history.elementKey(elementId),
    variables,
    local,
  }));

/** The newest incident that is open. */
export const resolve = (): Step =>
  send('resolve', (history) => ({ type: 'resolveIncident', incidentKey: history.incidentKey() }));

/** The process instance with this number, in the order in which they began. */
export const cancel = (number = 0): Step =>
  send('cancel', (history) => ({
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
  send('modify', (history) => ({
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
  send('migrate', (history) => ({
    type: 'migrateProcessInstance',
    processInstanceKey: history.instanceKey(0),
    targetProcessDefinitionKey: history.definitionKey(bpmnProcessId),
    mappingInstructions: Object.entries(mapping).map(([sourceElementId, targetElementId]) => ({
      sourceElementId,
      targetElementId,
    })),
  }));

export const remove = (bpmnProcessId: string): Step =>
  send('delete', (history) => ({ type: 'deleteResource', resourceKey: history.definitionKey(bpmnProcessId) }));

/** The newest version of decision requirements or of a form. */
export const removeResource = (kind: 'DECISION_REQUIREMENTS' | 'FORM'): Step =>
  send(`delete ${kind}`, (history) => ({ type: 'deleteResource', resourceKey: history.resourceKey(kind) }));

export const evaluate = (decisionId: string, variables: Variables = {}): Step =>
  send(`evaluate ${decisionId}`, () => ({
    type: 'evaluateDecision',
    tenantId: TENANT,
    decisionId: own(decisionId),
    variables,
  }));

export const advance = (minutes: number): Step => ({ name: `${minutes} minutes later`, minutes });
