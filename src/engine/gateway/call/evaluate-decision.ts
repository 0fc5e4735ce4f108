import type { DecisionEvaluation } from '../../engine.js';
import type { EvaluateDecisionRequest } from '../messages.js';
import { readTenant, readVariables } from '../read-request.js';
import { send, type UnaryCall } from './unary-call.js';

/** By id (newest version), which counts when both are given, or by key. A decision that fails is an answer with the reason, as in Zeebe. */
export const evaluateDecision: UnaryCall<EvaluateDecisionRequest> = async (engine, request) => {
  const { decisionId } = request;
  const tenantId = readTenant(request.tenantId);
  const variables = readVariables(request.variables);
  const which = decisionId === '' ? { decisionKey: request.decisionKey } : { decisionId };
  const evaluation = await send(engine, { type: 'evaluateDecision', tenantId, variables, ...which });
  return describe(evaluation, tenantId);
};

function describe({ decisionOutput, evaluatedDecisions, ...evaluation }: DecisionEvaluation, tenantId: string): object {
  return {
    ...evaluation,
    tenantId,
    decisionOutput: JSON.stringify(decisionOutput),
    evaluatedDecisions: evaluatedDecisions.map((decision) => ({
      ...decision,
      tenantId,
      decisionOutput: JSON.stringify(decision.decisionOutput),
      evaluatedInputs: decision.evaluatedInputs.map((input) => ({
        ...input,
        inputValue: JSON.stringify(input.inputValue),
      })),
      matchedRules: decision.matchedRules.map((rule) => ({
        ...rule,
        evaluatedOutputs: rule.evaluatedOutputs.map((output) => ({
          ...output,
          outputValue: JSON.stringify(output.outputValue),
        })),
      })),
    })),
  };
}
