import type { DecisionEvaluation } from '../../engine.js';
import { evaluateDecision as evaluate, requirementsOf } from '../behavior/decisions.js';
import { GraphMissing } from '../state/definition.js';
import type { CommandProcessor } from './reply.js';
import { answer, refuse } from './reply.js';

/** Evaluates a decision without any process. A decision that fails is an answer too, as in Zeebe. */
export const evaluateDecision: CommandProcessor<'evaluateDecision'> = (run, command) => {
  const { tenantId, decisionId, decisionKey, variables } = command;
  const { decisions } = run.state;
  const byKey = decisionKey === undefined ? undefined : decisions.live(Number(decisionKey));
  const decision = decisionId
    ? decisions.latest(tenantId, decisionId)
    : byKey?.tenantId === tenantId
      ? byKey
      : undefined;
  if (!decision) {
    const reason = decisionId
      ? `Expected to evaluate decision '${decisionId}', but no decision found for id '${decisionId}'`
      : `Expected to evaluate decision '${decisionKey ?? ''}', but no decision found for key '${decisionKey ?? ''}'`;
    return refuse('INVALID_ARGUMENT', reason);
  }
  const requirements = requirementsOf(run, decision);
  if (!requirements.graph) throw new GraphMissing('decision', decision.requirementsKey);
  const context = { get: (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined) };
  const { result, evaluatedDecisions } = evaluate(run, decision, context, null);
  const value: DecisionEvaluation = {
    decisionId: decision.id,
    decisionName: decision.name,
    decisionKey: String(decision.key),
    decisionVersion: decision.version,
    decisionRequirementsId: requirements.id,
    decisionRequirementsKey: String(requirements.key),
    decisionOutput: result.ok ? result.output : null,
    evaluatedDecisions: [...evaluatedDecisions],
  };
  if (result.ok) return answer(value);
  return answer({ ...value, failedDecisionId: result.failedDecisionId, failureMessage: result.message });
};
