import type pg from 'pg';

let lastKey = 4_000_000;
const nextKey = (): string => String((lastKey += 1));

/** A «Baugesuch» that is being checked, as engine and projection would have written it. Past row-level security. */
export async function insertBuildingCase(
  administrator: pg.Pool,
  row: { id: string; tenantId: string; accessHash: string },
): Promise<void> {
  const at = Date.now() - 3 * 86_400_000;
  const instance = nextKey();
  const versions = await administrator.query(`select version from app.package_version where package_id = 'baugesuch'`);
  await administrator.query(
    `insert into app.case_file (id, tenant_id, number, package_id, package_version, subject, applicant_name, applicant_email, channel,
                                status, stage, settings, setting_origins, data, access_hash, submission_key, submitted_at)
     values ($1::uuid, $2, $3, 'baugesuch', $4, 'Anbau Wintergarten, Parzelle 1586', 'Anna Muster', 'anna@example.ch', 'portal',
             'in-bearbeitung', 'pruefung', '{"intakeMode": "DSC"}', '{}',
             '{"anfrageart": "BAUGESUCH", "vorhaben": {"bezeichnung": "Anbau Wintergarten"}}', $5, $1::uuid::text, $6)`,
    [row.id, row.tenantId, `${row.tenantId}-2026-9${instance.slice(-4)}`, versions.rows[0].version, row.accessHash, at],
  );
  await administrator.query(
    `insert into app.case_process (process_instance_key, tenant_id, case_id, started_at) values ($1, $2, $3, $4)`,
    [instance, row.tenantId, row.id, at],
  );
  await administrator.query(
    `insert into engine.process_instance (key, tenant_id, process_definition_key, bpmn_process_id, version,
       parent_process_instance_key, parent_element_instance_key, root_process_instance_key, state, started_at)
     values ($1, $2, 1, 'baugesuch', 1, -1, -1, $1, 'ACTIVE', $3)`,
    [instance, row.tenantId, at],
  );
  for (const [element, type, ended] of [
    ['svc_dossier', 'SERVICE_TASK', at + 1000],
    ['ut_formell', 'USER_TASK', null],
  ] as const)
    await administrator.query(
      `insert into engine.element_instance (key, tenant_id, process_instance_key, process_definition_key, flow_scope_key,
         element_id, element_type, state, started_at, ended_at)
       values ($1, $2, $3, 1, $3, $4, $5, $6, $7, $8)`,
      [nextKey(), row.tenantId, instance, element, type, ended === null ? 'ACTIVATED' : 'COMPLETED', at, ended],
    );
  const events = [
    ['Ihr Dossier ist eröffnet.', true],
    ['Interne Notiz', false],
  ] as const;
  for (const [title, isVisible] of events)
    await administrator.query(
      `insert into app.case_event (tenant_id, case_id, at, kind, title, citizen_visible) values ($1, $2, $3, 'schritt', $4, $5)`,
      [row.tenantId, row.id, at, title, isVisible],
    );
}

/** A user task of the case: «Unterlagen nachreichen» by the applicant, unless the change says otherwise. */
export async function insertTask(
  administrator: pg.Pool,
  caseId: string,
  change: { due?: number; state?: string; groups?: string[] },
): Promise<string> {
  const { rows } = await administrator.query(
    'select process_instance_key as instance, tenant_id from app.case_process where case_id = $1',
    [caseId],
  );
  const { instance, tenant_id: tenantId } = rows[0];
  const [key, element] = [nextKey(), nextKey()];
  await administrator.query(
    `insert into engine.element_instance (key, tenant_id, process_instance_key, process_definition_key, flow_scope_key,
       element_id, element_type, state, started_at)
     values ($1, $2, $3, 1, $3, 'ut_nachreichen', 'USER_TASK', 'ACTIVATED', $4)`,
    [element, tenantId, instance, Date.now()],
  );
  await administrator.query(
    `insert into engine.user_task (key, tenant_id, element_id, element_instance_key, process_instance_key, process_definition_key,
       bpmn_process_id, form_id, candidate_groups, candidate_users, due_date, priority, custom_headers, state, created_at)
     values ($1, $2, 'ut_nachreichen', $3, $4, 1, 'baugesuch', 'baugesuch-nachreichen', $5, '{}', $6, 50, '{}', $7, $8)`,
    [
      key,
      tenantId,
      element,
      instance,
      change.groups ?? ['citizen'],
      change.due ?? null,
      change.state ?? 'CREATED',
      Date.now(),
    ],
  );
  await administrator.query(
    `insert into engine.variable (scope_key, name, key, tenant_id, process_instance_key, value)
     values ($1, 'formell', $2, $3, $1, '{"fehlend": "Der Situationsplan fehlt.", "notiz": "geheim"}')
     on conflict do nothing`,
    [instance, nextKey(), tenantId],
  );
  return key;
}

/** An element of the case's process that is active, and variables of the case. */
export async function insertRunningElement(
  administrator: pg.Pool,
  caseId: string,
  elementId: string,
  variables: Record<string, unknown>,
): Promise<void> {
  const { rows } = await administrator.query(
    'select process_instance_key as instance, tenant_id from app.case_process where case_id = $1',
    [caseId],
  );
  const { instance, tenant_id: tenantId } = rows[0];
  await administrator.query(
    `insert into engine.element_instance (key, tenant_id, process_instance_key, process_definition_key, flow_scope_key,
       element_id, element_type, state, started_at)
     values ($1, $2, $3, 1, $3, $4, 'SUB_PROCESS', 'ACTIVATED', $5)`,
    [nextKey(), tenantId, instance, elementId, Date.now()],
  );
  for (const [name, value] of Object.entries(variables))
    await administrator.query(
      `insert into engine.variable (scope_key, name, key, tenant_id, process_instance_key, value) values ($1, $2, $3, $4, $1, $5)`,
      [instance, name, nextKey(), tenantId, JSON.stringify(value)],
    );
}
