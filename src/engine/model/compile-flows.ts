import type { BpmnNode } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';
import type { BpmnElementType, SequenceFlow } from './graph.js';

/** Connects the elements: sequence flows, defaults, boundary events, start events, link events. */
export function connect(context: CompileContext): void {
  for (const [index, node] of context.nodes.entries()) {
    const scope = context.element(index);
    if (scope.type === 'MULTI_INSTANCE_BODY') continue;
    for (const child of node.flowElements ?? []) if (child.$type === 'bpmn:SequenceFlow') connectFlow(context, child);
  }
  for (const draft of context.elements) connectElement(context, draft, nodeOf(context, draft));
  connectLinks(context);
}

/** Gateways that look at conditions. */
const DECIDES = new Set<BpmnElementType>(['EXCLUSIVE_GATEWAY', 'INCLUSIVE_GATEWAY']);

const nodeOf = (context: CompileContext, draft: Draft): BpmnNode => context.nodes[draft.index] as BpmnNode;

function connectFlow(context: CompileContext, node: BpmnNode): void {
  const source = context.find(node.sourceRef?.id);
  const target = context.find(node.targetRef?.id);
  if (!source || !target) {
    context.error(
      node,
      'Source and target of a sequence flow must be flow elements of the same process',
      'Der Sequenzfluss beginnt oder endet nicht an einem Element dieses Prozesses.',
    );
    return;
  }
  const from = context.outside(source.index);
  const to = context.outside(target.index);
  if (from.scope !== to.scope) {
    context.error(
      node,
      'Sequence flows must not cross the border of a sub-process',
      'Ein Sequenzfluss darf die Grenze eines Teilprozesses nicht überschreiten.',
    );
    return;
  }
  // There, but without a text: no condition of which anybody could know what it means.
  const body = node.conditionExpression && (node.conditionExpression.body ?? '').trim();
  if (body !== undefined && !DECIDES.has(source.type)) {
    context.error(
      node,
      'Conditions are only allowed on sequence flows that leave an exclusive or inclusive gateway',
      'Bedingungen sind nur auf Sequenzflüssen erlaubt, die ein exklusives oder inklusives Gateway verlassen.',
    );
  }
  const condition = body === undefined ? null : context.required(node, body, 'condition');
  const flow: SequenceFlow = {
    index: context.flows.length,
    id: node.id ?? '',
    source: from.index,
    target: to.index,
    condition,
  };
  context.flows.push(flow);
  // Reverse document order: the flow written last is looked at first, as Zeebe does.
  from.outgoing = [flow, ...from.outgoing];
  to.incoming = [...to.incoming, flow];
}

function connectElement(context: CompileContext, draft: Draft, node: BpmnNode): void {
  if (draft.type === 'BOUNDARY_EVENT') connectBoundary(context, draft, node);
  else if (draft.type === 'START_EVENT') connectStart(context, draft);
  else if (draft.type === 'EVENT_SUB_PROCESS') {
    const scope = context.element(draft.scope);
    scope.eventSubProcesses = [...scope.eventSubProcesses, draft.index];
  } else if (draft.type === 'INTERMEDIATE_CATCH_EVENT' && draft.eventType !== 'LINK') draft.catchEvents = [draft.index];
  else if (draft.type === 'EVENT_BASED_GATEWAY') {
    draft.catchEvents = draft.outgoing.map(({ target }) => target);
    for (const target of draft.catchEvents) context.element(target).behindEventBasedGateway = true;
  } else if (DECIDES.has(draft.type)) {
    draft.defaultFlow = draft.outgoing.find(({ id }) => id === node.default?.id) ?? null;
  }
  // A receive task waits for its own message beside its boundary events; the body of a repeated one does not.
  if (draft.type === 'RECEIVE_TASK') draft.catchEvents = [draft.index, ...draft.catchEvents];
}

function connectBoundary(context: CompileContext, draft: Draft, node: BpmnNode): void {
  const activity = context.find(node.attachedToRef?.id);
  if (!activity) {
    context.error(node, 'Must be attached to an activity', 'Das Ereignis hängt an keiner Aktivität.');
    return;
  }
  const host = context.outside(activity.index);
  draft.attachedTo = host.index;
  host.catchEvents = [...host.catchEvents, draft.index];
}

function connectStart(context: CompileContext, draft: Draft): void {
  const scope = context.element(draft.scope);
  if (scope.type === 'PROCESS' && draft.eventType !== 'NONE') {
    scope.triggeredStartEvents = [...scope.triggeredStartEvents, draft.index];
  } else if (scope.startEvent < 0) scope.startEvent = draft.index;
}

function connectLinks(context: CompileContext): void {
  const links = context.elements.filter(({ eventType }) => eventType === 'LINK');
  const nameOf = (draft: Draft): string => nodeOf(context, draft).eventDefinitions?.[0]?.name ?? '';
  for (const draft of links) {
    const node = nodeOf(context, draft);
    const name = nameOf(draft);
    if (name === '') {
      context.error(node, 'Link name must be present and not empty', 'Der Name des Links fehlt.');
      continue;
    }
    const catches = links.filter(
      (other) => other.type === 'INTERMEDIATE_CATCH_EVENT' && other.scope === draft.scope && nameOf(other) === name,
    );
    if (draft.type === 'INTERMEDIATE_CATCH_EVENT') {
      if (catches.length > 1 && catches[0] !== draft) {
        context.error(
          node,
          `Multiple intermediate catch link event definitions with the same name '${name}' are not allowed`,
          `Der Link «${name}» hat mehrere Ziele. Es darf nur eines geben.`,
        );
      }
      continue;
    }
    const target = catches[0];
    if (target) draft.linkTarget = target.index;
    else {
      context.error(
        node,
        `Can't find a catch link event for the throw link event with the name '${name}'`,
        `Zum Link «${name}» gibt es kein Ziel im selben Bereich.`,
      );
    }
  }
}
