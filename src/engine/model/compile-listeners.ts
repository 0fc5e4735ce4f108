import type { BpmnNode } from './bpmn-node.js';
import { attribute, children, extension } from './bpmn-node.js';
import type { CompileContext, Draft } from './compile-context.js';
import type { ListenerDefinition } from './graph.js';

type Moment = 'start' | 'end';

const GATEWAYS = new Set(['EXCLUSIVE_GATEWAY', 'PARALLEL_GATEWAY', 'INCLUSIVE_GATEWAY', 'EVENT_BASED_GATEWAY']);

/** Jobs that run before and after an element's own work, in the order of the model. */
export function compileListeners(context: CompileContext, node: BpmnNode, draft: Draft): void {
  const found: Record<Moment, ListenerDefinition[]> = { start: [], end: [] };
  const seen = new Set<string>();
  for (const listener of children(extension(node, 'ExecutionListeners'), 'listeners')) {
    const moment = attribute(listener, 'eventType');
    const type = attribute(listener, 'type') ?? '';
    if (type.trim() === '') {
      context.error(
        node,
        "Attribute 'type' of an execution listener must be present and not empty",
        'Der Auftragstyp eines Execution Listeners fehlt.',
      );
      continue;
    }
    if ((moment !== 'start' && moment !== 'end') || !mayListen(draft, moment)) {
      context.error(
        node,
        `Execution listeners of type '${moment ?? ''}' are not supported by [${draft.eventType.toLowerCase()}] ${draft.type} elements`,
        `Ein Execution Listener «${moment ?? ''}» ist an dieser Stelle nicht möglich.`,
      );
      continue;
    }
    if (seen.has(`${moment} ${type}`)) {
      context.error(
        node,
        `Found duplicates based on eventType[${moment}] and type[${type}], these combinations should be unique.`,
        `Der Execution Listener «${type}» (${moment}) kommt zweimal vor.`,
      );
      continue;
    }
    seen.add(`${moment} ${type}`);
    found[moment].push({
      type: context.dynamic(node, type, 'zeebe:executionListener type'),
      retries: context.dynamic(node, attribute(listener, 'retries') || '3', 'zeebe:executionListener retries'),
    });
  }
  if (found.start.length + found.end.length > 0) draft.listeners = found;
}

function mayListen({ type, eventType }: Draft, moment: Moment): boolean {
  if (eventType === 'COMPENSATION' && type === 'BOUNDARY_EVENT') return false;
  if (moment === 'start') return type !== 'START_EVENT' && type !== 'BOUNDARY_EVENT';
  return !GATEWAYS.has(type) && !(type === 'END_EVENT' && eventType === 'ERROR');
}
