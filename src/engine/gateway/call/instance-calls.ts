import type { Creation } from '../../engine.js';
import type {
  CancelProcessInstanceRequest,
  CreateProcessInstanceRequest,
  CreateProcessInstanceWithResultRequest,
  MigrateProcessInstanceRequest,
  ModifyProcessInstanceRequest,
  ResolveIncidentRequest,
  SetVariablesRequest,
} from '../messages.js';
import { keyOrNone, readMilliseconds, readTenant, readVariables } from '../read-request.js';
import { invalid } from '../status-error.js';
import { send, type UnaryCall } from './unary-call.js';

export const createProcessInstance: UnaryCall<CreateProcessInstanceRequest> = (engine, request) =>
  send(engine, { type: 'createProcessInstance', ...readCreation(request) });

export const createProcessInstanceWithResult: UnaryCall<CreateProcessInstanceWithResultRequest> = async (
  engine,
  { request, requestTimeout, fetchVariables },
) => {
  if (!request) throw invalid('Expected to create a process instance, but the request names none');
  const { variables, ...created } = await send(engine, {
    type: 'createProcessInstanceWithResult',
    ...readCreation(request),
    requestTimeout: Math.min(readMilliseconds(requestTimeout), LONGEST_WAIT),
    fetchVariables,
  });
  return { ...created, variables: JSON.stringify(variables) };
};

/** A day: timers of Node hold no more than 24 of them. */
const LONGEST_WAIT = 86_400_000;

function readCreation(request: CreateProcessInstanceRequest): Creation {
  const { bpmnProcessId, version, startInstructions, tags } = request;
  const processDefinitionKey = keyOrNone(request.processDefinitionKey);
  return {
    tenantId: readTenant(request.tenantId),
    variables: readVariables(request.variables),
    startInstructions,
    tags,
    ...(bpmnProcessId === '' ? {} : { bpmnProcessId, version }),
    ...(processDefinitionKey === undefined ? {} : { processDefinitionKey }),
  };
}

export const cancelProcessInstance: UnaryCall<CancelProcessInstanceRequest> = async (
  engine,
  { processInstanceKey },
) => {
  await send(engine, { type: 'cancelProcessInstance', processInstanceKey });
  return {};
};

export const modifyProcessInstance: UnaryCall<ModifyProcessInstanceRequest> = async (engine, request) => {
  const activateInstructions = request.activateInstructions.map((instruction) => ({
    elementId: instruction.elementId,
    // Not sent at all is 0, no key of any element: the same as -1.
    ancestorElementInstanceKey:
      instruction.ancestorElementInstanceKey === '0' ? '-1' : instruction.ancestorElementInstanceKey,
    variableInstructions: instruction.variableInstructions.map(({ variables, scopeId }) => ({
      variables: readVariables(variables),
      ...(scopeId === '' ? {} : { scopeId }),
    })),
  }));
  const { processInstanceKey, terminateInstructions } = request;
  await send(engine, {
    type: 'modifyProcessInstance',
    processInstanceKey,
    activateInstructions,
    terminateInstructions,
  });
  return {};
};

export const migrateProcessInstance: UnaryCall<MigrateProcessInstanceRequest> = async (
  engine,
  { processInstanceKey, migrationPlan },
) => {
  if (!migrationPlan) throw invalid('Expected to migrate a process instance, but the request holds no migration plan');
  await send(engine, { type: 'migrateProcessInstance', processInstanceKey, ...migrationPlan });
  return {};
};

export const setVariables: UnaryCall<SetVariablesRequest> = (engine, { elementInstanceKey, variables, local }) =>
  send(engine, { type: 'setVariables', elementInstanceKey, variables: readVariables(variables), local });

export const resolveIncident: UnaryCall<ResolveIncidentRequest> = async (engine, { incidentKey }) => {
  await send(engine, { type: 'resolveIncident', incidentKey });
  return {};
};
