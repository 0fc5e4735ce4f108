import type { EngineCommand } from '../../engine.js';
import type { BpmnElementType, ExecutableElement, ExecutableProcess } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';

export type MappingInstructions = Extract<EngineCommand, { type: 'migrateProcessInstance' }>['mappingInstructions'];

/** What is wrong with the instructions themselves, whatever the instance is doing; null when they are sound. */
export function findMappingFault(
  source: ExecutableProcess,
  target: ExecutableProcess,
  instructions: MappingInstructions,
): string | null {
  const seen = new Set<string>();
  for (const { sourceElementId, targetElementId } of instructions) {
    if (seen.has(sourceElementId)) {
      return `the mapping instructions contain duplicate source element ids '[${sourceElementId}]'.`;
    }
    seen.add(sourceElementId);
    if (!source.indexById.has(sourceElementId)) {
      return `mapping instructions contain a non-existing source element id '${sourceElementId}'. Elements provided in mapping instructions must exist in the source process definition.`;
    }
    if (!target.indexById.has(targetElementId)) {
      return `mapping instructions contain a non-existing target element id '${targetElementId}'. Elements provided in mapping instructions must exist in the target process definition.`;
    }
  }
  return null;
}

/** What an instance may be at while it moves. Repeated activities and ad-hoc sub-processes are not among it. */
const SUPPORTED: ReadonlySet<BpmnElementType> = new Set<BpmnElementType>([
  'PROCESS',
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'CALL_ACTIVITY',
  'SERVICE_TASK',
  'SEND_TASK',
  'SCRIPT_TASK',
  'BUSINESS_RULE_TASK',
  'USER_TASK',
  'RECEIVE_TASK',
  'INTERMEDIATE_CATCH_EVENT',
  'EVENT_BASED_GATEWAY',
  'EXCLUSIVE_GATEWAY',
]);

/** Why this element instance cannot move at all; null when it can. */
export function findElementFault(instance: ElementInstance): string | null {
  const { element, trigger, activeFlows } = instance;
  if (!SUPPORTED.has(element.type) || element.loopBody >= 0) {
    const type = element.loopBody >= 0 ? 'MULTI_INSTANCE_BODY' : element.type;
    return `active element with id '${element.id}' has an unsupported type. The migration of a ${type} is not supported`;
  }
  return trigger || activeFlows > 0
    ? `a token is on its way in the element with id '${element.id}'. Please retry the migration when it has arrived`
    : null;
}

/** Why an element cannot become the other one; `scope` is what the element's flow scope becomes, null for the process. */
export function findPairFault(
  source: ExecutableElement,
  target: ExecutableElement,
  scope: ExecutableElement | null,
): string | null {
  const pair = `active element with id '${source.id}' and type '${source.type}' is mapped to an element with id '${target.id}'`;
  if (source.type !== target.type || source.eventType !== target.eventType) {
    return `${pair} and different type '${target.type}'. Elements must be mapped to elements of the same type.`;
  }
  if (source.userTask?.native !== target.userTask?.native) {
    return `${pair} and different user task implementation. Elements must be mapped to elements of the same implementation`;
  }
  if (target.loopBody >= 0)
    return `${pair} inside a multi-instance body. The migration of a MULTI_INSTANCE_BODY is not supported`;
  return scope && target.scope !== scope.index
    ? `the flow scope of ${pair} changes. The flow scope must be unchanged: '${scope.id}'`
    : null;
}
