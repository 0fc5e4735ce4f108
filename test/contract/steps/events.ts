import type { Variables } from '../../../src/engine/engine.js';
import { own } from '../model.js';
import type { Step } from '../scenario.js';
import { send, TENANT } from './command.js';

export const publish = (
  name: string,
  correlationKey: string,
  variables: Variables = {},
  more: { minutes?: number; messageId?: string } = {},
): Step =>
  send(`publish ${name}`, () => ({
    type: 'publishMessage',
    tenantId: TENANT,
    name: own(name),
    correlationKey,
    variables,
    timeToLive: (more.minutes ?? 0) * 60_000,
    ...(more.messageId ? { messageId: more.messageId } : {}),
  }));

export const broadcast = (name: string, variables: Variables = {}): Step =>
  send(`broadcast ${name}`, () => ({
    type: 'broadcastSignal',
    tenantId: TENANT,
    signalName: own(name),
    variables,
  }));
