import type { PoolClient } from 'pg';
import { checksumOf } from '../../../core/checksum.js';
import type { Changes } from './changes.js';
import type { Row } from './table.js';

type Deployed = Changes['deployed'][number];

/** Deployed processes, decisions and forms. Every partition tells of them; they are the same everywhere. Rare, so no tuning. */
export async function writeDeployed(client: PoolClient, { deployed, deployments }: Changes): Promise<void> {
  for (const one of deployed) {
    const table = TABLES[one.valueType];
    if (table === undefined) continue;
    if (one.intent === 'DELETED') await markDeleted(client, table.name, one);
    else await insert(client, table, one);
  }
  for (const { table, key, made } of deployments) {
    await client.query(`update engine.${table} set deployment_key = $1::bigint where key = any($2::bigint[])`, [
      key,
      made,
    ]);
  }
}

interface DeployedTable {
  name: string;
  /** Columns beside those that all have, with the field of the record. */
  fields: readonly (readonly [column: string, field: string])[];
  hasFile: boolean;
}

const TABLES: Readonly<Record<string, DeployedTable>> = {
  PROCESS: {
    name: 'process_definition',
    fields: [
      ['bpmn_process_id', 'bpmnProcessId'],
      ['version', 'version'],
    ],
    hasFile: true,
  },
  DECISION_REQUIREMENTS: {
    name: 'decision_requirements',
    fields: [
      ['decision_requirements_id', 'decisionRequirementsId'],
      ['name', 'decisionRequirementsName'],
      ['version', 'decisionRequirementsVersion'],
    ],
    hasFile: true,
  },
  DECISION: {
    name: 'decision',
    fields: [
      ['decision_id', 'decisionId'],
      ['name', 'decisionName'],
      ['version', 'version'],
      ['decision_requirements_key', 'decisionRequirementsKey'],
    ],
    hasFile: false,
  },
  FORM: {
    name: 'form',
    fields: [
      ['form_id', 'formId'],
      ['version', 'version'],
    ],
    hasFile: true,
  },
};

async function insert(client: PoolClient, table: DeployedTable, { key, at, value }: Deployed): Promise<void> {
  const file: Row = table.hasFile ? await storeFile(client, value) : {};
  const row: Row = {
    key,
    tenant_id: value['tenantId'] ?? '',
    ...Object.fromEntries(table.fields.map(([column, field]) => [column, value[field] ?? ''])),
    ...file,
    // The record of the deployment comes behind them.
    deployment_key: value['deploymentKey'] ?? '-1',
    deployed_at: at,
    version_tag: value['versionTag'] ?? '',
  };
  const columns = Object.keys(row);
  await client.query(
    `insert into engine.${table.name} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})
     on conflict do nothing`,
    Object.values(row),
  );
}

async function storeFile(client: PoolClient, value: Row): Promise<Row> {
  const content = Buffer.from(value['resource'] ?? '', 'base64').toString('utf8');
  const checksum = checksumOf(content);
  await client.query(`insert into engine.resource (checksum, content) values ($1, $2) on conflict do nothing`, [
    checksum,
    content,
  ]);
  return { checksum, resource_name: value['resourceName'] ?? '' };
}

const markDeleted = (client: PoolClient, table: string, { key, at }: Deployed) =>
  client.query(`update engine.${table} set deleted_at = $2::bigint where key = $1::bigint`, [key, at]);
