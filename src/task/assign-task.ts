import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { insertAudit } from '../audit/audit.store.js';
import { CommandOutbox } from '../case/command-outbox.js';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { EngineCommand } from '../engine/engine.js';
import type { TaskRow } from './task.store.js';

export type AssignOutcome = { ok: true; delayed: boolean } | { ok: false; code: 'TAKEN' | 'GONE' };

/** The task and who had it, as the page that asks has seen it. */
export type AssignedTask = Pick<TaskRow, 'key' | 'case_id' | 'assignee'>;

const PATIENCE_MS = 5_000;

/** Taking a task and giving it back. The engine decides who was first, so two people never both have it. */
@Injectable()
export class AssignTask {
  constructor(
    private readonly database: TenantDatabase,
    private readonly outbox: CommandOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `override` takes it even from somebody else, e.g. from a person on holiday. */
  claim(tenantId: string, task: AssignedTask, assignee: string, override: boolean): Promise<AssignOutcome> {
    const userTaskKey = task.key;
    const command = {
      type: 'assignUserTask',
      userTaskKey,
      assignee,
      allowOverride: override,
      action: override ? 'assign' : 'claim',
    } as const;
    return this.send(tenantId, task, assignee, override ? 'task.take-over' : 'task.claim', command);
  }

  release(tenantId: string, task: AssignedTask, actor: string): Promise<AssignOutcome> {
    return this.send(tenantId, task, actor, 'task.release', {
      type: 'unassignUserTask',
      userTaskKey: task.key,
      action: 'unassign',
    });
  }

  private async send(
    tenantId: string,
    task: AssignedTask,
    actor: string,
    action: string,
    command: EngineCommand,
  ): Promise<AssignOutcome> {
    const id = randomUUID();
    const now = this.clock.now();
    const trace = { tenantId, actor, target: task.key, detail: { caseId: task.case_id, before: task.assignee } };
    await this.database.withTenant(tenantId, async (tx) => {
      await insertAudit(tx, { ...trace, at: now, action });
      await this.outbox.enqueue(tx, tenantId, id, command, now);
    });
    this.outbox.wake();
    const outcome = await this.outbox.outcome(tenantId, id, PATIENCE_MS);
    if (!outcome || outcome.ok) return { ok: true, delayed: outcome === undefined };
    // The trace never changes: that the engine said no is a line of its own.
    await this.database.withTenant(tenantId, (tx) =>
      insertAudit(tx, { ...trace, at: this.clock.now(), action: `${action}.refused` }),
    );
    return { ok: false, code: outcome.rejection.code === 'INVALID_STATE' ? 'TAKEN' : 'GONE' };
  }
}
