import type { JsonValue } from '../../engine.js';
import type { ExecutableElement, SequenceFlow } from '../../model/index.js';
import type { ElementInstance } from '../state/element-instance.js';

/** Work that follows from what happened, done in order within the same step (Zeebe's follow-up commands). */
export type FollowUp =
  /** A token arrives at an element of a scope; `flow` is the way it came, null when none led here. */
  | { kind: 'activate'; scope: ElementInstance; element: ExecutableElement; flow: SequenceFlow | null }
  /** The rounds of a parallel multi-instance body, as many as it has items. */
  | { kind: 'activateRounds'; body: ElementInstance; items: readonly JsonValue[] }
  /** One round of a multi-instance body; `items` is the input collection as the body saw it. */
  | { kind: 'activateInner'; body: ElementInstance; loopCounter: number; items: readonly JsonValue[] }
  /** The completion condition of a multi-instance body holds. */
  | { kind: 'endRounds'; body: ElementInstance }
  | { kind: 'complete'; instance: ElementInstance }
  /** A scope is done when nothing is left inside. */
  | { kind: 'completeIfEmpty'; instance: ElementInstance }
  /** Something inside an ad-hoc sub-process is done. */
  | { kind: 'checkAdHoc'; instance: ElementInstance }
  /** An incident was resolved: the step that failed is run again. */
  | { kind: 'retry'; instance: ElementInstance }
  /** A subscription was opened or is still open: buffered messages may wait for it. */
  | { kind: 'correlateBuffered'; subscriptionKey: number }
  /** An instance that a message had started is gone: the next message with the key may start one. */
  | { kind: 'startFromBuffer'; tenantId: string; bpmnProcessId: string; correlationKey: string };
