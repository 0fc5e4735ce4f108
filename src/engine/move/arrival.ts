import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import type { ActivateInstruction, EngineCommand, EngineResponses, Key, Variables } from '../engine.js';
import { elementIdOf } from './begin-again.js';
import { type ElementRow, type InstanceRows, readInstanceRows, type TaskRow } from './instance-rows.store.js';
import type { MovedKeys } from './moved-instance.store.js';
import type { Placement } from './plan-move.js';
import { MoveFailed, until } from './until.js';
import { nameOf, type WaitingElement, type WaitingInstance } from './waiting-instance.js';

export interface ArrivalOptions {
  pool: Pool;
  splitsListeners: boolean;
  /** Executes a command once under its id. */
  run: <C extends EngineCommand>(command: C, commandId: string) => Promise<EngineResponses[C['type']]>;
}

type Pair = readonly [from: Key, to: Key];

/**
 * Brings a new instance into the state of the old one, as the read models show both: listeners that were through, variables
 * of each scope, people who have taken a task, jobs without retries. What is so already is left alone.
 */
export class Arrival {
  private round = 0;
  /** Steps of a run have ids of their own: what an earlier one has set or assigned may not be right any more. */
  private readonly begun = Date.now().toString(36);

  constructor(
    private readonly options: ArrivalOptions,
    private readonly instance: WaitingInstance,
    /** The old instance. */
    private readonly before: InstanceRows,
    private readonly newKey: Key,
  ) {}

  /** Resolves when the new instance stands at these places as the old one does. */
  async complete(placements: readonly Placement[]): Promise<void> {
    this.round += 1;
    const missing = placements.map(({ at }) => nameOf(at.element)).join(', ');
    await this.until((rows) => placements.every(({ at }) => this.hasBegun(at, rows)), `it did not begin at ${missing}`);
    for (const placement of placements) await this.passListeners(placement);
    await this.setVariables(placements);
    for (const { at } of placements) {
      await this.failAgain(at);
      await this.handOver(at);
    }
  }

  /** Begins at further places, unless an earlier run has. */
  async modify(activateInstructions: ActivateInstruction[]): Promise<void> {
    const rows = await this.rows();
    if (activateInstructions.every(({ elementId }) => rows.elements.some((row) => row.element_id === elementId)))
      return;
    const processInstanceKey = this.newKey;
    await this.run(
      { type: 'modifyProcessInstance', processInstanceKey, activateInstructions, terminateInstructions: [] },
      // The records have told by now that one of an earlier run had no effect.
      'modify',
    );
  }

  /** Which keys are the same thing, after everything has arrived. */
  async keys(placements: readonly Placement[]): Promise<MovedKeys> {
    const rows = await this.rows();
    const places = placements.flatMap(({ at }): Pair[] => pair(at.key, this.rowOf(at, rows)?.key));
    const scopes = scopesOf(placements).flatMap((scope): Pair[] => pair(scope.key, scopeRow(scope, rows)?.key));
    const tasks = places.flatMap(([from, to]) => pair(taskAt(this.before, from)?.key, taskAt(rows, to)?.key));
    const jobs = places.flatMap(([from, to]) => pair(jobAt(this.before, from)?.key, jobAt(rows, to)?.key));
    const spent = placements.flatMap(({ at, spent: events }) =>
      events.flatMap((event): Pair[] => pair(this.rowOf(at, rows)?.key, event)),
    );
    const { tenantId, key } = this.instance;
    return { tenantId, instance: [key, this.newKey], elements: [...scopes, ...places], tasks, jobs, spent };
  }

  private hasBegun(at: WaitingElement, rows: InstanceRows): boolean {
    const row = this.rowOf(at, rows);
    if (!row) return false;
    this.refuseIncident(at, rows);
    return row.state === 'ACTIVATED' || row.ended_at !== null || jobAt(rows, row.key) !== undefined;
  }

  private refuseIncident(at: WaitingElement, rows: InstanceRows): void {
    const key = this.rowOf(at, rows)?.key;
    const incident = rows.incidents.find(({ element_instance_key }) => element_instance_key === key);
    if (incident && at.incident === null)
      throw new MoveFailed(`it stands still at ${nameOf(at.element)} on the new engine: ${incident.error_message}`);
  }

