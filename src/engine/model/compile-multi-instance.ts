import type { BpmnNode } from './bpmn-node.js';
import { attribute, extension } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';
import { newElement } from './compile-context.js';

/**
 * Puts the multi-instance body around a repeated activity: an element of its own with the same id, which has the flows and
 * boundary events; the activity becomes its only child.
 */
export function compileMultiInstance(context: CompileContext, node: BpmnNode, inner: Draft): void {
  const characteristics = node.loopCharacteristics;
  if (!characteristics) return;
  // Standard loops are accepted and ignored, as by Zeebe.
  if (characteristics.$type !== 'bpmn:MultiInstanceLoopCharacteristics') {
    context.findings.warning(
      node,
      'Standard loops are ignored: the activity runs once',
      'Standard-Schleifen haben keine Wirkung: Der Schritt läuft einmal.',
    );
    return;
  }
  const loop = extension(characteristics, 'LoopCharacteristics');
  const inputCollection = context.required(node, attribute(loop, 'inputCollection'), 'inputCollection');
  const outputCollection = attribute(loop, 'outputCollection') || null;
  const outputText = attribute(loop, 'outputElement') || null;
  if ((outputCollection === null) !== (outputText === null)) {
    context.error(
      node,
      "The attributes 'outputCollection' and 'outputElement' must be present together",
      'Ausgabeliste und Ausgabeelement gehören zusammen: beide angeben oder keines.',
    );
  }
  const condition = characteristics.completionCondition?.body?.trim();
  if (!inputCollection) return;
  const body = newElement(context.elements.length, node, inner.scope);
  body.type = 'MULTI_INSTANCE_BODY';
  body.eventType = 'UNSPECIFIED';
  body.loop = {
    inner: inner.index,
    sequential: characteristics.isSequential === true,
    inputCollection,
    inputElement: attribute(loop, 'inputElement') || null,
    outputCollection,
    outputElement: outputText === null ? null : context.required(node, outputText, 'outputElement'),
    completionCondition: condition ? context.textOrExpression(node, condition, 'completionCondition') : null,
  };
  inner.loopBody = body.index;
  inner.scope = body.index;
  context.elements.push(body);
  context.nodes.push(node);
}
