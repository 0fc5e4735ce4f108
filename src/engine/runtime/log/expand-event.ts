import type { EngineEvent } from '../../core/records.js';
import type { Definition } from '../../core/state/definition.js';
import { expandDeployed, type ContentOf } from './expand-deployed.js';

export interface Expanded {
  valueType: string;
  value: Record<string, unknown>;
}

/** An event as Zeebe's exporters show it (fields by value type: zeebe-semantics 6.4). Keys are decimal strings. */
export function expandEvent(event: EngineEvent, content: ContentOf): Expanded {
  switch (event.valueType) {
    case 'PROCESS_INSTANCE':
      return processInstance(event.definition, {
        elementId: event.element.id,
        flowScopeKey: String(event.flowScopeKey),
        bpmnElementType: event.element.type,
        bpmnEventType: event.element.eventType,
        processInstanceKey: String(event.processInstanceKey),
        parentProcessInstanceKey: String(none(event.parentProcessInstanceKey)),
        parentElementInstanceKey: String(none(event.parentElementInstanceKey)),
      });
    case 'SEQUENCE_FLOW':
      return processInstance(event.definition, {
        elementId: event.flow.id,
        flowScopeKey: String(event.flowScopeKey),
        bpmnElementType: 'SEQUENCE_FLOW',
        bpmnEventType: 'UNSPECIFIED',
        processInstanceKey: String(event.processInstanceKey),
        parentProcessInstanceKey: String(none(event.parentProcessInstanceKey)),
        parentElementInstanceKey: String(none(event.parentElementInstanceKey)),
      });
    case 'VARIABLE':
      return expanded(event, {
        name: event.name,
        value: JSON.stringify(event.value),
        scopeKey: String(event.scopeKey),
        ...process(event),
      });
    case 'JOB':
      return expanded(event, {
        type: event.type,
        ...element(event),
        customHeaders: event.headers,
        worker: event.worker,
        retries: event.retries,
        retryBackoff: event.retryBackOff,
        recurringTime: event.recurringTime,
        deadline: event.deadline,
        timeout: -1,
        variables: event.variables ?? {},
        errorMessage: event.errorMessage,
        errorCode: event.errorCode,
        jobKind: event.listener === '' ? 'BPMN_ELEMENT' : 'EXECUTION_LISTENER',
        jobListenerEventType: event.listener === '' ? 'UNSPECIFIED' : event.listener,
      });
    case 'USER_TASK':
      return expanded(event, {
        userTaskKey: String(event.key),
        assignee: event.assignee,
        candidateGroupsList: event.candidateGroups,
        candidateUsersList: event.candidateUsers,
        dueDate: event.dueDate,
        followUpDate: event.followUpDate,
        priority: event.priority,
        formKey: String(none(event.formKey)),
        formId: event.formId,
        externalFormReference: event.externalFormReference,
        changedAttributes: event.changedAttributes,
        action: event.action,
        creationTimestamp: event.createdAt,
        variables: event.variables ?? {},
        customHeaders: event.customHeaders,
        ...element(event),
      });
    case 'INCIDENT':
      return expanded(event, {
        errorType: event.errorType,
        errorMessage: event.errorMessage,
        ...element(event),
        jobKey: String(none(event.jobKey)),
        variableScopeKey: String(event.variableScopeKey),
      });
    case 'TIMER':
      return expanded(event, {
        elementInstanceKey: String(event.elementInstanceKey),
        dueDate: event.dueDate,
        targetElementId: event.target.id,
        repetitions: event.repetitions,
        ...process(event),
      });
    case 'PROCESS_EVENT':
      return expanded(event, {
        scopeKey: String(event.scopeKey),
        targetElementId: event.target.id,
        variables: event.variables,
        ...process(event),
      });
    case 'MESSAGE': {
      const { tenantId, name, correlationKey, messageId, timeToLive, deadline, variables } = event;
      return expanded(event, { name, correlationKey, messageId, timeToLive, deadline, variables, tenantId });
    }
    case 'MESSAGE_SUBSCRIPTION':
    case 'PROCESS_MESSAGE_SUBSCRIPTION':
      return expanded(event, {
        messageName: event.messageName,
        messageKey: String(event.messageKey),
        correlationKey: event.correlationKey,
        interrupting: event.interrupting,
        variables: event.variables ?? {},
        ...element(event),
      });
    case 'MESSAGE_START_EVENT_SUBSCRIPTION':
      return expanded(event, {
        messageName: event.messageName,
        messageKey: String(event.messageKey),
        startEventId: event.startEvent.id,
        correlationKey: event.correlationKey,
        variables: event.variables ?? {},
        ...process(event),
      });
    case 'SIGNAL': {
      const { signalName, variables, tenantId } = event;
      return expanded(event, { signalName, variables, tenantId });
    }
    case 'SIGNAL_SUBSCRIPTION':
      return expanded(event, {
        signalName: event.signalName,
        catchEventId: event.element.id,
        catchEventInstanceKey: String(event.elementInstanceKey),
        ...process(event),
      });
    case 'ESCALATION':
      return expanded(event, {
        escalationCode: event.escalationCode,
        throwElementId: event.throwElement.id,
        catchElementId: event.catchElementId,
        ...process(event),
      });
    case 'COMPENSATION_SUBSCRIPTION':
      return expanded(event, {
        compensableActivityId: event.element.id,
        compensableActivityInstanceKey: String(event.activityInstanceKey),
        compensableActivityScopeKey: String(event.scopeKey),
        throwEventId: event.throwEvent?.id ?? '',
        throwEventInstanceKey: String(none(event.throwEventInstanceKey)),
        compensationHandlerId: event.handler?.id ?? '',
        compensationHandlerInstanceKey: String(none(event.handlerInstanceKey)),
        variables: {},
        ...process(event),
      });
    case 'PROCESS_INSTANCE_CREATION':
      return expanded(event, {
        version: event.definition.version,
        variables: event.variables,
        startInstructions: event.startInstructions.map((elementId) => ({ elementId })),
        tags: event.tags,
        ...process(event),
      });
    case 'PROCESS_INSTANCE_MODIFICATION':
      return expanded(event, {
        activateInstructions: event.activateInstructions.map((one) => ({
          elementId: one.elementId,
          ancestorScopeKey: one.ancestorElementInstanceKey,
          variableInstructions: one.variableInstructions.map(({ variables, scopeId = '' }) => ({
            elementId: scopeId,
            variables,
          })),
        })),
        terminateInstructions: event.terminateInstructions,
        ...process(event),
      });
    case 'PROCESS_INSTANCE_MIGRATION':
      return expanded(event, {
        processInstanceKey: String(event.processInstanceKey),
        targetProcessDefinitionKey: String(event.definition.key),
        mappingInstructions: event.mappingInstructions,
        tenantId: event.definition.tenantId,
      });
    case 'VARIABLE_DOCUMENT':
      return expanded(event, {
        scopeKey: String(event.scopeKey),
        updateSemantics: event.local ? 'LOCAL' : 'PROPAGATE',
        variables: event.variables,
        ...process(event),
      });
    case 'RESOURCE_DELETION':
      return expanded(event, { resourceKey: String(event.resourceKey), tenantId: event.tenantId });
    case 'REJECTION':
      return { valueType: event.commandValueType, value: { tenantId: event.tenantId } };
    default:
      return expandDeployed(event, content);
  }
}

const expanded = (event: EngineEvent, value: Record<string, unknown>): Expanded => ({
  valueType: event.valueType,
  value,
});

/** "None" is 0 inside and -1 in Zeebe's records. */
export const none = (key: number): number => (key > 0 ? key : -1);

function processInstance(definition: Definition, value: Record<string, unknown>): Expanded {
  const { bpmnProcessId, version, key, tenantId } = definition;
  return {
    valueType: 'PROCESS_INSTANCE',
    value: { bpmnProcessId, version, processDefinitionKey: String(key), ...value, tenantId },
  };
}

interface InProcess {
  definition: Definition;
  processInstanceKey: number;
}

const process = ({ definition, processInstanceKey }: InProcess) => ({
  bpmnProcessId: definition.bpmnProcessId,
  processDefinitionKey: String(definition.key),
  processInstanceKey: String(processInstanceKey),
  tenantId: definition.tenantId,
});

interface OfElement extends InProcess {
  element: { id: string };
  elementInstanceKey: number;
}

const element = (event: OfElement) => ({
  elementId: event.element.id,
  elementInstanceKey: String(event.elementInstanceKey),
  processDefinitionVersion: event.definition.version,
  ...process(event),
});
