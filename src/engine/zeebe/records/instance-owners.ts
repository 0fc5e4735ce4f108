import type { Pool, PoolClient } from 'pg';
import { NO_TENANT, readContext, CONTEXT_VARIABLE } from '../context.js';
import { type ExportedRecord, jsonOf } from './exported-record.js';
import { storableText } from './storable.js';

export interface Owner {
  tenantId: string;
  /** The instance that nobody called, at the end of the chain of callers. */
  rootKey: string;
}

/** Whose process instances are: from the records themselves, else from what earlier ones said. */
export class InstanceOwners {
  private readonly changed = new Map<string, Owner>();

  private constructor(private readonly known: Map<string, Owner>) {}

  /** Learns from the records, in their order; `remembered` may hold owners of earlier bulks. */
  static async of(
    client: PoolClient,
    records: readonly ExportedRecord[],
    remembered: ReadonlyMap<string, Owner>,
  ): Promise<InstanceOwners> {
    const known = new Map<string, Owner>();
    const missing = new Set<string>();
    for (const { value } of records) {
      for (const key of [value['processInstanceKey'], value['parentProcessInstanceKey']]) {
        if (!isKey(key) || known.has(key)) continue;
        const owner = remembered.get(key);
        if (owner) known.set(key, owner);
        else missing.add(key);
      }
    }
    for (const [key, owner] of await readOwners(client, [...missing])) known.set(key, owner);
    const owners = new InstanceOwners(known);
    for (const record of records) owners.learn(record);
    return owners;
  }

  of(processInstanceKey: string): Owner {
    return this.known.get(processInstanceKey) ?? { tenantId: NO_TENANT, rootKey: processInstanceKey };
  }

  /** Owners that these records have told, for the next bulks. */
  get learnt(): ReadonlyMap<string, Owner> {
    return this.changed;
  }

  async store(client: PoolClient): Promise<void> {
    if (this.changed.size === 0) return;
    const entries = [...this.changed];
    await client.query({
      name: 'zeebe_instance',
      text: `
        insert into engine.zeebe_instance (key, tenant_id, root_key)
        select * from unnest($1::bigint[], $2::text[], $3::bigint[])
        on conflict (key) do update set tenant_id = excluded.tenant_id, root_key = excluded.root_key`,
      values: [
        entries.map(([key]) => key),
        entries.map(([, { tenantId }]) => tenantId),
        entries.map(([, { rootKey }]) => rootKey),
      ],
    });
  }

  private learn(record: ExportedRecord): void {
    const { value } = record;
    const key = value['processInstanceKey'];
    if (!isKey(key)) return;
    if (isContext(record)) {
      const context = readContext(jsonOf(value['value']));
      // The first one counts: later messages and jobs may bring others along.
      if (context && this.of(key).tenantId === NO_TENANT) this.set(key, context.tenantId, this.of(key).rootKey);
    } else if (isStart(record)) {
      const parent = value['parentProcessInstanceKey'];
      const caller = isKey(parent) ? this.of(parent) : undefined;
      const own = this.of(key);
      // A cluster with tenants of its own says so itself.
      const given = value['tenantId'];
      const stated = typeof given === 'string' ? storableText(given) : NO_TENANT;
      const tenantId = [own.tenantId, caller?.tenantId, stated].find((one) => one !== undefined && one !== NO_TENANT);
      this.set(key, tenantId ?? NO_TENANT, caller?.rootKey ?? key);
    }
  }

  private set(key: string, tenantId: string, rootKey: string): void {
    const owner = this.known.get(key);
    if (owner?.tenantId === tenantId && owner.rootKey === rootKey) return;
    this.known.set(key, { tenantId, rootKey });
    this.changed.set(key, { tenantId, rootKey });
  }
}

/** Tenants of process instances as far as they are stored. */
export async function readOwners(client: Pool | PoolClient, keys: readonly string[]): Promise<Map<string, Owner>> {
  if (keys.length === 0) return new Map();
  const { rows } = await client.query<{ key: string; tenant_id: string; root_key: string }>({
    name: 'zeebe_instances',
    text: `select key, tenant_id, root_key from engine.zeebe_instance where key = any($1::bigint[])`,
    values: [keys],
  });
  return new Map(rows.map((row) => [row.key, { tenantId: row.tenant_id, rootKey: row.root_key }]));
}

/** A key of something, in the range of PostgreSQL's bigint; -1 stands for nothing. */
export const isKey = (key: unknown): key is string =>
  typeof key === 'string' && /^\d{1,19}$/.test(key) && (key.length < 19 || key <= '9223372036854775807');

const isContext = ({ valueType, intent, value }: ExportedRecord): boolean =>
  valueType === 'VARIABLE' &&
  intent === 'CREATED' &&
  value['name'] === CONTEXT_VARIABLE &&
  value['scopeKey'] === value['processInstanceKey'];

const isStart = ({ valueType, intent, value }: ExportedRecord): boolean =>
  valueType === 'PROCESS_INSTANCE' && intent === 'ELEMENT_ACTIVATING' && value['bpmnElementType'] === 'PROCESS';
