import type { BpmnNode } from './bpmn-node.js';
import { attribute, extension } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';
import { messageOf } from './compile-events.js';
import { compileHeaders, compileJob } from './compile-jobs.js';
import { compileBinding } from './compile-binding.js';
import { compileUserTask } from './compile-user-task.js';
import type { CalledElement } from './graph.js';

/** Reads what is particular to an activity; each type of BPMN has its own few lines. */
export const ACTIVITIES: Readonly<Record<string, (context: CompileContext, node: BpmnNode, draft: Draft) => void>> = {
  'bpmn:Task': (_context, _node, draft) => {
    draft.type = 'TASK';
  },
  'bpmn:ManualTask': (_context, _node, draft) => {
    draft.type = 'MANUAL_TASK';
  },
  'bpmn:ServiceTask': (context, node, draft) => {
    draft.type = 'SERVICE_TASK';
    draft.job = compileJob(context, node);
  },
  'bpmn:SendTask': (context, node, draft) => {
    draft.type = 'SEND_TASK';
    draft.job = compileJob(context, node);
  },
  'bpmn:ScriptTask': (context, node, draft) => {
    draft.type = 'SCRIPT_TASK';
    const script = extension(node, 'Script');
    if (!chooseOne(context, node, script !== undefined, 'zeebe:script', 'ein Skript')) return;
    if (!script) {
      draft.job = compileJob(context, node);
      return;
    }
    const expression = context.required(node, attribute(script, 'expression'), 'expression');
    const resultVariable = requireText(context, node, attribute(script, 'resultVariable'), 'resultVariable');
    if (expression) draft.script = { expression, resultVariable };
  },
  'bpmn:BusinessRuleTask': (context, node, draft) => {
    draft.type = 'BUSINESS_RULE_TASK';
    const called = extension(node, 'CalledDecision');
    if (!chooseOne(context, node, called !== undefined, 'zeebe:calledDecision', 'eine Entscheidung')) return;
    if (!called) {
      draft.job = compileJob(context, node);
      return;
    }
    const decisionId = requireText(context, node, attribute(called, 'decisionId'), 'decisionId');
    draft.decision = {
      decisionId: context.dynamic(node, decisionId, 'decisionId'),
      resultVariable: requireText(context, node, attribute(called, 'resultVariable'), 'resultVariable'),
      binding: compileBinding(context, node, called),
    };
  },
  'bpmn:UserTask': (context, node, draft) => {
    draft.type = 'USER_TASK';
    draft.userTask = compileUserTask(context, node);
  },
  'bpmn:ReceiveTask': (context, node, draft) => {
    draft.type = 'RECEIVE_TASK';
    draft.eventType = 'MESSAGE';
    if (node.instantiate) {
      context.error(
        node,
        'Instantiating receive tasks are not supported',
        'Eine Empfangsaufgabe kann keinen Prozess starten. Verwenden Sie ein Nachrichten-Startereignis.',
      );
    }
    draft.message = messageOf(context, node, node.messageRef, true);
  },
  'bpmn:CallActivity': (context, node, draft) => {
    draft.type = 'CALL_ACTIVITY';
    draft.call = compileCall(context, node);
    compileHeaders(context, node);
  },
};

/** Script and business rule tasks are either evaluated by the engine or done by a worker, never both. */
function chooseOne(context: CompileContext, node: BpmnNode, inEngine: boolean, name: string, german: string): boolean {
  const byWorker = extension(node, 'TaskDefinition') !== undefined;
  if (inEngine !== byWorker) return true;
  context.error(
    node,
    `Must have either one '${name}' or one 'zeebe:taskDefinition' extension element`,
    `Der Schritt braucht entweder ${german} oder einen Auftragstyp für einen Worker, nicht beides und nicht keines.`,
  );
  return false;
}

function requireText(context: CompileContext, node: BpmnNode, text: string | undefined, name: string): string {
  if (text !== undefined && text.trim() !== '') return text;
  context.error(node, `Attribute '${name}' must be present and not empty`, `Die Angabe «${name}» fehlt.`);
  return '';
}

function compileCall(context: CompileContext, node: BpmnNode): CalledElement | null {
  const called = extension(node, 'CalledElement');
  const processId = attribute(called, 'processId');
  if (processId === undefined || processId.trim() === '') {
    context.error(node, "Attribute 'processId' must be present and not empty", 'Der aufgerufene Prozess fehlt.');
    return null;
  }
  return {
    processId: context.dynamic(node, processId, 'processId'),
    binding: compileBinding(context, node, called),
    propagateAllParentVariables: attribute(called, 'propagateAllParentVariables') !== 'false',
    propagateAllChildVariables: attribute(called, 'propagateAllChildVariables') !== 'false',
  };
}
