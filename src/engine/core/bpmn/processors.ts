import type { BpmnElementType, ExecutableElement } from '../../model/index.js';
import { adHocSubProcess } from './container/ad-hoc-sub-process.processor.js';
import { callActivity } from './container/call-activity.processor.js';
import { multiInstanceBody } from './container/multi-instance-body.processor.js';
import { processContainer } from './container/process.processor.js';
import { eventSubProcess, subProcess } from './container/sub-process.processor.js';
import type { ElementProcessor } from './element-processor.js';
import { boundaryEvent } from './event/boundary-event.processor.js';
import { compensationThrowEvent } from './event/compensation-throw-event.processor.js';
import { errorEndEvent, messageEndEvent, noneEndEvent, terminateEndEvent } from './event/end-event.processor.js';
import { escalationThrowEvent } from './event/escalation-throw-event.processor.js';
import { catchEvent, linkCatchEvent } from './event/intermediate-catch-event.processor.js';
import { linkThrowEvent, messageThrowEvent, noneThrowEvent } from './event/intermediate-throw-event.processor.js';
import { signalThrowEvent } from './event/signal-throw-event.processor.js';
import { startEvent } from './event/start-event.processor.js';
import { eventBasedGateway } from './gateway/event-based-gateway.processor.js';
import { exclusiveGateway } from './gateway/exclusive-gateway.processor.js';
import { inclusiveGateway } from './gateway/inclusive-gateway.processor.js';
import { parallelGateway } from './gateway/parallel-gateway.processor.js';
import { businessRuleTask } from './task/business-rule-task.processor.js';
import { jobWorkerTask } from './task/job-worker-task.processor.js';
import { passThroughTask } from './task/pass-through-task.processor.js';
import { scriptTask } from './task/script-task.processor.js';
import { userTask } from './task/user-task.processor.js';

const BY_TYPE: Readonly<Record<Exclude<BpmnElementType, 'END_EVENT'>, ElementProcessor>> = {
  PROCESS: processContainer,
  SUB_PROCESS: subProcess,
  EVENT_SUB_PROCESS: eventSubProcess,
  AD_HOC_SUB_PROCESS: adHocSubProcess,
  MULTI_INSTANCE_BODY: multiInstanceBody,
  CALL_ACTIVITY: callActivity,
  START_EVENT: startEvent,
  INTERMEDIATE_CATCH_EVENT: catchEvent,
  INTERMEDIATE_THROW_EVENT: noneThrowEvent,
  BOUNDARY_EVENT: boundaryEvent,
  SERVICE_TASK: jobWorkerTask,
  SEND_TASK: jobWorkerTask,
  RECEIVE_TASK: catchEvent,
  USER_TASK: userTask,
  MANUAL_TASK: passThroughTask,
  TASK: passThroughTask,
  BUSINESS_RULE_TASK: businessRuleTask,
  SCRIPT_TASK: scriptTask,
  EXCLUSIVE_GATEWAY: exclusiveGateway,
  PARALLEL_GATEWAY: parallelGateway,
  INCLUSIVE_GATEWAY: inclusiveGateway,
  EVENT_BASED_GATEWAY: eventBasedGateway,
};

/** Who knows how the element works. */
export function processorOf({ type, eventType }: ExecutableElement): ElementProcessor {
  if (type === 'END_EVENT' || type === 'INTERMEDIATE_THROW_EVENT') {
    if (eventType === 'SIGNAL') return signalThrowEvent;
    if (eventType === 'ESCALATION') return escalationThrowEvent;
    if (eventType === 'COMPENSATION') return compensationThrowEvent;
  }
  if (type === 'END_EVENT') {
    if (eventType === 'TERMINATE') return terminateEndEvent;
    if (eventType === 'ERROR') return errorEndEvent;
    return eventType === 'MESSAGE' ? messageEndEvent : noneEndEvent;
  }
  if (type === 'INTERMEDIATE_THROW_EVENT') {
    if (eventType === 'LINK') return linkThrowEvent;
    return eventType === 'MESSAGE' ? messageThrowEvent : noneThrowEvent;
  }
  return type === 'INTERMEDIATE_CATCH_EVENT' && eventType === 'LINK' ? linkCatchEvent : BY_TYPE[type];
}
