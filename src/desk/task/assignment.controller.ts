import { Body, Controller, Param, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { TenantDatabase } from '../../database/tenant-database.js';
import { peopleOfTenant } from '../../identity/people.store.js';
import { Staff, StaffGuard, type StaffMember } from '../../identity/staff.guard.js';
import { AssignTask } from '../../task/assign-task.js';
import { findTask } from '../../task/task.store.js';
import { seeOther } from '../../web/render-page.js';
import { OpenTasks } from './open-task.js';

/** The engine has not answered in time; what was asked for is stored and will be done. */
const DELAYED = '?meldung=verzoegert';

/** Taking a task and giving it back. */
@Controller('desk/aufgaben/:key')
@UseGuards(StaffGuard)
export class AssignmentController {
  constructor(
    private readonly tasks: OpenTasks,
    private readonly assign: AssignTask,
    private readonly database: TenantDatabase,
  ) {}

  @Post('uebernehmen')
  async claim(
    @Staff() who: StaffMember,
    @Param('key') key: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.tasks.find(who, key);
    if (!open) return seeOther(reply, '/desk?meldung=weg');
    const page = `/desk/aufgaben/${open.task.key}`;
    if (!open.mayWork) return seeOther(reply, page);
    const override = (body as Record<string, unknown> | undefined)?.['trotzdem'] === 'ja';
    const outcome = await this.assign.claim(who.tenantId, open.task, who.email, override);
    if (outcome.ok) return seeOther(reply, outcome.delayed ? `${page}${DELAYED}` : page);
    if (outcome.code === 'GONE') return seeOther(reply, '/desk?meldung=weg');
    const name = await this.assigneeOf(who, open.task.key);
    return seeOther(reply, `${page}?${new URLSearchParams({ name })}`);
  }

  @Post('zurueckgeben')
  async release(
    @Staff() who: StaffMember,
    @Param('key') key: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const open = await this.tasks.find(who, key);
    const outcome = open?.isMine ? await this.assign.release(who.tenantId, open.task, who.email) : undefined;
    return seeOther(reply, outcome?.ok && outcome.delayed ? `/desk${DELAYED}` : '/desk');
  }

  private assigneeOf(who: StaffMember, key: string): Promise<string> {
    return this.database.withTenant(who.tenantId, async (tx) => {
      const assignee = (await findTask(tx, key))?.assignee ?? '';
      return (await peopleOfTenant(tx)).get(assignee) ?? assignee;
    });
  }
}
