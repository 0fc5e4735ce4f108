import type { Between, ElementFilter, PlaceFilter } from './engine-search.js';

/** A value that a search cannot work with; its message is for the caller. */
export class UnfitFilter extends Error {}

const KEY = /^-?[0-9]{1,18}$/;

export function fitKey(name: string, key: string): string {
  if (!KEY.test(key)) throw new UnfitFilter(`Expected '${name}' to be a key, but it is '${key.slice(0, 40)}'`);
  return key;
}

/** Conditions joined by «and», with their parameters. Texts of SQL come from this room only, values never become SQL. */
export class Where {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  get sql(): string {
    return this.conditions.length === 0 ? 'true' : this.conditions.join(' and ');
  }

  /** `condition` has `?` where the parameter goes. Nothing happens when the value is absent. */
  add(condition: string, value: unknown): this {
    if (value === undefined) return this;
    this.values.push(value);
    this.conditions.push(condition.replaceAll('?', `$${this.values.length}`));
    return this;
  }

  /** One value is compared as such: only then an index that begins with the column gives the order, too. */
  oneOf(column: string, type: 'text' | 'bigint', values: readonly string[] | undefined): this {
    return values?.length === 1
      ? this.add(`${column} = ?::${type}`, values[0])
      : this.add(`${column} = any(?::${type}[])`, values);
  }

  key(name: string, column: string, key: string | undefined): this {
    return key === undefined ? this : this.add(`${column} = ?::bigint`, fitKey(name, key));
  }

  between(name: string, column: string, { from, to }: Between = {}): this {
    for (const moment of [from, to]) {
      if (moment !== undefined && !Number.isSafeInteger(moment))
        throw new UnfitFilter(`Expected '${name}' to be in whole milliseconds, but it is '${moment}'`);
    }
    return this.add(`${column} >= ?::bigint`, from).add(`${column} < ?::bigint`, to);
  }

  when(wanted: boolean | undefined, condition: string): this {
    if (wanted === undefined) return this;
    this.conditions.push(wanted ? condition : `not (${condition})`);
    return this;
  }

  place({ tenantIds, bpmnProcessId, processDefinitionKey }: PlaceFilter): this {
    return this.oneOf('x.tenant_id', 'text', tenantIds)
      .add('x.bpmn_process_id = ?', bpmnProcessId)
      .key('processDefinitionKey', 'x.process_definition_key', processDefinitionKey);
  }

  element(filter: ElementFilter): this {
    return this.place(filter)
      .key('processInstanceKey', 'x.process_instance_key', filter.processInstanceKey)
      .key('elementInstanceKey', 'x.element_instance_key', filter.elementInstanceKey)
      .add('x.element_id = ?', filter.elementId)
      .between('created', 'x.created_at', filter.created);
  }
}
