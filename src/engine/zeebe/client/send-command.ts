import type { JSONDoc, ZBClient } from 'zeebe-node';
import type { EngineCommand } from '../../engine.js';
import type { StoredCommand } from '../../runtime/refuse-command.js';
import type { GatewayStub } from './gateway-stub.js';
import { readDeployment, readEvaluation } from './read-answers.js';
import { answered, type Sent } from './sent.js';

type GatewayCommand = Exclude<StoredCommand, { userTaskKey: string }>;

/** One call for one command. @throws what the libraries throw: an error with a gRPC code, or none */
export async function sendCommand(
  zeebe: ZBClient,
  stub: GatewayStub,
  command: GatewayCommand,
  timeoutMs: number,
): Promise<Sent> {
  const call = (name: string, request: object) => stub.call(name, request, timeoutMs);
  switch (command.type) {
    case 'deployResources': {
      const resources = command.resources.map(({ name, content }) => ({ name, content: Buffer.from(content) }));
      return answered(readDeployment(await call('DeployResource', { resources }), command.tenantId));
    }
    case 'createProcessInstance':
      return answered({ ...(await call('CreateProcessInstance', creation(command))), tenantId: command.tenantId });
    case 'cancelProcessInstance':
      await zeebe.cancelProcessInstance(command.processInstanceKey);
      return answered({ processInstanceKey: command.processInstanceKey });
    case 'modifyProcessInstance':
      await call('ModifyProcessInstance', modification(command));
      return answered({ processInstanceKey: command.processInstanceKey });
    case 'migrateProcessInstance': {
      const { processInstanceKey, targetProcessDefinitionKey, mappingInstructions } = command;
      const migrationPlan = { targetProcessDefinitionKey, mappingInstructions };
      await call('MigrateProcessInstance', { processInstanceKey, migrationPlan });
      return answered({ processInstanceKey });
    }
    case 'deleteResource':
      await call('DeleteResource', { resourceKey: command.resourceKey });
      return answered({ resourceKey: command.resourceKey });
    case 'publishMessage': {
      const { name, correlationKey, timeToLive, messageId = '', variables } = command;
      const { key } = await zeebe.publishMessage({ name, correlationKey, timeToLive, messageId, variables });
      return answered({ messageKey: key, tenantId: command.tenantId });
    }
    case 'broadcastSignal': {
      const { signalName, variables, tenantId } = command;
      const { key } = await zeebe.broadcastSignal({ signalName, variables: variables as JSONDoc });
      return answered({ key, tenantId });
    }
    case 'resolveIncident':
      await zeebe.resolveIncident({ incidentKey: command.incidentKey });
      return answered({ incidentKey: command.incidentKey });
    case 'setVariables': {
      const { elementInstanceKey, variables, local } = command;
      const { key } = await call('SetVariables', { elementInstanceKey, variables: JSON.stringify(variables), local });
      return answered({ key });
    }
    case 'evaluateDecision': {
      const { decisionId = '', decisionKey = '0', variables } = command;
      const request = { decisionId, decisionKey, variables: JSON.stringify(variables) };
      return answered(readEvaluation(await call('EvaluateDecision', request)));
    }
    default:
      return sendJobCommand(zeebe, stub, command, timeoutMs);
  }
}

type JobCommand = Extract<EngineCommand, { jobKey: string }>;

async function sendJobCommand(
  zeebe: ZBClient,
  stub: GatewayStub,
  command: JobCommand,
  timeoutMs: number,
): Promise<Sent> {
  const { jobKey } = command;
  switch (command.type) {
    case 'completeJob':
      await zeebe.completeJob({ jobKey, variables: command.variables });
      break;
    case 'failJob': {
      const { retries, errorMessage, retryBackOff = 0, variables = {} } = command;
      // zeebe-node passes its request on as it is, but does not know the variables of a failure.
      const request = { jobKey, retries, errorMessage, retryBackOff, variables: JSON.stringify(variables) };
      await zeebe.failJob(request);
      break;
    }
    case 'throwError': {
      const { errorCode, errorMessage, variables = {} } = command;
      await zeebe.throwError({ jobKey, errorCode, errorMessage, variables: variables as JSONDoc });
      break;
    }
    case 'updateJobRetries':
      await zeebe.updateJobRetries({ jobKey, retries: command.retries });
      break;
    case 'updateJobTimeout':
      await stub.call('UpdateJobTimeout', { jobKey, timeout: command.timeout }, timeoutMs);
      break;
  }
  return { kind: 'answered', outcome: { ok: true, value: { jobKey } } };
}

/** zeebe-node knows no creation by the key of a version. */
function creation(command: Extract<EngineCommand, { type: 'createProcessInstance' }>): object {
  const { bpmnProcessId = '', version = -1, processDefinitionKey, variables, startInstructions = [] } = command;
  return {
    ...(processDefinitionKey === undefined ? { bpmnProcessId, version } : { processDefinitionKey }),
    variables: JSON.stringify(variables),
    startInstructions,
  };
}

function modification(command: Extract<EngineCommand, { type: 'modifyProcessInstance' }>): object {
  const { processInstanceKey, activateInstructions, terminateInstructions } = command;
  return {
    processInstanceKey,
    terminateInstructions,
    activateInstructions: activateInstructions.map(
      ({ elementId, ancestorElementInstanceKey = '0', variableInstructions = [] }) => ({
        elementId,
        ancestorElementInstanceKey,
        variableInstructions: variableInstructions.map(({ variables, scopeId = '' }) => ({
          variables: JSON.stringify(variables),
          scopeId,
        })),
      }),
    ),
  };
}
