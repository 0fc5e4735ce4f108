import type { Deployment } from '../../engine.js';
import type { Failure } from '../behavior/failure.js';
import { evaluateStartTriggers } from '../behavior/evaluate-start-triggers.js';
import { closeStarts, openStart, type StartTrigger } from '../behavior/start-subscriptions.js';
import type { PreparedResource } from '../command.js';
import type { DeploymentRecord } from '../records.js';
import type { Decision, DecisionRequirements, Definition, Form } from '../state/definition.js';
import { GraphMissing } from '../state/definition.js';
import type { StepRun } from '../step/step-run.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

type Of<K extends PreparedResource['kind']> = Extract<PreparedResource, { kind: K }>;
type Contents = Omit<DeploymentRecord, 'valueType' | 'intent' | 'key' | 'tenantId' | 'resources'>;

/** One deployment while it is written. */
interface Draft {
  run: StepRun;
  tenantId: string;
  deploymentKey: number;
  processes: Contents['processes'][number][];
  requirements: Contents['requirements'][number][];
  decisions: Contents['decisions'][number][];
  forms: Contents['forms'][number][];
}

/** All or nothing: new versions of what has changed; what is unchanged answers with the version that is there. */
export const deployPrepared: CommandProcessor<'deployPrepared'> = (run, { tenantId, resources }) => {
  const triggers = collectStartTriggers(run, resources);
  if (!(triggers instanceof Map)) return refuse('INVALID_ARGUMENT', triggers.message);
  requireReplaced(run, tenantId, resources);
  const draft: Draft = {
    run,
    tenantId,
    deploymentKey: run.nextKey(),
    processes: [],
    requirements: [],
    decisions: [],
    forms: [],
  };
  for (const resource of resources) {
    if (resource.kind === 'form') deployForm(draft, resource);
    else if (resource.kind === 'dmn') deployDecisions(draft, resource);
    else deployProcesses(draft, resource, triggers);
  }
  const { processes, requirements, decisions, forms } = draft;
  run.emit({
    valueType: 'DEPLOYMENT',
    intent: 'CREATED',
    key: draft.deploymentKey,
    tenantId,
    resources: resources.map(({ name, checksum, content }) => ({ name, checksum, content })),
    processes,
    requirements,
    decisions,
    forms,
  });
  return answer(describe(draft));
};

/** Start timers and message names are evaluated before anything is written: one that fails refuses the deployment. */
function collectStartTriggers(
  run: StepRun,
  resources: readonly PreparedResource[],
): Map<string, StartTrigger[]> | Failure {
  const all = new Map<string, StartTrigger[]>();
  for (const resource of resources) {
    if (resource.kind !== 'bpmn') continue;
    for (const process of resource.processes) {
      const triggers = evaluateStartTriggers(run, process);
      if (!Array.isArray(triggers)) return triggers;
      all.set(process.id, triggers);
    }
  }
  return all;
}

/** Closing the start events of the version before needs its graph. */
function requireReplaced(run: StepRun, tenantId: string, resources: readonly PreparedResource[]): void {
  for (const resource of resources) {
    if (resource.kind !== 'bpmn') continue;
    for (const { id } of resource.processes) {
      const known = run.state.definitions.latest(tenantId, id);
      if (known && !known.process) throw new GraphMissing('process', known.key);
    }
  }
}

const isUnchanged = (
  known: { checksum: string; resourceName: string } | undefined,
  { checksum, name }: { checksum: string; name: string },
): boolean => known !== undefined && known.checksum === checksum && known.resourceName === name;

function deployProcesses(draft: Draft, resource: Of<'bpmn'>, triggers: Map<string, StartTrigger[]>): void {
  const { run, tenantId, deploymentKey } = draft;
  for (const process of resource.processes) {
    const known = run.state.definitions.latest(tenantId, process.id);
    if (known && isUnchanged(known, resource)) {
      draft.processes.push({ definition: known, duplicate: true });
      continue;
    }
    const definition: Definition = {
      key: run.nextKey(),
      tenantId,
      bpmnProcessId: process.id,
      version: run.state.definitions.highest(tenantId, process.id) + 1,
      resourceName: resource.name,
      checksum: resource.checksum,
      deploymentKey,
      versionTag: process.versionTag,
      process,
    };
    run.emit({ valueType: 'PROCESS', intent: 'CREATED', key: definition.key, definition });
    draft.processes.push({ definition, duplicate: false });
    if (known) closeStarts(run, known);
    for (const trigger of triggers.get(process.id) ?? []) openStart(run, definition, trigger);
  }
}

