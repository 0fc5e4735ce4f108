import type { NormalEvent } from './normalise.js';

type Change = (event: NormalEvent) => NormalEvent | null;

/** A difference that every scenario may show: what is changed, or left out when null, before logs are compared. */
export interface KnownDifference {
  /** Topic of the row in docs/zeebe-differences.md. */
  topic: string;
  zeebe?: Change;
  here?: Change;
}

const without =
  (valueType: string, ...fields: string[]): Change =>
  (event) => {
    if (event.valueType !== valueType || !fields.some((field) => field in event.value)) return event;
    return {
      ...event,
      value: Object.fromEntries(Object.entries(event.value).filter(([name]) => !fields.includes(name))),
    };
  };

/** One after the other. */
const all =
  (...changes: readonly Change[]): Change =>
  (event) =>
    changes.reduce<NormalEvent | null>((current, change) => current && change(current), event);

const OF_PROCESS = ['bpmnProcessId', 'processDefinitionKey', 'processInstanceKey'];

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    topic: 'Fields of records',
    here: all(
      without('JOB', 'jobListenerEventType'),
      without('INCIDENT', 'processDefinitionVersion'),
      without('TIMER', 'bpmnProcessId'),
      without('VARIABLE_DOCUMENT', ...OF_PROCESS),
      without('PROCESS_INSTANCE_CREATION', 'tags'),
    ),
  },
  {
    topic: 'Activation of jobs in the log',
    zeebe: without('JOB', 'worker', 'deadline'),
    here: without('JOB', 'worker', 'deadline'),
  },
];

/** Takes the known differences out of both logs; `seen` gets the topics of those that were there. */
export function withoutKnown(events: readonly NormalEvent[], side: 'zeebe' | 'here', seen: Set<string>): NormalEvent[] {
  return events.flatMap((event) => {
    let current: NormalEvent | null = event;
    for (const { topic, [side]: change } of KNOWN_DIFFERENCES) {
      if (!change || !current) continue;
      const changed = change(current);
      if (changed !== current) seen.add(topic);
      current = changed;
    }
    return current ? [current] : [];
  });
}
