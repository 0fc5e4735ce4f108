import type { LogRecord } from '../run/history.js';

/** What a key stands for, in words that are the same on every engine: `p#1/task#2`, `job of p#1/task`. */
export function nameKeys(events: readonly LogRecord[]): ReadonlyMap<string, string> {
  const names = new KeyNames();
  // Elements first: the others are named after them, and some come before them in the log.
  for (const event of events) if (STRUCTURE.has(event.valueType)) names.give(keyOf(event), structural(names, event));
  for (const event of events) if (!STRUCTURE.has(event.valueType)) names.give(event.key, dependent(names, event));
  return names.all;
}

const STRUCTURE = new Set(['PROCESS_INSTANCE', 'PROCESS', 'DECISION', 'DECISION_REQUIREMENTS', 'FORM']);

/** Records of deployed things are told apart by what they are about: Zeebe gives those of a deletion keys of their own. */
const KEY_FIELDS: Readonly<Record<string, string>> = {
  PROCESS: 'processDefinitionKey',
  DECISION: 'decisionKey',
  DECISION_REQUIREMENTS: 'decisionRequirementsKey',
  FORM: 'formKey',
};

/** The key of what a record is about. */
export const keyOf = ({ key, valueType, value }: Pick<LogRecord, 'key' | 'valueType' | 'value'>): string =>
  String(value[KEY_FIELDS[valueType] ?? ''] ?? key);

class KeyNames {
  readonly all = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** The first name counts; more keys with the same one are numbered in the order in which they appear. */
  give(key: string, name: string): void {
    if (this.all.has(key) || Number(key) <= 0) return;
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    this.all.set(key, count === 1 ? name : `${name}#${count}`);
  }

  of = (key: unknown): string => this.all.get(String(key)) ?? '-';
}

function structural(names: KeyNames, { valueType, value }: LogRecord): string {
  switch (valueType) {
    case 'PROCESS_INSTANCE': {
      const body = value['bpmnElementType'] === 'MULTI_INSTANCE_BODY' ? '[]' : '';
      const id = `${String(value['elementId'])}${body}`;
      return value['bpmnElementType'] === 'PROCESS' ? id : `${names.of(value['flowScopeKey'])}/${id}`;
    }
    case 'PROCESS':
      return `definition ${String(value['bpmnProcessId'])} v${String(value['version'])}`;
    case 'DECISION':
      return `decision ${String(value['decisionId'])} v${String(value['version'])}`;
    case 'DECISION_REQUIREMENTS':
      return `requirements ${String(value['decisionRequirementsId'])} v${String(value['decisionRequirementsVersion'])}`;
    default:
      return `form ${String(value['formId'])} v${String(value['version'])}`;
  }
}

function dependent(names: KeyNames, { valueType, value }: LogRecord): string {
  const owner = names.of(value['elementInstanceKey'] ?? value['catchEventInstanceKey'] ?? value['scopeKey']);
  const definition = names.of(value['processDefinitionKey']);
  switch (valueType) {
    case 'VARIABLE':
      return `variable ${owner}.${String(value['name'])}`;
    case 'TIMER':
      return `timer ${owner === '-' ? definition : owner}>${String(value['targetElementId'])}`;
    case 'MESSAGE':
      return `message ${String(value['name'])} ${String(value['correlationKey'])}`;
    case 'MESSAGE_START_EVENT_SUBSCRIPTION':
      return `start subscription ${definition}>${String(value['startEventId'])}`;
    case 'SIGNAL_SUBSCRIPTION':
      return `signal subscription ${owner === '-' ? definition : owner}>${String(value['catchEventId'])}`;
    default:
      return `${valueType} ${owner}`;
  }
}
