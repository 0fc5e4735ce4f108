import type { Pool } from 'pg';
import type { Outcome } from '../engine.js';
import type {
  EngineSearch,
  FoundIncident,
  FoundJob,
  FoundProcessInstance,
  FoundUserTask,
  FoundVariable,
  IncidentCause,
  IncidentFilter,
  JobFilter,
  Page,
  PlaceFilter,
  ProcessInstanceFilter,
  Slice,
  UserTaskFilter,
  VariableFilter,
} from './engine-search.js';
import { readIncidentCauses } from './incident-causes.js';
import { answered, fitLimit, readPage, type Source } from './read-page.js';
import {
  BY_END,
  BY_START,
  HAS_INCIDENT,
  INCIDENTS,
  JOBS,
  PROCESS_INSTANCES,
  RUNNING_INSTANCES,
  USER_TASKS,
  VARIABLES,
} from './sources.js';
import { fitKey, Where } from './where.js';

const MOST_CAUSES = 200;

/** {@link EngineSearch} over the tables of the read models, whichever engine fills them. */
export class ReadModelSearch implements EngineSearch {
  /** @param pool of a role that may read the whole of the read models */
  constructor(private readonly pool: Pool) {}

  processInstances(filter: ProcessInstanceFilter, slice: Slice = {}): Promise<Outcome<Page<FoundProcessInstance>>> {
    return answered(async () => {
      const where = new Where()
        .place(filter)
        .add(
          'x.key = any(?::bigint[])',
          filter.keys?.map((key) => fitKey('keys', key)),
        )
        .add('x.version = ?::int', filter.version)
        .add('x.state = any(?::text[])', filter.states)
        .between('started', 'x.started_at', filter.started)
        .between('ended', 'x.ended_at', filter.ended)
        .key('parentProcessInstanceKey', 'x.parent_process_instance_key', filter.parentProcessInstanceKey)
        .when(filter.rootsOnly, 'x.parent_process_instance_key <= 0')
        .when(filter.hasIncident, HAS_INCIDENT)
        .add(
          'exists (select from engine.process_instance_tag t where t.process_instance_key = x.key and t.tag = ?)',
          filter.tag,
        );
      if (filter.variable !== undefined) {
        const { name, value } = filter.variable;
        where.add(
          `exists (select from engine.variable v
             where v.scope_key = x.key and v.name = (?::jsonb ->> 0) and v.value = (?::jsonb -> 1))`,
          JSON.stringify([name, value]),
        );
      }
      where.oneOf('x.process_definition_key', 'bigint', await this.definitionsOf(filter));
      return readPage(this.pool, sourceOf(filter), where, slice);
    });
  }

  incidents(filter: IncidentFilter, slice: Slice = {}): Promise<Outcome<Page<FoundIncident>>> {
    return answered(() => readPage(this.pool, INCIDENTS, incidentsWhere(filter), slice));
  }

  incidentCauses(filter: IncidentFilter, limit = 50): Promise<Outcome<IncidentCause[]>> {
    return answered(() =>
      readIncidentCauses(this.pool, incidentsWhere({ ...filter, states: ['CREATED'] }), fitLimit(limit, MOST_CAUSES)),
    );
  }

  variables(filter: VariableFilter, slice: Slice = {}): Promise<Outcome<Page<FoundVariable>>> {
    return answered(() => {
      const where = new Where()
        .key('processInstanceKey', 'x.process_instance_key', filter.processInstanceKey)
        .key('scopeKey', 'x.scope_key', filter.scopeKey)
        .add('x.name = any(?::text[])', filter.names);
      return readPage(this.pool, VARIABLES, where, slice);
    });
  }

  userTasks(filter: UserTaskFilter, slice: Slice = {}): Promise<Outcome<Page<FoundUserTask>>> {
    return answered(() => {
      const onlyOpen = filter.states?.length === 1 && filter.states[0] === 'CREATED';
      const where = new Where()
        .element(filter)
        .add('x.state = any(?::text[])', onlyOpen ? undefined : filter.states)
        .when(onlyOpen || undefined, `x.state = 'CREATED'`)
        .add('x.assignee = ?', filter.assignee ?? undefined)
        .when(filter.assignee === null || undefined, 'x.assignee is null')
        .add('x.candidate_groups @> array[?]', filter.candidateGroup)
        .add('x.candidate_users @> array[?]', filter.candidateUser)
        .between('due', 'x.due_date', filter.due)
        .between('followUp', 'x.follow_up_date', filter.followUp)
        .add('x.priority >= ?::int', filter.minPriority);
      return readPage(this.pool, USER_TASKS, where, slice);
    });
  }

  jobs(filter: JobFilter, slice: Slice = {}): Promise<Outcome<Page<FoundJob>>> {
    return answered(() => {
      const where = new Where()
        .element(filter)
        .add('x.type = any(?::text[])', filter.types)
        .add('x.state = any(?::text[])', filter.states)
        .when(filter.withoutRetries, 'x.retries <= 0');
      return readPage(this.pool, JOBS, where, slice);
    });
  }

  /**
   * Definitions of a process, as values: how many instances each has is known to the planner, so it walks the keys from the
   * newest on for a process with many and takes the index of definitions for one with few.
   */
  private async definitionsOf({ tenantIds, bpmnProcessId }: PlaceFilter): Promise<string[] | undefined> {
    if (bpmnProcessId === undefined) return undefined;
    // A cluster without tenants has its definitions for all.
    const owners = tenantIds && [...tenantIds, '<default>'];
    const where = new Where().oneOf('tenant_id', 'text', owners).add('bpmn_process_id = ?', bpmnProcessId);
    const { rows } = await this.pool.query<{ key: string }>(
      `select key from engine.process_definition where ${where.sql}`,
      where.values,
    );
    return rows.map(({ key }) => key);
  }
}

function sourceOf({ states, started, ended, hasIncident }: ProcessInstanceFilter): Source<FoundProcessInstance> {
  if (started !== undefined) return { ...PROCESS_INSTANCES, order: BY_START };
  if (ended !== undefined) return { ...PROCESS_INSTANCES, order: BY_END };
  // With an open incident there are few, and all of them run.
  return states?.length === 1 && states[0] === 'ACTIVE' && hasIncident !== true ? RUNNING_INSTANCES : PROCESS_INSTANCES;
}

function incidentsWhere(filter: IncidentFilter): Where {
  const onlyOpen = filter.states?.length === 1 && filter.states[0] === 'CREATED';
  return new Where()
    .element(filter)
    .add('x.state = any(?::text[])', onlyOpen ? undefined : filter.states)
    .when(onlyOpen || undefined, `x.state = 'CREATED'`)
    .add('x.error_type = any(?::text[])', filter.errorTypes)
    .add(`x.error_message ilike '%' || ? || '%'`, filter.text?.replaceAll(/[\\%_]/g, '\\$&'));
}
