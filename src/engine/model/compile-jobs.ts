import type { BpmnNode } from './bpmn-node.js';
import { attribute, children, extension } from './bpmn-node.js';
import type { CompileContext } from './compile-context.js';
import type { JobDefinition } from './graph.js';

const RESERVED_PREFIX = 'io.camunda.zeebe:';

/** The job of a task or throwing message event; reports when the model does not define one. */
export function compileJob(context: CompileContext, node: BpmnNode): JobDefinition | null {
  const definition = extension(node, 'TaskDefinition');
  if (!definition) {
    context.error(
      node,
      "Must have exactly one 'zeebe:taskDefinition' extension element",
      'Der Auftragstyp fehlt (zeebe:taskDefinition): Welcher Worker soll diesen Schritt ausführen?',
    );
    return null;
  }
  const type = attribute(definition, 'type');
  if (type === undefined || type.trim() === '') {
    context.error(node, "Attribute 'type' must be present and not empty", 'Der Auftragstyp ist leer.');
    return null;
  }
  return {
    type: context.dynamic(node, type, 'zeebe:taskDefinition type'),
    retries: context.dynamic(node, attribute(definition, 'retries') ?? '3', 'zeebe:taskDefinition retries'),
    headers: compileHeaders(context, node),
  };
}

/** Fixed headers; empty keys and values are dropped, as Zeebe does. */
export function compileHeaders(context: CompileContext, node: BpmnNode): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const header of children(extension(node, 'TaskHeaders'), 'values')) {
    const key = attribute(header, 'key') ?? '';
    const value = attribute(header, 'value') ?? '';
    if (key.startsWith(RESERVED_PREFIX)) {
      context.error(
        node,
        `Header key '${key}' uses the reserved prefix '${RESERVED_PREFIX}'`,
        `Der Schlüssel «${key}» ist reserviert. Wählen Sie einen anderen.`,
      );
    } else if (Object.hasOwn(headers, key)) {
      context.error(node, `Header key '${key}' must be unique`, `Der Schlüssel «${key}» kommt zweimal vor.`);
    } else if (key !== '' && value !== '') {
      Object.defineProperty(headers, key, { value, enumerable: true, writable: true, configurable: true });
    }
  }
  return headers;
}
