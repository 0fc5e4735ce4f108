import type { JsonValue, Key, Outcome } from '../engine.js';

/**
 * What people who look after processes search for, answered from the read models: newest first, page by page. Lists in
 * filters mean «one of», absent fields «any»; times are epoch milliseconds of the engine's clock. A wrong key, limit or
 * cursor is refused with INVALID_ARGUMENT, a search that takes longer than five seconds with DEADLINE_EXCEEDED.
 */
export interface EngineSearch {
  processInstances(filter: ProcessInstanceFilter, slice?: Slice): Promise<Outcome<Page<FoundProcessInstance>>>;
  incidents(filter: IncidentFilter, slice?: Slice): Promise<Outcome<Page<FoundIncident>>>;
  /** Open incidents with the same cause counted together, most frequent first. */
  incidentCauses(filter: IncidentFilter, limit?: number): Promise<Outcome<IncidentCause[]>>;
  /** Variables of one process instance, in all scopes or in one. */
  variables(filter: VariableFilter, slice?: Slice): Promise<Outcome<Page<FoundVariable>>>;
  userTasks(filter: UserTaskFilter, slice?: Slice): Promise<Outcome<Page<FoundUserTask>>>;
  /** Jobs that are not done. */
  jobs(filter: JobFilter, slice?: Slice): Promise<Outcome<Page<FoundJob>>>;
}

export interface Slice {
  /** 1 to 500; 50 when absent. */
  limit?: number;
  /** `next` of the page before. */
  after?: Key;
}

export interface Page<T> {
  items: T[];
  /** Where the next page begins; null at the end. */
  next: Key | null;
}

/** `from` included, `to` excluded. */
export interface Between {
  from?: number;
  to?: number;
}

/** Where something happened; common to everything but variables. */
export interface PlaceFilter {
  tenantIds?: readonly string[];
  bpmnProcessId?: string;
  processDefinitionKey?: Key;
}

export interface ElementFilter extends PlaceFilter {
  processInstanceKey?: Key;
  elementInstanceKey?: Key;
  elementId?: string;
  created?: Between;
}

export interface ProcessInstanceFilter extends PlaceFilter {
  keys?: readonly Key[];
  version?: number;
  states?: readonly ('ACTIVE' | 'COMPLETED' | 'TERMINATED')[];
  /** Sorts by the start, too. */
  started?: Between;
  /** Sorts by the end, unless `started` is given. */
  ended?: Between;
  parentProcessInstanceKey?: Key;
  /** Called by nobody. */
  rootsOnly?: boolean;
  hasIncident?: boolean;
  tag?: string;
  /** A variable of the outermost scope with exactly this value. */
  variable?: { name: string; value: JsonValue };
}

export interface IncidentFilter extends ElementFilter {
  states?: readonly ('CREATED' | 'RESOLVED')[];
  errorTypes?: readonly string[];
  /** Part of the message, upper and lower case alike. */
  text?: string;
}

export interface VariableFilter {
  processInstanceKey: Key;
  scopeKey?: Key;
  names?: readonly string[];
}

export interface UserTaskFilter extends ElementFilter {
  states?: readonly ('CREATED' | 'COMPLETED' | 'CANCELED')[];
  /** null: nobody. */
  assignee?: string | null;
  candidateGroup?: string;
  candidateUser?: string;
  due?: Between;
  followUp?: Between;
  minPriority?: number;
}

export interface JobFilter extends ElementFilter {
  types?: readonly string[];
  states?: readonly ('ACTIVATABLE' | 'FAILED' | 'ERROR_THROWN')[];
  /** Nobody tries them any more. */
  withoutRetries?: boolean;
}

interface Place {
  key: Key;
  tenantId: string;
  bpmnProcessId: string;
  processDefinitionKey: Key;
}

interface AtElement extends Place {
  processInstanceKey: Key;
  elementInstanceKey: Key;
  elementId: string;
  createdAt: number;
}

export interface FoundProcessInstance extends Place {
  version: number;
  parentProcessInstanceKey: Key | null;
  rootProcessInstanceKey: Key;
  state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  startedAt: number;
  endedAt: number | null;
  hasIncident: boolean;
}

export interface FoundIncident extends AtElement {
  state: 'CREATED' | 'RESOLVED';
  errorType: string;
  errorMessage: string;
  jobKey: Key | null;
  resolvedAt: number | null;
}

export interface IncidentCause {
  errorType: string;
  bpmnProcessId: string;
  elementId: string;
  /** Message of the newest; numbers in messages do not make different causes. */
  errorMessage: string;
  count: number;
  tenantIds: string[];
  newestAt: number;
}

export interface FoundVariable {
  key: Key;
  tenantId: string;
  processInstanceKey: Key;
  scopeKey: Key;
  name: string;
  value: JsonValue;
}

export interface FoundUserTask extends AtElement {
  state: 'CREATED' | 'COMPLETED' | 'CANCELED';
  assignee: string | null;
  candidateGroups: string[];
  candidateUsers: string[];
  dueDate: number | null;
  followUpDate: number | null;
  priority: number;
  formId: string | null;
  endedAt: number | null;
}

export interface FoundJob extends AtElement {
  type: string;
  state: 'ACTIVATABLE' | 'FAILED' | 'ERROR_THROWN';
  retries: number;
  errorMessage: string;
  errorCode: string;
  /** When a failed job is offered again; null = it waits for nothing. */
  retryAt: number | null;
}
