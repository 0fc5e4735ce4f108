import type { DecisionEvaluation, Deployment, JsonValue } from '../../engine.js';

type Message = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => String(value ?? '');
const json = (value: unknown): JsonValue => (text(value) === '' ? null : (JSON.parse(text(value)) as JsonValue));
const list = (value: unknown): Message[] => (value ?? []) as Message[];

/** DeployResourceResponse as the port knows it. */
export function readDeployment(message: Message, tenantId: string): Deployment {
  const all = list(message['deployments']);
  const of = (kind: string): Message[] => all.flatMap((one) => (one[kind] ? [one[kind] as Message] : []));
  return {
    key: text(message['key']),
    tenantId,
    processes: of('process').map((one) => ({
      bpmnProcessId: text(one['bpmnProcessId']),
      version: Number(one['version']),
      processDefinitionKey: text(one['processDefinitionKey']),
      resourceName: text(one['resourceName']),
    })),
    decisions: of('decision').map((one) => ({
      decisionId: text(one['dmnDecisionId']),
      decisionName: text(one['dmnDecisionName']),
      version: Number(one['version']),
      decisionKey: text(one['decisionKey']),
      decisionRequirementsId: text(one['dmnDecisionRequirementsId']),
      decisionRequirementsKey: text(one['decisionRequirementsKey']),
    })),
    decisionRequirements: of('decisionRequirements').map((one) => ({
      decisionRequirementsId: text(one['dmnDecisionRequirementsId']),
      decisionRequirementsName: text(one['dmnDecisionRequirementsName']),
      version: Number(one['version']),
      decisionRequirementsKey: text(one['decisionRequirementsKey']),
      resourceName: text(one['resourceName']),
    })),
    forms: of('form').map((one) => ({
      formId: text(one['formId']),
      version: Number(one['version']),
      formKey: text(one['formKey']),
      resourceName: text(one['resourceName']),
    })),
  };
}

/** EvaluateDecisionResponse as the port knows it. */
export function readEvaluation(message: Message): DecisionEvaluation {
  const failed = text(message['failedDecisionId']);
  return {
    decisionId: text(message['decisionId']),
    decisionName: text(message['decisionName']),
    decisionKey: text(message['decisionKey']),
    decisionVersion: Number(message['decisionVersion']),
    decisionRequirementsId: text(message['decisionRequirementsId']),
    decisionRequirementsKey: text(message['decisionRequirementsKey']),
    decisionOutput: json(message['decisionOutput']),
    ...(failed === '' ? {} : { failedDecisionId: failed, failureMessage: text(message['failureMessage']) }),
    evaluatedDecisions: list(message['evaluatedDecisions']).map((one) => ({
      decisionId: text(one['decisionId']),
      decisionName: text(one['decisionName']),
      decisionKey: text(one['decisionKey']),
      decisionVersion: Number(one['decisionVersion']),
      decisionType: text(one['decisionType']),
      decisionOutput: json(one['decisionOutput']),
      evaluatedInputs: list(one['evaluatedInputs']).map((input) => ({
        inputId: text(input['inputId']),
        inputName: text(input['inputName']),
        inputValue: json(input['inputValue']),
      })),
      matchedRules: list(one['matchedRules']).map((rule) => ({
        ruleId: text(rule['ruleId']),
        ruleIndex: Number(rule['ruleIndex']),
        evaluatedOutputs: list(rule['evaluatedOutputs']).map((output) => ({
          outputId: text(output['outputId']),
          outputName: text(output['outputName']),
          outputValue: json(output['outputValue']),
        })),
      })),
    })),
  };
}
