import type { Deployment, Resource } from '../../engine.js';
import type { DeleteResourceRequest, DeployProcessRequest, DeployResourceRequest } from '../messages.js';
import { DEFAULT_TENANT, readTenant } from '../read-request.js';
import { invalid } from '../status-error.js';
import { send, type UnaryCall } from './unary-call.js';

export const deployResource: UnaryCall<DeployResourceRequest> = async (engine, request) => {
  const tenantId = readTenant(request.tenantId);
  const resources = request.resources.map(({ name, content }) => readResource(name, content));
  const deployment = await send(engine, { type: 'deployResources', tenantId, resources });
  return { key: deployment.key, tenantId, deployments: describe(deployment) };
};

/** The form of Zeebe 1.x that `zeebe-node` still offers. */
export const deployProcess: UnaryCall<DeployProcessRequest> = async (engine, { processes }) => {
  const resources = processes.map(({ name, definition }) => readResource(name, definition));
  const deployment = await send(engine, { type: 'deployResources', tenantId: DEFAULT_TENANT, resources });
  return { key: deployment.key, processes: deployment.processes.map((one) => ({ ...one, tenantId: DEFAULT_TENANT })) };
};

export const deleteResource: UnaryCall<DeleteResourceRequest> = async (engine, { resourceKey }) => {
  await send(engine, { type: 'deleteResource', resourceKey });
  return {};
};

function readResource(name: string, content: Buffer): Resource {
  try {
    return { name, content: new TextDecoder('utf-8', { fatal: true }).decode(content) };
  } catch {
    throw invalid(`Expected to deploy new resources, but '${name}' is not a text in UTF-8`);
  }
}

function describe({ tenantId, processes, decisions, decisionRequirements, forms }: Deployment): object[] {
  return [
    ...processes.map((process) => ({ process: { ...process, tenantId } })),
    ...decisions.map((one) => ({
      decision: {
        dmnDecisionId: one.decisionId,
        dmnDecisionName: one.decisionName,
        version: one.version,
        decisionKey: one.decisionKey,
        dmnDecisionRequirementsId: one.decisionRequirementsId,
        decisionRequirementsKey: one.decisionRequirementsKey,
        tenantId,
      },
    })),
    ...decisionRequirements.map((one) => ({
      decisionRequirements: {
        dmnDecisionRequirementsId: one.decisionRequirementsId,
        dmnDecisionRequirementsName: one.decisionRequirementsName,
        version: one.version,
        decisionRequirementsKey: one.decisionRequirementsKey,
        resourceName: one.resourceName,
        tenantId,
      },
    })),
    ...forms.map((form) => ({ form: { ...form, tenantId } })),
  ];
}
