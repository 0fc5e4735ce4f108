import type { BpmnNode } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';
import type { EventPlace } from './compile-events.js';
import type { ErrorDefinition } from './graph.js';

/** Errors and escalations are thrown and caught by code; this is how either is called, and where its code stands. */
interface Kind {
  readonly name: 'error' | 'escalation';
  readonly german: string;
  readonly codeOf: (definition: BpmnNode) => string | undefined;
}

const ERROR: Kind = { name: 'error', german: 'Fehlercode', codeOf: ({ errorRef }) => errorRef?.errorCode };
const ESCALATION: Kind = {
  name: 'escalation',
  german: 'Eskalationscode',
  codeOf: ({ escalationRef }) => escalationRef?.escalationCode,
};

export function compileError(
  context: CompileContext,
  node: BpmnNode,
  definition: BpmnNode,
  draft: Draft,
  place: EventPlace,
): void {
  // Accepted and passed by Zeebe 8.5: nobody is told of the error.
  if (place === 'throw') return;
  draft.error = place === 'end' ? thrown(context, node, definition, ERROR) : caught(context, node, definition, ERROR);
  const catches = place === 'boundary' || place === 'eventSubProcessStart';
  if (catches && !draft.interrupting) {
    context.error(node, 'Error events must be interrupting', 'Ein Fehlerereignis muss unterbrechend sein.');
  }
}

export function compileEscalation(
  context: CompileContext,
  node: BpmnNode,
  definition: BpmnNode,
  draft: Draft,
  place: EventPlace,
): void {
  const throws = place === 'throw' || place === 'end';
  draft.escalation = throws
    ? thrown(context, node, definition, ESCALATION)
    : caught(context, node, definition, ESCALATION);
  if (place !== 'boundary' || !node.attachedToRef) return;
  const host = node.attachedToRef.$type;
  if (host === 'bpmn:SubProcess' || host === 'bpmn:AdHocSubProcess' || host === 'bpmn:CallActivity') return;
  context.error(
    node,
    'An escalation boundary event should only be attached to a subprocess or a call activity',
    'Ein Eskalationsereignis kann nur an einem Teilprozess oder einer Aufrufaktivität hängen.',
  );
}

function thrown(
  context: CompileContext,
  node: BpmnNode,
  definition: BpmnNode,
  { name, german, codeOf }: Kind,
): ErrorDefinition | null {
  const code = codeOf(definition);
  if (code) return { code: context.dynamic(node, code, `${name} code`) };
  context.error(
    node,
    `Must reference an ${name} with a non-empty ${name} code`,
    `Der ${german} fehlt, der ausgelöst werden soll.`,
  );
  return null;
}

/** Without a code the event catches everything. */
function caught(
  context: CompileContext,
  node: BpmnNode,
  definition: BpmnNode,
  { name, german, codeOf }: Kind,
): ErrorDefinition {
  const code = codeOf(definition);
  if (code?.startsWith('=')) {
    context.error(
      node,
      `The ${name} code of a catch event must not be an expression`,
      `Ein auffangendes Ereignis braucht einen festen ${german}.`,
    );
  }
  return { code: code ? { text: code, expression: null } : null };
}
