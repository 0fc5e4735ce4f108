import type { NormalEvent } from './normalise.js';

/** Events as lines of text, whole: what differs between two logs is seen at once. */
export const lines = (events: readonly NormalEvent[]): string[] =>
  events.map(({ valueType, intent, subject, value }) => `${valueType} ${intent} ${subject} ${JSON.stringify(value)}`);
