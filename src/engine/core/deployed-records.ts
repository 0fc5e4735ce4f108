/** Events about what is deployed: versions that come and go, and decisions that are evaluated. Part of `records.ts`. */
import type { JsonValue, Key } from '../engine.js';
import type { EvaluatedDecision } from '../feel/feel.js';
import type { ExecutableElement } from '../model/index.js';
import type { Decision, DecisionRequirements, Definition, Form } from './state/definition.js';

export interface ProcessRecord {
  valueType: 'PROCESS';
  intent: 'CREATED' | 'DELETING' | 'DELETED';
  key: number;
  definition: Definition;
}

export interface FormRecord {
  valueType: 'FORM';
  intent: 'CREATED' | 'DELETED';
  key: number;
  form: Form;
}

export interface DecisionRecord {
  valueType: 'DECISION';
  intent: 'CREATED' | 'DELETED';
  key: number;
  decision: Decision;
  requirements: DecisionRequirements;
}

export interface DecisionRequirementsRecord {
  valueType: 'DECISION_REQUIREMENTS';
  intent: 'CREATED' | 'DELETED';
  key: number;
  requirements: DecisionRequirements;
}

export interface ResourceDeletionRecord {
  valueType: 'RESOURCE_DELETION';
  intent: 'DELETING' | 'DELETED';
  key: number;
  resourceKey: number;
  tenantId: string;
}

export interface DeploymentRecord {
  valueType: 'DEPLOYMENT';
  intent: 'CREATED';
  key: number;
  tenantId: string;
  /** Names and checksums; the contents are stored once, by checksum. */
  resources: readonly { name: string; checksum: string; content: string }[];
  processes: readonly { definition: Definition; duplicate: boolean }[];
  requirements: readonly { requirements: DecisionRequirements; duplicate: boolean }[];
  decisions: readonly { decision: Decision; duplicate: boolean }[];
  forms: readonly { form: Form; duplicate: boolean }[];
}

/** What was evaluated, with the version of the decision; key -1 for what has none. */
export type VersionedEvaluation = EvaluatedDecision & { decisionKey: Key; decisionVersion: number };

export interface DecisionEvaluationRecord {
  valueType: 'DECISION_EVALUATION';
  intent: 'EVALUATED' | 'FAILED';
  key: number;
  tenantId: string;
  decision: Decision;
  requirements: DecisionRequirements;
  output: JsonValue;
  evaluatedDecisions: readonly VersionedEvaluation[];
  failureMessage: string;
  failedDecisionId: string;
  /** -1 and null when no process asked for it. */
  elementInstanceKey: number;
  element: ExecutableElement | null;
  processInstanceKey: number;
  definition: Definition | null;
}
