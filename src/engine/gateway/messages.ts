/**
 * Requests of `gateway.proto` as the server receives them: 64-bit numbers are decimal strings, what was not sent has the
 * default of proto3 (empty text, '0', 0, false, []).
 */

export interface DeployProcessRequest {
  processes: { name: string; definition: Buffer }[];
}

export interface DeployResourceRequest {
  resources: { name: string; content: Buffer }[];
  tenantId: string;
}

export interface DeleteResourceRequest {
  resourceKey: string;
}

export interface CreateProcessInstanceRequest {
  processDefinitionKey: string;
  bpmnProcessId: string;
  version: number;
  variables: string;
  startInstructions: { elementId: string }[];
  tenantId: string;
  tags: string[];
}

export interface CreateProcessInstanceWithResultRequest {
  request: CreateProcessInstanceRequest | null;
  requestTimeout: string;
  fetchVariables: string[];
}

export interface CancelProcessInstanceRequest {
  processInstanceKey: string;
}

export interface ModifyProcessInstanceRequest {
  processInstanceKey: string;
  activateInstructions: {
    elementId: string;
    ancestorElementInstanceKey: string;
    variableInstructions: { variables: string; scopeId: string }[];
  }[];
  terminateInstructions: { elementInstanceKey: string }[];
}

export interface MigrateProcessInstanceRequest {
  processInstanceKey: string;
  migrationPlan: {
    targetProcessDefinitionKey: string;
    mappingInstructions: { sourceElementId: string; targetElementId: string }[];
  } | null;
}

export interface SetVariablesRequest {
  elementInstanceKey: string;
  variables: string;
  local: boolean;
}

export interface ResolveIncidentRequest {
  incidentKey: string;
}

export interface PublishMessageRequest {
  name: string;
  correlationKey: string;
  timeToLive: string;
  messageId: string;
  variables: string;
  tenantId: string;
}

export interface BroadcastSignalRequest {
  signalName: string;
  variables: string;
  tenantId: string;
}

export interface EvaluateDecisionRequest {
  decisionKey: string;
  decisionId: string;
  variables: string;
  tenantId: string;
}

/** Of StreamActivatedJobs, and the common part of ActivateJobs. */
export interface StreamActivatedJobsRequest {
  type: string;
  worker: string;
  timeout: string;
  fetchVariable: string[];
  tenantIds: string[];
}

export interface ActivateJobsRequest extends StreamActivatedJobsRequest {
  maxJobsToActivate: number;
  requestTimeout: string;
}

export interface CompleteJobRequest {
  jobKey: string;
  variables: string;
}

export interface FailJobRequest {
  jobKey: string;
  retries: number;
  errorMessage: string;
  retryBackOff: string;
  variables: string;
}

export interface ThrowErrorRequest {
  jobKey: string;
  errorCode: string;
  errorMessage: string;
  variables: string;
}

export interface UpdateJobRetriesRequest {
  jobKey: string;
  retries: number;
}

export interface UpdateJobTimeoutRequest {
  jobKey: string;
  timeout: string;
}
