import type { BpmnNode } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';
import type { EventPlace } from './compile-events.js';

/** A throwing compensation event: everything in its scope, or one activity. */
export function compileCompensation(
  context: CompileContext,
  node: BpmnNode,
  definition: BpmnNode,
  draft: Draft,
  place: EventPlace,
): void {
  if (definition.waitForCompletion === false) {
    context.error(
      node,
      "A compensation event definition must have 'waitForCompletion' absent or true",
      'Ein Kompensationsereignis muss auf das Ende der Kompensation warten.',
    );
  }
  if (place !== 'boundary') draft.compensation = { activityId: definition.activityRef?.id ?? null };
}

/** Ties boundary events to the activities that undo; an association shows which one it is. */
export function connectCompensation(context: CompileContext): void {
  for (const draft of context.elements) {
    const node = context.nodes[draft.index] as BpmnNode;
    if (draft.type === 'BOUNDARY_EVENT' && draft.eventType === 'COMPENSATION') connectBoundary(context, draft, node);
    if (draft.compensation) checkThrown(context, draft, node);
    if (node.isForCompensation && draft.type !== 'MULTI_INSTANCE_BODY') checkHandler(context, draft, node);
  }
}

function connectBoundary(context: CompileContext, draft: Draft, node: BpmnNode): void {
  const handler = associationsOf(node)
    .filter(({ sourceRef }) => sourceRef?.id === node.id)
    .map(({ targetRef }) => targetRef)
    .find((target) => target?.isForCompensation === true);
  const target = context.find(handler?.id);
  if (!target) {
    context.error(
      node,
      'Compensation boundary events must have a compensation association to a compensation activity',
      'Dem Kompensationsereignis fehlt die Verbindung zur Aktivität, die rückgängig macht.',
    );
    return;
  }
  draft.compensationTarget = context.outside(target.index).index;
  if (draft.attachedTo < 0) return;
  const host = context.element(draft.attachedTo);
  if (host.compensationTarget < 0) host.compensationTarget = draft.index;
  else {
    context.error(
      node,
      'An activity must have at most one compensation boundary event',
      'Eine Aktivität darf nur ein Kompensationsereignis haben.',
    );
  }
}

const associationsOf = (node: BpmnNode): readonly BpmnNode[] =>
  node.$parent?.artifacts?.filter(({ $type }) => $type === 'bpmn:Association') ?? [];

function checkThrown(context: CompileContext, draft: Draft, node: BpmnNode): void {
  const id = draft.compensation?.activityId;
  if (!id) return;
  const activity = context.find(id);
  const canBeUndone =
    activity &&
    (activity.type === 'SUB_PROCESS' || context.element(context.outside(activity.index).index).compensationTarget >= 0);
  if (!canBeUndone) {
    context.error(
      node,
      `The referenced compensation activity '${id}' doesn't have a compensation handler or a compensation boundary event`,
      `Die Aktivität «${id}» lässt sich nicht rückgängig machen: Ihr fehlt das Kompensationsereignis.`,
    );
    return;
  }
  if (!scopesOf(context, draft).includes(context.outside(activity.index).scope)) {
    context.error(
      node,
      `The referenced compensation activity '${id}' must be located in the same scope as the compensation throw event`,
      `Die Aktivität «${id}» liegt nicht im gleichen Bereich wie das Kompensationsereignis.`,
    );
  }
}

/** The event's scope, and the one around it when that is an event sub-process. */
function scopesOf(context: CompileContext, { scope }: Draft): number[] {
  const element = context.element(scope);
  return element.type === 'EVENT_SUB_PROCESS' ? [scope, element.scope] : [scope];
}

function checkHandler(context: CompileContext, draft: Draft, node: BpmnNode): void {
  if (draft.type === 'EVENT_SUB_PROCESS') {
    context.error(
      node,
      'An event sub-process must not be a compensation handler',
      'Ein Ereignis-Teilprozess kann nicht kompensieren.',
    );
  }
  const outside = context.outside(draft.index);
  outside.eventType = 'COMPENSATION';
  draft.eventType = 'COMPENSATION';
  if (outside.incoming.length > 0 || outside.outgoing.length > 0) {
    context.error(
      node,
      'A compensation handler should have no incoming or outgoing sequence flows',
      'Eine Aktivität, die rückgängig macht, darf keine Sequenzflüsse haben.',
    );
  }
  if (outside.catchEvents.some((index) => index !== outside.index) || outside.compensationTarget >= 0) {
    context.error(
      node,
      'A compensation handler should have no boundary events',
      'An einer Aktivität, die rückgängig macht, darf kein Ereignis hängen.',
    );
  }
}
