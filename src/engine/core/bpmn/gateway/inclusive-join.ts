import type { ExecutableElement, ExecutableProcess } from '../../../model/index.js';
import { elementAt } from '../../behavior/transition.js';
import type { ElementInstance } from '../../state/element-instance.js';

/** A token has come over every incoming flow: nobody else has to be asked. */
export function hasAllTokens(scope: ElementInstance, gateway: ExecutableElement): boolean {
  for (const { index } of gateway.incoming) if (!scope.joins?.has(index)) return false;
  return true;
}

/**
 * The inclusive gateway of a scope that may go on although some flows brought nothing: no other token of the scope can
 * reach it any more. Asked when nothing is on its way, so that what waits, waits at a join or in an element.
 */
export function joinThatIsDue(scope: ElementInstance): ExecutableElement | null {
  if (!scope.joins) return null;
  const { process } = scope.instance;
  const asked = new Set<number>();
  for (const flow of scope.joins.keys()) {
    const gateway = elementAt(process, process.flows[flow]?.target ?? -1);
    if (gateway.type !== 'INCLUSIVE_GATEWAY' || asked.has(gateway.index)) continue;
    asked.add(gateway.index);
    if (!canBeReached(scope, gateway)) return gateway;
  }
  return null;
}

function canBeReached(scope: ElementInstance, gateway: ExecutableElement): boolean {
  const { process, elements } = scope.instance;
  const before = elementsBefore(process, scope, gateway);
  if (before.size === 0) return false;
  for (const element of elements.values()) {
    if (element.scope === scope && before.has(element.element.index)) return true;
  }
  for (const flow of scope.joins?.keys() ?? []) {
    const target = process.flows[flow]?.target ?? -1;
    if (target !== gateway.index && before.has(target)) return true;
  }
  return false;
}

/** Elements from which a way leads to the gateway over a flow that has brought nothing yet. */
function elementsBefore(process: ExecutableProcess, scope: ElementInstance, gateway: ExecutableElement): Set<number> {
  const found = new Set<number>();
  const open = gateway.incoming.filter(({ index }) => !scope.joins?.has(index)).map(({ source }) => source);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const element = elementAt(process, next);
    for (const { source } of element.incoming) open.push(source);
    if (element.attachedTo >= 0) open.push(element.attachedTo);
    if (element.eventType === 'LINK' && element.type === 'INTERMEDIATE_CATCH_EVENT') {
      for (const other of process.elements) if (other.linkTarget === next) open.push(other.index);
    }
  }
  return found;
}