function deployDecisions(draft: Draft, resource: Of<'dmn'>): void {
  const { run, tenantId, deploymentKey } = draft;
  const { graph } = resource;
  const known = run.state.requirements.latest(tenantId, graph.id);
  const isNewest = ({ id }: { id: string }): boolean =>
    run.state.decisions.latest(tenantId, id)?.requirementsKey === known?.key;
  const sameImports = known?.imports.join() === resource.imports.join();
  if (known && isUnchanged(known, resource) && sameImports && graph.decisions.every(isNewest)) {
    draft.requirements.push({ requirements: known, duplicate: true });
    for (const { id } of graph.decisions) {
      const decision = run.state.decisions.latest(tenantId, id);
      if (decision) draft.decisions.push({ decision, duplicate: true });
    }
    return;
  }
  const requirements: DecisionRequirements = {
    key: run.nextKey(),
    tenantId,
    id: graph.id,
    name: graph.name,
    version: (known?.version ?? 0) + 1,
    resourceName: resource.name,
    checksum: resource.checksum,
    deploymentKey,
    versionTag: '',
    imports: resource.imports,
    graph,
  };
  run.emit({ valueType: 'DECISION_REQUIREMENTS', intent: 'CREATED', key: requirements.key, requirements });
  draft.requirements.push({ requirements, duplicate: false });
  for (const { id, name } of graph.decisions) {
    const decision: Decision = {
      key: run.nextKey(),
      tenantId,
      id,
      name,
      version: (run.state.decisions.latest(tenantId, id)?.version ?? 0) + 1,
      requirementsKey: requirements.key,
      deploymentKey,
      versionTag: '',
    };
    run.emit({ valueType: 'DECISION', intent: 'CREATED', key: decision.key, decision, requirements });
    draft.decisions.push({ decision, duplicate: false });
  }
}

function deployForm(draft: Draft, resource: Of<'form'>): void {
  const { run, tenantId, deploymentKey } = draft;
  const known = run.state.forms.latest(tenantId, resource.formId);
  if (known && isUnchanged(known, resource)) {
    draft.forms.push({ form: known, duplicate: true });
    return;
  }
  const form: Form = {
    key: run.nextKey(),
    tenantId,
    id: resource.formId,
    version: (known?.version ?? 0) + 1,
    resourceName: resource.name,
    checksum: resource.checksum,
    deploymentKey,
    versionTag: resource.versionTag,
  };
  run.emit({ valueType: 'FORM', intent: 'CREATED', key: form.key, form });
  draft.forms.push({ form, duplicate: false });
}

function describe({ run, tenantId, deploymentKey, processes, requirements, decisions, forms }: Draft): Deployment {
  return {
    key: String(deploymentKey),
    tenantId,
    processes: processes.map(({ definition }) => ({
      bpmnProcessId: definition.bpmnProcessId,
      version: definition.version,
      processDefinitionKey: String(definition.key),
      resourceName: definition.resourceName,
    })),
    decisions: decisions.map(({ decision }) => ({
      decisionId: decision.id,
      decisionName: decision.name,
      version: decision.version,
      decisionKey: String(decision.key),
      decisionRequirementsId: run.state.requirements.get(decision.requirementsKey)?.id ?? '',
      decisionRequirementsKey: String(decision.requirementsKey),
    })),
    decisionRequirements: requirements.map(({ requirements: drg }) => ({
      decisionRequirementsId: drg.id,
      decisionRequirementsName: drg.name,
      version: drg.version,
      decisionRequirementsKey: String(drg.key),
      resourceName: drg.resourceName,
    })),
    forms: forms.map(({ form }) => ({
      formId: form.id,
      version: form.version,
      formKey: String(form.key),
      resourceName: form.resourceName,
    })),
  };
}
