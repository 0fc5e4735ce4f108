import type { BroadcastSignalRequest, PublishMessageRequest } from '../messages.js';
import { readMilliseconds, readTenant, readVariables } from '../read-request.js';
import { send, type UnaryCall } from './unary-call.js';

export const publishMessage: UnaryCall<PublishMessageRequest> = async (engine, request) => {
  const { name, correlationKey, messageId } = request;
  const { messageKey, tenantId } = await send(engine, {
    type: 'publishMessage',
    tenantId: readTenant(request.tenantId),
    name,
    correlationKey,
    timeToLive: readMilliseconds(request.timeToLive),
    messageId,
    variables: readVariables(request.variables),
  });
  return { key: messageKey, tenantId };
};

export const broadcastSignal: UnaryCall<BroadcastSignalRequest> = (engine, request) =>
  send(engine, {
    type: 'broadcastSignal',
    tenantId: readTenant(request.tenantId),
    signalName: request.signalName,
    variables: readVariables(request.variables),
  });
