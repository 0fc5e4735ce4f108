import type { Rejection } from '../../engine.js';
import type { CoreCommand } from '../../core/command.js';
import type {
  EngineEvent,
  JobRecord,
  ProcessInstanceRecord,
  SequenceFlowRecord,
  VariableRecord,
} from '../../core/records.js';
import { pack } from '../state/keys.js';
import { packBody } from './body.js';
import { commandKey, loggedCommand } from './command-records.js';
import { type FieldKind, LAYOUT, PROCESS_INSTANCE_INTENTS, VALUE_TYPES } from './layout.js';

/** What the body of a batch refers to by position; everything a reader has to load before it can decode. */
export interface References {
  definitions: number[];
  decisions: number[];
  requirements: number[];
  forms: number[];
}

const CODES = new Map(VALUE_TYPES.map((type, index) => [type, index + 1]));
const FIELDS = new Map(VALUE_TYPES.map((type) => [type, Object.entries(LAYOUT[type]) as [string, FieldKind][]]));
const INTENTS = new Map<string, number>(PROCESS_INSTANCE_INTENTS.map((intent, index) => [intent, index]));

/**
 * Packs the records of one batch: a JSON list that begins with what the records refer to. One step is its command (type
 * and key, in full only when it was refused) followed by its events. A record takes 20 to 100 bytes instead of 600.
 */
export class BatchEncoder {
  private parts: string[] = [];
  private records = 0;
  private readonly definitions = new Dictionary();
  private readonly decisions = new Dictionary();
  private readonly requirements = new Dictionary();
  private readonly forms = new Dictionary();

  /** Number of records so far: each takes one position. */
  get count(): number {
    return this.records;
  }

  accepted(command: CoreCommand, events: readonly EngineEvent[]): void {
    this.parts.push(`[0,"${command.type}",${commandKey(command)}]`);
    for (const event of events) this.parts.push(this.encode(event));
    this.records += 1 + events.length;
  }

  refused(command: CoreCommand, rejection: Rejection): void {
    // Not packed: it came from outside and need not be a key of this partition.
    const key = commandKey(command);
    this.parts.push(JSON.stringify([0, command.type, key, loggedCommand(command)]));
    this.parts.push(JSON.stringify([-1, command.type, key, rejection.code, rejection.reason]));
    this.records += 2;
  }

  /** The whole batch, once: the texts it is made of are let go. */
  body(): Buffer {
    const references: References = {
      definitions: this.definitions.keys,
      decisions: this.decisions.keys,
      requirements: this.requirements.keys,
      forms: this.forms.keys,
    };
    const body = packBody(`[${JSON.stringify(references)},${this.parts.join(',')}]`);
    this.parts = [];
    return body;
  }

  private encode(event: EngineEvent): string {
    if (event.valueType === 'PROCESS_INSTANCE') return this.encodeProcessInstance(event);
    if (event.valueType === 'SEQUENCE_FLOW') return this.encodeSequenceFlow(event);
    if (event.valueType === 'VARIABLE') return this.encodeVariable(event);
    if (event.valueType === 'JOB') return this.encodeJob(event);
    const fields = FIELDS.get(event.valueType);
    if (!fields) throw new Error(`No layout for ${String(event.valueType)}`);
    const values: unknown[] = [CODES.get(event.valueType), event.intent, pack(event.key)];
    const source = event as unknown as Record<string, unknown>;
    for (const [name, kind] of fields) values.push(this.field(kind, source[name]));
    return JSON.stringify(values);
  }