  /** Start listeners that have answered before answer the same again. */
  private async passListeners({ at, own: variables }: Placement): Promise<void> {
    for (let passed = 0; passed < this.listenersToPass(at); passed += 1) {
      const rows = await this.until(
        (some) => {
          this.refuseIncident(at, some);
          return this.isAtWork(at, some) || this.jobOf(at, some) !== undefined;
        },
        `the listeners of ${nameOf(at.element)} do not come`,
      );
      const job = this.jobOf(at, rows);
      if (this.isAtWork(at, rows) || !job) return;
      await this.run({ type: 'completeJob', jobKey: job.key, variables }, `pass-${job.key}`);
      await this.until((some) => this.jobOf(at, some)?.key !== job.key, `the listener of ${nameOf(at.element)} hangs`);
    }
  }

  private listenersToPass(at: WaitingElement): number {
    // A service task that stood for a listener: those before it are through.
    if (this.comesFromListener(at)) return Number(/-(\d+)$/.exec(at.element.id)?.[1] ?? 0);
    if (this.elementIdOf(at) !== at.element.id) return 0;
    return at.isActivated ? Number.POSITIVE_INFINITY : at.listenersDone;
  }

  private async setVariables(placements: readonly Placement[]): Promise<void> {
    for (const [scopeKey, variables] of this.differences(placements, await this.rows())) {
      const command = { type: 'setVariables', elementInstanceKey: scopeKey, variables, local: true } as const;
      await this.run(command, `set-${scopeKey}-${this.round}`);
    }
    await this.until(
      (rows) => this.differences(placements, rows).size === 0,
      'its variables do not become as they were',
    );
  }

  /** By scope of the new instance, what has to be set there. A name that the root must not know becomes null. */
  private differences(placements: readonly Placement[], rows: InstanceRows): Map<Key, Variables> {
    const result = new Map<Key, Variables>();
    const compare = (scopeKey: Key | undefined, wanted: Variables, isRoot = false): void => {
      if (scopeKey === undefined) return;
      const own = rows.variables.filter(({ scope_key }) => scope_key === scopeKey);
      const now = Object.fromEntries(own.map(({ name, value }) => [name, value]));
      const names = isRoot ? new Set([...Object.keys(wanted), ...Object.keys(now)]) : Object.keys(wanted);
      const changes = [...names].filter(
        (name) => !isDeepStrictEqual(now[name], wanted[name] ?? (name in wanted || isRoot ? null : undefined)),
      );
      if (changes.length > 0)
        result.set(scopeKey, Object.fromEntries(changes.map((name) => [name, wanted[name] ?? null])));
    };
    compare(this.newKey, this.instance.variables, true);
    for (const scope of scopesOf(placements)) compare(scopeRow(scope, rows)?.key, scope.variables);
    for (const { at } of placements) {
      const row = this.rowOf(at, rows);
      if (row?.ended_at === null && row.element_id === at.element.id) compare(row.key, at.variables);
    }
    return result;
  }

  /** A job that stands still does so again, with the sentence that says why. */
  private async failAgain(at: WaitingElement): Promise<void> {
    if (at.incident === null || !at.job) return;
    const { errorMessage } = at.job;
    const job = this.jobOf(at, await this.rows());
    if (job && job.retries > 0)
      await this.run({ type: 'failJob', jobKey: job.key, retries: 0, errorMessage }, `fail-${job.key}`);
    await this.until(
      (rows) => rows.incidents.some(({ element_instance_key }) => element_instance_key === this.rowOf(at, rows)?.key),
      `the incident at ${nameOf(at.element)} does not come`,
    );
  }

