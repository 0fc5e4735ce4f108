import type { JsonValue, Variables } from '../../../src/engine/engine.js';

/** A record as both engines write it, as far as it is looked at. */
export interface LogRecord {
  position: number;
  key: string;
  timestamp: number;
  recordType: string;
  valueType: string;
  intent: string;
  value: Record<string, unknown>;
}

const OVER = new Set(['ELEMENT_COMPLETED', 'ELEMENT_TERMINATED']);

/** The events of one scenario so far, and where its steps find the keys they need. */
export class History {
  constructor(readonly events: readonly LogRecord[]) {}

  /** Of the process instance with this number, in the order in which they began. */
  instanceKey(number: number): string {
    const roots = this.of('PROCESS_INSTANCE').filter(
      ({ intent, value }) => intent === 'ELEMENT_ACTIVATING' && value['bpmnElementType'] === 'PROCESS',
    );
    return found(roots[number], `process instance ${number}`).key;
  }

  /** Of the newest instance of the element. */
  elementKey(elementId: string): string {
    const matches = this.of('PROCESS_INSTANCE').filter(
      ({ intent, value }) => intent.startsWith('ELEMENT_ACTIVAT') && value['elementId'] === elementId,
    );
    return found(matches.at(-1), `element ${elementId}`).key;
  }

  /** Of the newest job of the type. */
  jobKey = (type: string): string =>
    found(
      this.of('JOB').findLast(({ intent, value }) => intent === 'CREATED' && value['type'] === type),
      `job ${type}`,
    ).key;

  userTaskKey = (elementId: string): string =>
    found(
      this.of('USER_TASK').findLast(({ intent, value }) => intent === 'CREATED' && value['elementId'] === elementId),
      `user task ${elementId}`,
    ).key;

  /** Of the newest incident that is open. */
  incidentKey(): string {
    const resolved = new Set(this.of('INCIDENT').flatMap(({ intent, key }) => (intent === 'RESOLVED' ? [key] : [])));
    const open = this.of('INCIDENT').findLast(({ intent, key }) => intent === 'CREATED' && !resolved.has(key));
    return found(open, 'incident').key;
  }

  /** Of the newest version of the process. */
  definitionKey = (bpmnProcessId: string): string =>
    found(
      this.of('PROCESS').findLast(({ value }) => value['bpmnProcessId'] === bpmnProcessId),
      `definition ${bpmnProcessId}`,
    ).key;

  /** Of the newest version of decision requirements or of a form. */
  resourceKey = (valueType: 'DECISION_REQUIREMENTS' | 'FORM'): string =>
    found(
      this.of(valueType).findLast(({ intent }) => intent === 'CREATED'),
      valueType,
    ).key;

  /** Ids of elements whose life came to this point, in order, one process instance after the other. */
  ids(intent: string): string[] {
    const instances = new Map<string, string[]>();
    for (const event of this.of('PROCESS_INSTANCE')) {
      const key = String(event.value['processInstanceKey']);
      const ids = instances.get(key) ?? [];
      if (event.intent === intent) ids.push(idOf(event));
      instances.set(key, ids);
    }
    return [...instances.values()].flat();
  }

  active(): string[] {
    const lives = new Map<string, string>();
    for (const event of this.of('PROCESS_INSTANCE')) {
      if (event.intent === 'ELEMENT_ACTIVATING') lives.set(event.key, idOf(event));
      if (OVER.has(event.intent)) lives.delete(event.key);
    }
    return [...lives.values()];
  }

  incidents = (): string[] =>
    this.of('INCIDENT').flatMap(({ intent, value }) => (intent === 'CREATED' ? [String(value['errorType'])] : []));

  /** At the root of the first process instance, when it is left. */
  variables(): Variables {
    const variables: Variables = {};
    const [first] = this.of('PROCESS_INSTANCE');
    for (const { intent, value } of this.of('VARIABLE')) {
      if (intent !== 'MIGRATED' && first && String(value['scopeKey']) === first.key) {
        variables[String(value['name'])] = JSON.parse(String(value['value'])) as JsonValue;
      }
    }
    return variables;
  }

  of = (valueType: string): LogRecord[] => this.events.filter((event) => event.valueType === valueType);
}

function idOf({ value }: LogRecord): string {
  const body = value['bpmnElementType'] === 'MULTI_INSTANCE_BODY' ? '[]' : '';
  return `${String(value['elementId'])}${body}`;
}

function found(record: LogRecord | undefined, what: string): LogRecord {
  if (!record) throw new Error(`There is no ${what}.`);
  return record;
}
