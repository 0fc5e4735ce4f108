import type { JsonValue } from '../../engine.js';
import type { DecisionResult, VariableContext } from '../../feel/feel.js';
import type { Decision, DecisionRequirements } from '../state/definition.js';
import { GraphMissing } from '../state/definition.js';
import type { VersionedEvaluation } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { StepRun } from '../step/step-run.js';
import { deployedVersion } from './deployed-version.js';
import { evaluateString } from './expression.js';
import { Failure } from './failure.js';
import { MOST_CHARACTERS, sizeOf } from './size.js';
import type { CalledDecision } from '../../model/index.js';

/** Evaluates the decision a business rule task calls. */
export function evaluateCalledDecision(
  run: StepRun,
  called: CalledDecision,
  context: ElementInstance,
): { output: JsonValue } | Failure {
  const id = evaluateString(run, called.decisionId, context);
  if (id instanceof Failure) return id;
  const decision = deployedVersion(run.state.decisions, context.instance.definition, id, called.binding);
  if (!decision) {
    return new Failure(
      'CALLED_DECISION_ERROR',
      `Expected to evaluate decision '${id}', but no decision found for id '${id}'`,
    );
  }
  const { result } = evaluateDecision(run, decision, context, context);
  if (result.ok && sizeOf(result.output) > MOST_CHARACTERS) {
    return new Failure(
      'MESSAGE_SIZE_EXCEEDED',
      `The output of decision '${id}' has more than ${MOST_CHARACTERS} characters`,
    );
  }
  if (result.ok) return { output: result.output };
  return new Failure('DECISION_EVALUATION_ERROR', `Expected to evaluate decision '${id}', but ${result.message}`);
}

export function requirementsOf(run: StepRun, decision: Decision): DecisionRequirements {
  const requirements = run.state.requirements.get(decision.requirementsKey);
  if (!requirements) throw new Error(`decision requirements ${decision.requirementsKey} do not exist`);
  return requirements;
}

/** Evaluates and writes DECISION_EVALUATION; `element` is null when no process asked. */
export function evaluateDecision(
  run: StepRun,
  decision: Decision,
  context: VariableContext,
  element: ElementInstance | null,
): { result: DecisionResult; evaluatedDecisions: readonly VersionedEvaluation[] } {
  const requirements = requirementsOf(run, decision);
  if (!requirements.graph) throw new GraphMissing('decision', requirements.key);
  const result = requirements.graph.evaluate(decision.id, context, run);
  const { decisions } = run.state;
  const evaluatedDecisions = result.evaluatedDecisions.map((one) => ({
    ...one,
    ...versionOf(decisions.inDeployment(decision.tenantId, one.decisionId, decision.deploymentKey)),
  }));
  run.emit({
    valueType: 'DECISION_EVALUATION',
    intent: result.ok ? 'EVALUATED' : 'FAILED',
    key: run.nextKey(),
    tenantId: decision.tenantId,
    decision,
    requirements,
    output: result.ok ? result.output : null,
    evaluatedDecisions,
    failureMessage: result.ok ? '' : result.message,
    failedDecisionId: result.ok ? '' : result.failedDecisionId,
    elementInstanceKey: element?.key ?? -1,
    element: element?.element ?? null,
    processInstanceKey: element?.instance.key ?? -1,
    definition: element?.instance.definition ?? null,
  });
  return { result, evaluatedDecisions };
}

/** Decision services and knowledge models are evaluated too, but have no version of their own. */
const versionOf = (decision: Decision | undefined) => ({
  decisionKey: String(decision?.key ?? -1),
  decisionVersion: decision?.version ?? 0,
});
