import type { BpmnNode } from './bpmn-node.js';
import { attribute, extension } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';
import type { CompiledExpression } from '../feel/feel.js';

export function compileAdHoc(context: CompileContext, node: BpmnNode, draft: Draft): void {
  draft.type = 'AD_HOC_SUB_PROCESS';
  const optional = (text: string | undefined, what: string): CompiledExpression | null =>
    text === undefined || text.trim() === '' ? null : context.required(node, text, what);
  draft.adHoc = {
    activeElementsCollection: optional(
      attribute(extension(node, 'AdHoc'), 'activeElementsCollection'),
      'activeElementsCollection',
    ),
    completionCondition: optional(node.completionCondition?.body?.trim(), 'completionCondition'),
    cancelRemainingInstances: node.cancelRemainingInstances !== false,
  };
  const adHoc = extension(node, 'AdHoc');
  if (extension(node, 'TaskDefinition') || attribute(adHoc, 'outputCollection') || attribute(adHoc, 'outputElement')) {
    context.error(
      node,
      'Ad-hoc sub-processes with a job worker or an output collection are not supported',
      'Ad-hoc-Teilprozesse mit Worker oder Ausgabeliste werden nicht unterstützt.',
    );
  }
}

/** What is inside: activities that may begin on their own, no start and no end. */
export function checkAdHoc(context: CompileContext, draft: Draft, node: BpmnNode): void {
  const inside = context.elements.filter(({ scope, type }) => scope === draft.index && type !== 'MULTI_INSTANCE_BODY');
  const own = context.elements.filter(({ loopBody, index }) =>
    loopBody >= 0 ? context.element(loopBody).scope === draft.index : inside.some((one) => one.index === index),
  );
  if (!own.some(({ type }) => !/EVENT$|GATEWAY$/.test(type))) {
    context.error(node, 'Must have at least one activity', 'Der Ad-hoc-Teilprozess enthält keine Aktivität.');
  }
  for (const { type, index } of own) {
    if (type !== 'START_EVENT' && type !== 'END_EVENT') continue;
    context.error(
      context.nodes[index] as BpmnNode,
      'An ad-hoc sub-process must not contain a start or end event',
      'Ein Ad-hoc-Teilprozess hat weder Start- noch Endereignis.',
    );
  }
}