  /** Half of all records: keys relative to the own one, defaults left out. */
  private encodeProcessInstance(event: ProcessInstanceRecord): string {
    const { key, processInstanceKey, flowScopeKey, loopCounter } = event;
    const head = `[1,${INTENTS.get(event.intent)},${pack(key)},${this.definitions.indexOf(event.definition.key)},${event.element.index},${key - processInstanceKey},${flowScopeKey > 0 ? key - flowScopeKey : flowScopeKey}`;
    const flow = event.flow ? event.flow.index : -1;
    const { parentProcessInstanceKey, parentElementInstanceKey } = event;
    if (parentProcessInstanceKey <= 0 && parentElementInstanceKey <= 0) {
      return flow === -1 && loopCounter === 0 ? `${head}]` : `${head},${flow},${loopCounter}]`;
    }
    return `${head},${flow},${loopCounter},${pack(parentProcessInstanceKey)},${pack(parentElementInstanceKey)}]`;
  }

  private encodeSequenceFlow(event: SequenceFlowRecord): string {
    const { key, parentProcessInstanceKey, parentElementInstanceKey } = event;
    const called = parentElementInstanceKey > 0;
    const parents = called ? `,${pack(parentProcessInstanceKey)},${pack(parentElementInstanceKey)}` : '';
    return `[2,${pack(key)},${this.definitions.indexOf(event.definition.key)},${event.flow.index},${key - event.processInstanceKey},${key - event.flowScopeKey}${parents}]`;
  }

  // The two kinds below are written as `LAYOUT` says, only without a list in between; a test compares both ways.

  private encodeVariable(event: VariableRecord): string {
    const { intent, key, processInstanceKey, name, value, scopeKey } = event;
    return `[3,"${intent}",${pack(key)},${this.definitions.indexOf(event.definition.key)},${pack(processInstanceKey)},${JSON.stringify(name)},${JSON.stringify(value)},${pack(scopeKey)}]`;
  }

  private encodeJob(event: JobRecord): string {
    const { intent, key, processInstanceKey, elementInstanceKey } = event;
    const owner = `${this.definitions.indexOf(event.definition.key)},${pack(processInstanceKey)},${event.element.index},${pack(elementInstanceKey)}`;
    const work = `${JSON.stringify(event.type)},${event.retries},${JSON.stringify(event.headers)}`;
    const fault = `${JSON.stringify(event.errorMessage)},${JSON.stringify(event.errorCode)}`;
    const lease = `${event.retryBackOff},${event.recurringTime},${event.deadline},${JSON.stringify(event.worker)}`;
    return `[4,"${intent}",${pack(key)},${owner},${work},${fault},${lease},${JSON.stringify(event.variables)},${event.caught}${event.listener === '' ? '' : `,"${event.listener}"`}]`;
  }

  private field(kind: FieldKind, value: unknown): unknown {
    switch (kind) {
      case 'plain':
        return value;
      case 'key':
        return pack(value as number);
      case 'element':
      case 'flow':
        return (value as { index: number } | null)?.index ?? -1;
      case 'definition':
        return this.definitions.of(value);
      case 'decision':
        return this.decisions.of(value);
      case 'requirements':
        return this.requirements.of(value);
      case 'form':
        return this.forms.of(value);
      case 'resources':
        return (value as { name: string; checksum: string }[]).map(({ name, checksum }) => [name, checksum]);
      case 'processes':
        return this.deployed(this.definitions, 'definition', value);
      case 'requirementsList':
        return this.deployed(this.requirements, 'requirements', value);
      case 'decisions':
        return this.deployed(this.decisions, 'decision', value);
      case 'forms':
        return this.deployed(this.forms, 'form', value);
    }
  }

  private deployed(dictionary: Dictionary, name: string, value: unknown): unknown {
    return (value as Record<string, unknown>[]).map((item) => [dictionary.of(item[name]), item['duplicate']]);
  }
}

/** Numbers things by the order in which they are first named. */
class Dictionary {
  readonly keys: number[] = [];
  private readonly indexes = new Map<number, number>();

  of(item: unknown): number {
    return item === null ? -1 : this.indexOf((item as { key: number }).key);
  }

  indexOf(key: number): number {
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    this.keys.push(key);
    this.indexes.set(key, this.keys.length - 1);
    return this.keys.length - 1;
  }
}
