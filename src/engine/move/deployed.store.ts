import type { Pool } from 'pg';
import { checksumOf } from '../core/checksum.js';
import type { Key, Resource } from '../engine.js';

/** The newest definition of a process that was deployed together with exactly these files. */
export async function findDeployed(
  pool: Pool,
  tenantId: string,
  bpmnProcessId: string,
  resources: readonly Resource[],
): Promise<Key | undefined> {
  const { rows } = await pool.query<{ key: Key }>(
    `with wanted as (select * from unnest($3::text[], $4::text[]) as w (resource_name, checksum)),
          file as (
            select deployment_key, resource_name, checksum from engine.process_definition where tenant_id = $1::text
            union select deployment_key, resource_name, checksum from engine.decision_requirements where tenant_id = $1::text
            union select deployment_key, resource_name, checksum from engine.form where tenant_id = $1::text)
     select p.key from engine.process_definition p
      where p.tenant_id = $1::text and p.bpmn_process_id = $2::text and p.deleted_at is null
        and not exists (
          select from wanted w where not exists (
            select from file f
             where f.deployment_key = p.deployment_key and f.resource_name = w.resource_name and f.checksum = w.checksum))
      order by p.version desc limit 1`,
    [tenantId, bpmnProcessId, resources.map(({ name }) => name), resources.map(({ content }) => checksumOf(content))],
  );
  return rows[0]?.key;
}
