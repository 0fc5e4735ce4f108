import { passThrough } from '../../behavior/completion.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { ElementProcessor } from '../element-processor.js';
import type { ExecutableElement } from '../../../model/index.js';

/** Splits into all outgoing flows. */
export const parallelGateway: ElementProcessor = {
  activate: passThrough,
  complete: () => null,
};

/** A join opens when a token has come over every incoming flow; two over the same flow do not open it. */
export function canJoin(scope: ElementInstance, gateway: ExecutableElement): boolean {
  for (const { index } of gateway.incoming) if (!scope.joins?.has(index)) return false;
  return true;
}
