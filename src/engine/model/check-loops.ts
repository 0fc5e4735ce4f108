import type { BpmnNode } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';

/**
 * Refuses loops in which nothing ever waits: an instance would run round for ever. Counts what Zeebe counts: gateways,
 * manual and undefined tasks, throw events except links, sub-processes that can be passed straight through, and fixed calls of
 * the process itself.
 */
export function checkStraightThroughLoops(context: CompileContext): void {
  const state = new Map<number, 'open' | 'done'>();
  for (const draft of context.elements) visit(context, draft, state, []);
}

function visit(
  context: CompileContext,
  draft: Draft,
  state: Map<number, 'open' | 'done'>,
  path: readonly Draft[],
): void {
  const seen = state.get(draft.index);
  if (seen === 'done') return;
  if (seen === 'open') {
    report(context, path.slice(path.indexOf(draft)));
    return;
  }
  state.set(draft.index, 'open');
  if (callsItself(context, draft)) visit(context, context.element(startOf(context)), state, [...path, draft]);
  if (isPassThrough(context, draft, new Set())) {
    for (const flow of draft.outgoing) visit(context, context.element(flow.target), state, [...path, draft]);
  }
  state.set(draft.index, 'done');
}

const startOf = (context: CompileContext): number => context.element(0).startEvent;

/** A fixed call of the own process, before anything was waited for. */
const callsItself = (context: CompileContext, { call }: Draft): boolean =>
  call?.processId.expression === null && call.processId.text === context.element(0).id && startOf(context) >= 0;

function isPassThrough(context: CompileContext, draft: Draft, entered: Set<number>): boolean {
  switch (draft.type) {
    case 'START_EVENT':
    case 'EXCLUSIVE_GATEWAY':
    case 'PARALLEL_GATEWAY':
    case 'INCLUSIVE_GATEWAY':
    case 'MANUAL_TASK':
    case 'TASK':
      return true;
    case 'INTERMEDIATE_THROW_EVENT':
      return draft.eventType !== 'LINK';
    case 'SUB_PROCESS':
      return draft.startEvent >= 0 && leadsToEnd(context, context.element(draft.startEvent), entered);
    default:
      return false;
  }
}

/** Whether a scope can be passed from its start to an end without waiting. */
function leadsToEnd(context: CompileContext, draft: Draft, entered: Set<number>): boolean {
  if (entered.has(draft.index)) return false;
  entered.add(draft.index);
  if (draft.type === 'END_EVENT') return draft.job === null;
  if (!isPassThrough(context, draft, entered)) return false;
  if (draft.outgoing.length === 0) return true;
  return draft.outgoing.some(({ target }) => leadsToEnd(context, context.element(target), entered));
}

function report(context: CompileContext, loop: readonly Draft[]): void {
  const first = loop[0];
  if (!first) return;
  const ids = [...loop, first].map(({ id }) => id).join(' > ');
  context.error(
    context.nodes[first.index] as BpmnNode,
    `Processes are not allowed to contain a straight-through processing loop: ${ids}`,
    `Der Prozess enthält eine Schleife, in der nirgends gewartet wird: ${ids}.`,
  );
}
