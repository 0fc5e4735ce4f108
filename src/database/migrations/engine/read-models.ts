/** Bound by row-level security even for the owner; pages see their Gemeinde, the engine everything. */
const readModel = (name: string): string => `
  alter table engine.${name} enable row level security;
  alter table engine.${name} force row level security;
  create policy tenant on engine.${name} for select to dsc_app using (tenant_id = app.current_tenant());
  create policy engine on engine.${name} to dsc_engine using (true) with check (true);
  grant select on engine.${name} to dsc_app;
  grant select, insert, update, delete on engine.${name} to dsc_engine;
`;

/** For the support center: whole rows, or only the columns that say nothing about people. */
const forCenter = (name: string, columns = ''): string => `
  create policy center on engine.${name} for select to dsc_center using (true);
  grant select ${columns} on engine.${name} to dsc_center;
`;

/**
 * What everybody else reads, written in the transaction of the batch that changed it. Times are epoch milliseconds of the
 * engine's clock, keys Zeebe's, states Zeebe's words. Nobody but the engine writes here, except to the outbox.
 */
export const ENGINE_READ_MODELS = `
  create table engine.process_definition (
    key bigint primary key,
    tenant_id text not null,
    bpmn_process_id text not null,
    version integer not null,
    resource_name text not null,
    checksum text not null references engine.resource (checksum),
    deployment_key bigint not null,
    deployed_at bigint not null,
    unique (tenant_id, bpmn_process_id, version)
  );
  create table engine.decision_requirements (
    key bigint primary key,
    tenant_id text not null,
    decision_requirements_id text not null,
    name text not null,
    version integer not null,
    resource_name text not null,
    checksum text not null references engine.resource (checksum),
    deployment_key bigint not null,
    deployed_at bigint not null
  );
  create table engine.decision (
    key bigint primary key,
    tenant_id text not null,
    decision_id text not null,
    name text not null,
    version integer not null,
    decision_requirements_key bigint not null references engine.decision_requirements (key),
    deployment_key bigint not null,
    deployed_at bigint not null
  );
  create table engine.form (
    key bigint primary key,
    tenant_id text not null,
    form_id text not null,
    version integer not null,
    resource_name text not null,
    checksum text not null references engine.resource (checksum),
    deployment_key bigint not null,
    deployed_at bigint not null
  );
  ${['process_definition', 'decision_requirements', 'decision', 'form'].map((name) => readModel(name) + forCenter(name)).join('')}

  -- Running and ended instances; each row changes once, when it ends, and finds its room beside it (measured: 97 % of the
  -- changes touch no index; with fillfactor 85 it were 20 %). state: ACTIVE, COMPLETED, TERMINATED.
  create table engine.process_instance (
    key bigint primary key,
    tenant_id text not null,
    process_definition_key bigint not null,
    bpmn_process_id text not null,
    version integer not null,
    parent_process_instance_key bigint not null,
    parent_element_instance_key bigint not null,
    root_process_instance_key bigint not null,
    state text not null,
    started_at bigint not null,
    ended_at bigint
  ) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
  create index process_instance_parent on engine.process_instance (parent_process_instance_key)
    where parent_process_instance_key > 0;
  create index process_instance_definition on engine.process_instance (process_definition_key);
  ${readModel('process_instance')}${forCenter('process_instance')}

  -- Every element instance, from its first wait state on. state: Zeebe's without ELEMENT_ (ACTIVATING, ACTIVATED,
  -- COMPLETING, COMPLETED, TERMINATING, TERMINATED). flow_scope_key is -1 for the process itself.
  create table engine.element_instance (
    key bigint primary key,
    tenant_id text not null,
    process_instance_key bigint not null,
    process_definition_key bigint not null,
    flow_scope_key bigint not null,
    element_id text not null,
    element_type text not null,
    state text not null,
    started_at bigint not null,
    ended_at bigint
  ) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
  create index element_instance_process on engine.element_instance (process_instance_key);
  ${readModel('element_instance')}${forCenter('element_instance')}

  -- Variables by scope, also those of scopes that have ended.
  create table engine.variable (
    scope_key bigint not null,
    name text not null,
    key bigint not null,
    tenant_id text not null,
    process_instance_key bigint not null,
    value jsonb not null,
    primary key (scope_key, name)
  ) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
  create index variable_process on engine.variable (process_instance_key);
  ${readModel('variable')}

  -- Open jobs. state: ACTIVATABLE (also while a worker is on it), FAILED, ERROR_THROWN. recurring_time: when a failed job
  -- is offered again, else -1.
  create table engine.job (
    key bigint primary key,
    tenant_id text not null,
    type text not null,
    state text not null,
    retries integer not null,
    error_message text not null,
    error_code text not null,
    recurring_time bigint not null,
    element_id text not null,
    element_instance_key bigint not null,
    process_instance_key bigint not null,
    root_key bigint not null,
    process_definition_key bigint not null,
    bpmn_process_id text not null,
    created_at bigint not null
  ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
  ${readModel('job')}
  ${forCenter('job', '(key, tenant_id, type, state, retries, recurring_time, element_id, element_instance_key, process_instance_key, process_definition_key, bpmn_process_id, created_at)')}

  -- User tasks, open and done. state: CREATED, COMPLETED, CANCELED. Absent texts are null.
  create table engine.user_task (
    key bigint primary key,
    tenant_id text not null,
    element_id text not null,
    element_instance_key bigint not null,
    process_instance_key bigint not null,
    process_definition_key bigint not null,
    bpmn_process_id text not null,
    form_id text,
    form_key bigint,
    external_form_reference text,
    assignee text,
    candidate_groups text[] not null,
    candidate_users text[] not null,
    due_date bigint,
    follow_up_date bigint,
    priority integer not null,
    custom_headers jsonb not null,
    state text not null,
    created_at bigint not null,
    ended_at bigint
  ) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
  create index user_task_open on engine.user_task (tenant_id) where state = 'CREATED';
  create index user_task_process on engine.user_task (process_instance_key);
  ${readModel('user_task')}
  ${forCenter('user_task', '(key, tenant_id, element_id, element_instance_key, process_instance_key, process_definition_key, bpmn_process_id, candidate_groups, due_date, priority, state, created_at, ended_at)')}

  -- Incidents, open and resolved. state: CREATED, RESOLVED. job_key is null when no job is concerned.
  create table engine.incident (
    key bigint primary key,
    tenant_id text not null,
    error_type text not null,
    error_message text not null,
    element_id text not null,
    element_instance_key bigint not null,
    process_instance_key bigint not null,
    process_definition_key bigint not null,
    bpmn_process_id text not null,
    job_key bigint,
    state text not null,
    created_at bigint not null,
    resolved_at bigint
  );
  create index incident_open on engine.incident (tenant_id) where state = 'CREATED';
  create index incident_process on engine.incident (process_instance_key);
  ${readModel('incident')}${forCenter('incident')}

  -- Commands stored by pages together with the change that caused them; taken in the order of seq, each id once.
  create table engine.command_outbox (
    id uuid primary key,
    seq bigint generated always as identity,
    tenant_id text not null,
    command jsonb not null,
    created_at bigint not null,
    outcome jsonb
  );
  create index command_outbox_waiting on engine.command_outbox (seq) where outcome is null;
  alter table engine.command_outbox enable row level security;
  alter table engine.command_outbox force row level security;
  create policy tenant on engine.command_outbox to dsc_app
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
  create policy engine on engine.command_outbox to dsc_engine using (true) with check (true);
  grant select on engine.command_outbox to dsc_app;
  grant insert (id, tenant_id, command, created_at) on engine.command_outbox to dsc_app;
  grant select, update (outcome), delete on engine.command_outbox to dsc_engine;
  create policy center on engine.command_outbox for select to dsc_center using (true);
  grant select (id, seq, tenant_id, created_at) on engine.command_outbox to dsc_center;
`;
