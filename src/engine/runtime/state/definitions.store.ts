import type { Pool } from 'pg';
import type { Decision, DecisionRequirements, Definition, Form } from '../../core/state/definition.js';

/** Deployed things, without their graphs. Keys below 2^53 come back as numbers. */

const DEFINITION = `
  select key::text, tenant_id, bpmn_process_id, version, resource_name, checksum, deployment_key::text, version_tag from engine.process_definition`;
const REQUIREMENTS = `
  select key::text, tenant_id, decision_requirements_id, name, version, resource_name, checksum, deployment_key::text, version_tag,
    array_to_string(imports, ' ') as imports
    from engine.decision_requirements`;
const DECISION = `
  select key::text, tenant_id, decision_id, name, version, decision_requirements_key::text, deployment_key::text, version_tag from engine.decision`;
const FORM = `select key::text, tenant_id, form_id, version, resource_name, checksum, deployment_key::text, version_tag from engine.form`;

interface Row {
  [column: string]: string | number;
}

const text = (row: Row, column: string): string => String(row[column]);
const number = (row: Row, column: string): number => Number(row[column]);

/** All of them, or those with the given keys. */
async function read<T>(
  pool: Pool,
  select: string,
  keys: readonly number[] | undefined,
  map: (row: Row) => T,
): Promise<T[]> {
  const { rows } = keys
    ? await pool.query<Row>(`${select} where key = any($1::bigint[])`, [keys])
    : await pool.query<Row>(`${select} order by key`);
  return rows.map(map);
}

export const readDefinitions = (pool: Pool, keys?: readonly number[]): Promise<Definition[]> =>
  read(pool, DEFINITION, keys, (row) => ({
    key: number(row, 'key'),
    tenantId: text(row, 'tenant_id'),
    bpmnProcessId: text(row, 'bpmn_process_id'),
    version: number(row, 'version'),
    resourceName: text(row, 'resource_name'),
    checksum: text(row, 'checksum'),
    deploymentKey: number(row, 'deployment_key'),
    versionTag: text(row, 'version_tag'),
    process: null,
  }));

export const readRequirements = (pool: Pool, keys?: readonly number[]): Promise<DecisionRequirements[]> =>
  read(pool, REQUIREMENTS, keys, (row) => ({
    key: number(row, 'key'),
    tenantId: text(row, 'tenant_id'),
    id: text(row, 'decision_requirements_id'),
    name: text(row, 'name'),
    version: number(row, 'version'),
    resourceName: text(row, 'resource_name'),
    checksum: text(row, 'checksum'),
    deploymentKey: number(row, 'deployment_key'),
    versionTag: text(row, 'version_tag'),
    imports: text(row, 'imports').split(' ').filter(Boolean),
    graph: null,
  }));

export const readDecisions = (pool: Pool, keys?: readonly number[]): Promise<Decision[]> =>
  read(pool, DECISION, keys, (row) => ({
    key: number(row, 'key'),
    tenantId: text(row, 'tenant_id'),
    id: text(row, 'decision_id'),
    name: text(row, 'name'),
    version: number(row, 'version'),
    requirementsKey: number(row, 'decision_requirements_key'),
    deploymentKey: number(row, 'deployment_key'),
    versionTag: text(row, 'version_tag'),
  }));

export const readForms = (pool: Pool, keys?: readonly number[]): Promise<Form[]> =>
  read(pool, FORM, keys, (row) => ({
    key: number(row, 'key'),
    tenantId: text(row, 'tenant_id'),
    id: text(row, 'form_id'),
    version: number(row, 'version'),
    resourceName: text(row, 'resource_name'),
    checksum: text(row, 'checksum'),
    deploymentKey: number(row, 'deployment_key'),
    versionTag: text(row, 'version_tag'),
  }));

export interface DeletedVersion {
  kind: 'definitions' | 'requirements' | 'decisions' | 'forms';
  key: number;
}

/** Versions that nothing new may refer to. */
export async function readDeleted(pool: Pool): Promise<DeletedVersion[]> {
  const { rows } = await pool.query<{ kind: DeletedVersion['kind']; key: string }>(`
    select 'definitions' as kind, key from engine.process_definition where deleted_at is not null
    union all select 'requirements', key from engine.decision_requirements where deleted_at is not null
    union all select 'decisions', key from engine.decision where deleted_at is not null
    union all select 'forms', key from engine.form where deleted_at is not null`);
  return rows.map(({ kind, key }) => ({ kind, key: Number(key) }));
}

/** Contents of deployed files by checksum. */
export async function readResources(pool: Pool, checksums: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ checksum: string; content: string }>(
    `select checksum, content from engine.resource where checksum = any($1::text[])`,
    [checksums],
  );
  return new Map(rows.map(({ checksum, content }) => [checksum, content]));
}

export interface DecisionModelRow {
  key: number;
  content: string;
}

/** Some of the decision models of a tenant that are not deleted, newest first, older than a key. */
export async function readDecisionModels(pool: Pool, tenantId: string, before: number): Promise<DecisionModelRow[]> {
  const { rows } = await pool.query<{ key: string; content: string }>(
    `select d.key, r.content from engine.decision_requirements d join engine.resource r using (checksum)
      where d.tenant_id = $1::text and d.deleted_at is null and d.key < $2::bigint order by d.key desc limit 20`,
    [tenantId, before],
  );
  return rows.map(({ key, content }) => ({ key: Number(key), content }));
}
