import type { Changes, DeployedTable } from '../changes.js';
import { numbers, texts } from '../columns.js';
import type { Statement } from '../statement.js';

/** New versions of processes, decisions and forms; files first, because versions refer to them. Rare, so no tuning. */
export function writeDeployed(changes: Changes): Statement[] {
  const statements: Statement[] = [];
  if (changes.resources.size > 0) statements.push(insertResources(changes));
  if (changes.definitions.length > 0) statements.push(insertDefinitions(changes));
  if (changes.requirements.length > 0) statements.push(insertRequirements(changes));
  if (changes.decisions.length > 0) statements.push(insertDecisions(changes));
  if (changes.forms.length > 0) statements.push(insertForms(changes));
  for (const table of new Set(changes.deleted.map((one) => one.table))) statements.push(markDeleted(table, changes));
  return statements;
}

const markDeleted = (table: DeployedTable, { deleted, at }: Changes): Statement => ({
  name: `${table}_deleted`,
  text: `update engine.${table} set deleted_at = $2::bigint where key = any($1::bigint[])`,
  values: [numbers(deleted.filter((one) => one.table === table).map(({ key }) => key)), at],
});

const insertResources = ({ resources }: Changes): Statement => ({
  name: 'resource',
  text: `
    insert into engine.resource (checksum, content) select * from unnest($1::text[], $2::text[])
    on conflict (checksum) do nothing`,
  values: [texts([...resources.keys()]), texts([...resources.values()])],
});

const insertDefinitions = ({ definitions, at }: Changes): Statement => ({
  name: 'process_definition',
  text: `
    insert into engine.process_definition (key, tenant_id, bpmn_process_id, version, resource_name, checksum,
      deployment_key, version_tag, deployed_at)
    select *, $9::bigint from unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::bigint[],
      $8::text[])`,
  values: [
    numbers(definitions.map(({ key }) => key)),
    texts(definitions.map(({ tenantId }) => tenantId)),
    texts(definitions.map(({ bpmnProcessId }) => bpmnProcessId)),
    numbers(definitions.map(({ version }) => version)),
    texts(definitions.map(({ resourceName }) => resourceName)),
    texts(definitions.map(({ checksum }) => checksum)),
    numbers(definitions.map(({ deploymentKey }) => deploymentKey)),
    texts(definitions.map(({ versionTag }) => versionTag)),
    at,
  ],
});

const insertRequirements = ({ requirements, at }: Changes): Statement => ({
  name: 'decision_requirements',
  text: `
    insert into engine.decision_requirements (key, tenant_id, decision_requirements_id, name, version, resource_name,
      checksum, deployment_key, imports, deployed_at)
    select key, tenant_id, id, name, version, resource_name, checksum, deployment_key, string_to_array(imports, ' '), $10::bigint
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::bigint[], $9::text[])
        as new (key, tenant_id, id, name, version, resource_name, checksum, deployment_key, imports)`,
  values: [
    numbers(requirements.map(({ key }) => key)),
    texts(requirements.map(({ tenantId }) => tenantId)),
    texts(requirements.map(({ id }) => id)),
    texts(requirements.map(({ name }) => name)),
    numbers(requirements.map(({ version }) => version)),
    texts(requirements.map(({ resourceName }) => resourceName)),
    texts(requirements.map(({ checksum }) => checksum)),
    numbers(requirements.map(({ deploymentKey }) => deploymentKey)),
    texts(requirements.map(({ imports }) => imports.join(' '))),
    at,
  ],
});

const insertDecisions = ({ decisions, at }: Changes): Statement => ({
  name: 'decision',
  text: `
    insert into engine.decision (key, tenant_id, decision_id, name, version, decision_requirements_key, deployment_key,
      version_tag, deployed_at)
    select *, $9::bigint
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::text[])`,
  values: [
    numbers(decisions.map(({ key }) => key)),
    texts(decisions.map(({ tenantId }) => tenantId)),
    texts(decisions.map(({ id }) => id)),
    texts(decisions.map(({ name }) => name)),
    numbers(decisions.map(({ version }) => version)),
    numbers(decisions.map(({ requirementsKey }) => requirementsKey)),
    numbers(decisions.map(({ deploymentKey }) => deploymentKey)),
    texts(decisions.map(({ versionTag }) => versionTag)),
    at,
  ],
});

const insertForms = ({ forms, at }: Changes): Statement => ({
  name: 'form',
  text: `
    insert into engine.form (key, tenant_id, form_id, version, resource_name, checksum, deployment_key, version_tag, deployed_at)
    select *, $9::bigint from unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::bigint[],
      $8::text[])`,
  values: [
    numbers(forms.map(({ key }) => key)),
    texts(forms.map(({ tenantId }) => tenantId)),
    texts(forms.map(({ id }) => id)),
    numbers(forms.map(({ version }) => version)),
    texts(forms.map(({ resourceName }) => resourceName)),
    texts(forms.map(({ checksum }) => checksum)),
    numbers(forms.map(({ deploymentKey }) => deploymentKey)),
    texts(forms.map(({ versionTag }) => versionTag)),
    at,
  ],
});
