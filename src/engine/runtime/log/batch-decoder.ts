import type { RejectionCode } from '../../engine.js';
import type { Decision, DecisionRequirements, Definition, Form } from '../../core/state/definition.js';
import { processOf } from '../../core/state/definition.js';
import type { EngineEvent } from '../../core/records.js';
import type { CoreCommand } from '../../core/command.js';
import { unpack } from '../state/keys.js';
import type { References } from './batch-encoder.js';
import { unpackBody } from './body.js';
import { type FieldKind, LAYOUT, PROCESS_INSTANCE_INTENTS, VALUE_TYPES } from './layout.js';

/** Deployed things by key, with graphs loaded; a reader loads what the {@link References} name before it decodes. */
export interface LogCatalogue {
  definition(key: number): Definition;
  decision(key: number): Decision;
  requirements(key: number): DecisionRequirements;
  form(key: number): Form;
  content(checksum: string): string;
}

export type LogEntry =
  | { kind: 'command'; type: CoreCommand['type']; key: number; refused: Record<string, unknown> | undefined }
  | { kind: 'rejection'; type: CoreCommand['type']; key: number; code: RejectionCode; reason: string }
  | { kind: 'event'; event: EngineEvent };

export interface PackedBatch {
  references: References;
  records: unknown[][];
}

export function unpackBatch(body: Buffer): PackedBatch {
  const [references, ...records] = JSON.parse(unpackBody(body)) as [References, ...unknown[][]];
  return { references, records };
}

/** Fields at the end of a record that are left out, or that older records do not have. */
const ABSENT: { readonly [Type in EngineEvent['valueType']]?: Readonly<Record<string, unknown>> } = {
  JOB: { listener: '' },
  PROCESS_INSTANCE_CREATION: { tags: [] },
};

const FIELDS = VALUE_TYPES.map((type) => Object.entries(LAYOUT[type]) as [string, FieldKind][]);

/** Turns the records of one batch back into what the step function emitted. */
export class BatchDecoder {
  constructor(
    private readonly references: References,
    private readonly catalogue: LogCatalogue,
  ) {}

  decode(record: readonly unknown[]): LogEntry {
    const code = record[0] as number;
    if (code === 0) {
      const [, type, key, refused] = record as [0, CoreCommand['type'], number, Record<string, unknown> | undefined];
      return { kind: 'command', type, key, refused };
    }
    if (code === -1) {
      const [, type, key, rejection, reason] = record as [-1, CoreCommand['type'], number, RejectionCode, string];
      return { kind: 'rejection', type, key, code: rejection, reason };
    }
    if (code === 1) return { kind: 'event', event: this.processInstance(record as number[]) };
    if (code === 2) return { kind: 'event', event: this.sequenceFlow(record as number[]) };
    return { kind: 'event', event: this.general(code, record) };
  }

  private processInstance(record: readonly number[]): EngineEvent {
    const [, intent = 0, packed = 0, definitionIndex = 0, element = 0, toInstance = 0, scope = -1] = record;
    const [flow = -1, loopCounter = 0, parentInstance = -1, parentElement = -1] = record.slice(7);
    const definition = this.definition(definitionIndex);
    const process = processOf(definition);
    const key = unpack(packed);
    return {
      valueType: 'PROCESS_INSTANCE',
      intent: PROCESS_INSTANCE_INTENTS[intent] as (typeof PROCESS_INSTANCE_INTENTS)[number],
      key,
      definition,
      element: present(process.elements[element]),
      processInstanceKey: key - toInstance,
      flowScopeKey: scope > 0 ? key - scope : scope,
      parentProcessInstanceKey: unpack(parentInstance),
      parentElementInstanceKey: unpack(parentElement),
      flow: flow < 0 ? null : present(process.flows[flow]),
      loopCounter,
    };
  }

  private sequenceFlow(record: readonly number[]): EngineEvent {
    const [, packed = 0, definitionIndex = 0, flow = 0, toInstance = 0, toScope = 0] = record;
    const [parentInstance = -1, parentElement = -1] = record.slice(6);
    const definition = this.definition(definitionIndex);
    const key = unpack(packed);
    return {
      valueType: 'SEQUENCE_FLOW',
      intent: 'SEQUENCE_FLOW_TAKEN',
      key,
      definition,
      flow: present(processOf(definition).flows[flow]),
      processInstanceKey: key - toInstance,
      flowScopeKey: key - toScope,
      parentProcessInstanceKey: unpack(parentInstance),
      parentElementInstanceKey: unpack(parentElement),
    };
  }

  private general(code: number, record: readonly unknown[]): EngineEvent {
    const event: Record<string, unknown> = {
      valueType: VALUE_TYPES[code - 1],
      intent: record[1],
      key: unpack(record[2] as number),
    };
    const fields = FIELDS[code - 1] ?? [];
    const absent = ABSENT[VALUE_TYPES[code - 1] ?? 'REJECTION'];
    for (const [index, [name, kind]] of fields.entries()) {
      if (absent && index + 3 >= record.length && Object.hasOwn(absent, name)) {
        event[name] = absent[name];
        continue;
      }
      event[name] = this.field(kind, record[index + 3], event['definition'] as Definition | null | undefined);
    }
    return event as unknown as EngineEvent;
  }

  private field(kind: FieldKind, value: unknown, definition: Definition | null | undefined): unknown {
    switch (kind) {
      case 'plain':
        return value;
      case 'key':
        return unpack(value as number);
      case 'element':
        return value === -1 || !definition ? null : present(processOf(definition).elements[value as number]);
      case 'flow':
        return value === -1 || !definition ? null : present(processOf(definition).flows[value as number]);
      case 'definition':
        return value === -1 ? null : this.definition(value as number);
      case 'decision':
        return this.decision(value as number);
      case 'requirements':
        return this.requirements(value as number);
      case 'form':
        return this.form(value as number);
      case 'resources':
        return (value as [string, string][]).map(([name, checksum]) => ({
          name,
          checksum,
          content: this.catalogue.content(checksum),
        }));
      case 'processes':
        return pairs(value, (index) => ({ definition: this.definition(index) }));
      case 'requirementsList':
        return pairs(value, (index) => ({ requirements: this.requirements(index) }));
      case 'decisions':
        return pairs(value, (index) => ({ decision: this.decision(index) }));
      case 'forms':
        return pairs(value, (index) => ({ form: this.form(index) }));
    }
  }

  private definition = (index: number): Definition =>
    this.catalogue.definition(present(this.references.definitions[index]));
  private decision = (index: number): Decision => this.catalogue.decision(present(this.references.decisions[index]));
  private requirements = (index: number): DecisionRequirements =>
    this.catalogue.requirements(present(this.references.requirements[index]));
  private form = (index: number): Form => this.catalogue.form(present(this.references.forms[index]));
}

function pairs(value: unknown, item: (index: number) => object): object[] {
  return (value as [number, boolean][]).map(([index, duplicate]) => ({ ...item(index), duplicate }));
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The stored log refers to something that does not exist');
  return value;
}
