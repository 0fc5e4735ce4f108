import type {
  DecisionEvaluationRecord,
  DecisionRecord,
  DecisionRequirementsRecord,
  DeploymentRecord,
  FormRecord,
  ProcessRecord,
  VersionedEvaluation,
} from '../../core/records.js';
import { readModelHeader } from '../../feel/index.js';
import type { Decision, DecisionRequirements, Definition, Form } from '../../core/state/definition.js';
import type { Expanded } from './expand-event.js';

/** Text of a deployed file by checksum. */
export type ContentOf = (checksum: string) => string;

type DeployedRecord =
  | ProcessRecord
  | FormRecord
  | DecisionRecord
  | DecisionRequirementsRecord
  | DeploymentRecord
  | DecisionEvaluationRecord;

/** Deployments and what they made, and evaluations of decisions, in Zeebe's shape; resources as base64. */
export function expandDeployed(event: DeployedRecord, content: ContentOf): Expanded {
  return { valueType: event.valueType, value: valueOf(event, content) };
}

function valueOf(event: DeployedRecord, content: ContentOf): Record<string, unknown> {
  switch (event.valueType) {
    case 'PROCESS':
      return { ...definition(event.definition, false), resource: base64(content(event.definition.checksum)) };
    case 'FORM':
      return { ...form(event.form, false), resource: base64(content(event.form.checksum)) };
    case 'DECISION':
      return decision(event.decision, event.requirements, false);
    case 'DECISION_REQUIREMENTS':
      return {
        ...requirements(event.requirements, false, content),
        resource: base64(content(event.requirements.checksum)),
      };
    case 'DEPLOYMENT':
      return deployment(event, content);
    case 'DECISION_EVALUATION':
      return evaluation(event);
  }
}

function deployment(event: DeploymentRecord, content: ContentOf): Record<string, unknown> {
  const requirementsByKey = new Map(event.requirements.map((item) => [item.requirements.key, item.requirements]));
  return {
    // As Zeebe: what a file has made stands, with its contents, in the records before.
    resources: [],
    processesMetadata: event.processes.map((item) => definition(item.definition, item.duplicate)),
    decisionRequirementsMetadata: event.requirements.map((item) =>
      requirements(item.requirements, item.duplicate, content),
    ),
    decisionsMetadata: event.decisions.map((item) =>
      decision(item.decision, requirementsByKey.get(item.decision.requirementsKey), item.duplicate),
    ),
    formMetadata: event.forms.map((item) => form(item.form, item.duplicate)),
    tenantId: event.tenantId,
  };
}

function evaluation(event: DecisionEvaluationRecord): Record<string, unknown> {
  return {
    decisionKey: String(event.decision.key),
    decisionId: event.decision.id,
    decisionName: event.decision.name,
    decisionVersion: event.decision.version,
    decisionRequirementsId: event.requirements.id,
    decisionRequirementsKey: String(event.requirements.key),
    decisionOutput: JSON.stringify(event.output),
    bpmnProcessId: event.definition?.bpmnProcessId ?? '',
    processDefinitionKey: String(event.definition?.key ?? -1),
    processInstanceKey: String(event.processInstanceKey),
    elementId: event.element?.id ?? '',
    elementInstanceKey: String(event.elementInstanceKey),
    variables: {},
    evaluatedDecisions: event.evaluatedDecisions.map((one) => evaluated(one, event.tenantId)),
    evaluationFailureMessage: event.failureMessage,
    failedDecisionId: event.failedDecisionId,
    tenantId: event.tenantId,
  };
}

/** Values as JSON texts, as everywhere in Zeebe's records of decisions. */
const evaluated = (one: VersionedEvaluation, tenantId: string) => ({
  ...one,
  tenantId,
  decisionOutput: JSON.stringify(one.decisionOutput),
  evaluatedInputs: one.evaluatedInputs.map((input) => ({ ...input, inputValue: JSON.stringify(input.inputValue) })),
  matchedRules: one.matchedRules.map((rule) => ({
    ...rule,
    evaluatedOutputs: rule.evaluatedOutputs.map((output) => ({
      ...output,
      outputValue: JSON.stringify(output.outputValue),
    })),
  })),
});

const definition = (item: Definition, duplicate: boolean) => ({
  bpmnProcessId: item.bpmnProcessId,
  version: item.version,
  processDefinitionKey: String(item.key),
  resourceName: item.resourceName,
  checksum: item.checksum,
  duplicate,
  tenantId: item.tenantId,
});

const requirements = (item: DecisionRequirements, duplicate: boolean, content: ContentOf) => ({
  decisionRequirementsId: item.id,
  decisionRequirementsName: item.name,
  decisionRequirementsVersion: item.version,
  decisionRequirementsKey: String(item.key),
  namespace: readModelHeader(content(item.checksum))?.namespace ?? '',
  resourceName: item.resourceName,
  checksum: item.checksum,
  duplicate,
  tenantId: item.tenantId,
});

const decision = (item: Decision, of: DecisionRequirements | undefined, duplicate: boolean) => ({
  decisionId: item.id,
  decisionName: item.name,
  version: item.version,
  decisionKey: String(item.key),
  decisionRequirementsId: of?.id ?? '',
  decisionRequirementsKey: String(item.requirementsKey),
  duplicate,
  tenantId: item.tenantId,
});

const form = (item: Form, duplicate: boolean) => ({
  formId: item.id,
  version: item.version,
  formKey: String(item.key),
  resourceName: item.resourceName,
  checksum: item.checksum,
  duplicate,
  tenantId: item.tenantId,
});

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