  /** Who has taken the task keeps it; what was changed on it stays changed. */
  private async handOver(at: WaitingElement): Promise<void> {
    const old = taskAt(this.before, at.key);
    const task = taskAt(await this.rows(), this.rowOf(at, await this.rows())?.key);
    if (!old || !task) return;
    const userTaskKey = task.key;
    const { assignee } = old;
    if (assignee === null && task.assignee !== null)
      await this.run({ type: 'unassignUserTask', userTaskKey }, `unassign-${task.key}`);
    if (assignee !== null && assignee !== task.assignee)
      await this.run(
        { type: 'assignUserTask', userTaskKey, assignee, allowOverride: true, action: 'assign' },
        `assign-${task.key}`,
      );
    const changes = changesOf(old, task);
    if (Object.keys(changes).length > 0)
      await this.run({ type: 'updateUserTask', userTaskKey, changes, action: 'update' }, `update-${task.key}`);
    await this.until(
      (rows) => {
        const now = taskAt(rows, task.element_instance_key);
        return !now || (now.assignee === assignee && Object.keys(changesOf(old, now)).length === 0);
      },
      `the task ${nameOf(at.element)} does not become as it was`,
    );
  }

  private rowOf(at: WaitingElement, rows: InstanceRows): ElementRow | undefined {
    const id = this.elementIdOf(at);
    return rows.elements.findLast(({ element_id }) => element_id === id);
  }

  private elementIdOf = (at: WaitingElement): string => elementIdOf(at, this.instance, this.options.splitsListeners);
  private comesFromListener = (at: WaitingElement): boolean =>
    this.elementIdOf(at) !== at.element.id && at.element.type !== 'USER_TASK';
  private isAtWork = (at: WaitingElement, rows: InstanceRows): boolean => {
    const row = this.rowOf(at, rows);
    return row !== undefined && (row.state === 'ACTIVATED' || row.ended_at !== null);
  };
  private jobOf = (at: WaitingElement, rows: InstanceRows) => jobAt(rows, this.rowOf(at, rows)?.key);

  private run<C extends EngineCommand>(command: C, step: string): Promise<EngineResponses[C['type']]> {
    return this.options.run(command, `move-${this.instance.key}-${step}-${this.begun}`);
  }

  private async rows(): Promise<InstanceRows> {
    return this.until(() => true, 'the new engine does not show it');
  }

  private async until(holds: (rows: InstanceRows) => boolean, otherwise: string): Promise<InstanceRows> {
    const found = await until(
      () => readInstanceRows(this.options.pool, this.newKey),
      (rows) => rows !== undefined && holds(rows),
      otherwise,
    );
    return found as InstanceRows;
  }
}

const pair = (from: Key | undefined, to: Key | undefined): Pair[] =>
  from === undefined || to === undefined ? [] : [[from, to]];

const scopesOf = (placements: readonly Placement[]): WaitingElement[] => [
  ...new Set(placements.flatMap(({ scopes }) => scopes)),
];

const scopeRow = ({ element }: WaitingElement, { elements }: InstanceRows): ElementRow | undefined =>
  elements.findLast(({ element_id, element_type }) => element_id === element.id && element_type === element.type);

const taskAt = ({ tasks }: InstanceRows, elementKey: Key | undefined): TaskRow | undefined =>
  tasks.find(({ element_instance_key }) => element_instance_key === elementKey);

const jobAt = ({ jobs }: InstanceRows, elementKey: Key | undefined) =>
  jobs.find(({ element_instance_key }) => element_instance_key === elementKey);

/** What has to be changed on a task so that it is as the old one. */
function changesOf(old: TaskRow, now: TaskRow): Extract<EngineCommand, { type: 'updateUserTask' }>['changes'] {
  const date = (time: string | null): string => (time === null ? '' : new Date(Number(time)).toISOString());
  const differ = (a: readonly string[], b: readonly string[]): boolean =>
    a.toSorted().join('\n') !== b.toSorted().join('\n');
  return {
    ...(differ(old.candidate_groups, now.candidate_groups) ? { candidateGroups: old.candidate_groups } : {}),
    ...(differ(old.candidate_users, now.candidate_users) ? { candidateUsers: old.candidate_users } : {}),
    ...(old.due_date === now.due_date ? {} : { dueDate: date(old.due_date) }),
    ...(old.follow_up_date === now.follow_up_date ? {} : { followUpDate: date(old.follow_up_date) }),
  };
}
