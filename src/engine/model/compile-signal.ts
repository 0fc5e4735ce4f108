import type { BpmnNode } from './bpmn-node.js';
import type { CompileContext } from './compile-context.js';
import type { EventPlace } from './compile-events.js';
import type { SignalDefinition } from './graph.js';

/** The signal that an event waits for or broadcasts. */
export function compileSignal(
  context: CompileContext,
  node: BpmnNode,
  definition: BpmnNode,
  place: EventPlace,
): SignalDefinition | null {
  const signal = definition.signalRef;
  if (!signal) {
    context.error(node, 'Must reference a signal', 'Das Signal fehlt.');
    return null;
  }
  if (!signal.name) {
    context.error(node, 'Name of the signal must be present and not empty', 'Das Signal hat keinen Namen.');
    return null;
  }
  const name = context.dynamic(node, signal.name, 'signal name');
  if (place === 'processStart' && name.expression && name.expression.variables.length > 0) {
    context.error(
      node,
      `The signal name '${name.text}' of a start event must not use variables`,
      'Der Signalname eines Startereignisses darf keine Variablen verwenden.',
    );
  }
  return { name };
}
