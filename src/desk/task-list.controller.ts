import { Controller, Get, Inject, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { CLOCK, type Clock } from '../config/clock.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { peopleOfTenant } from '../identity/people.store.js';
import { Staff, StaffGuard, type StaffMember } from '../identity/staff.guard.js';
import { PackageLibrary } from '../process-package/package-library.js';
import { listTasks, type TaskScope } from '../task/task.store.js';
import { sendPage } from '../web/render-page.js';
import { describeTasks } from './described-task.js';
import { DeskFrames } from './desk-frames.js';
import { queryText } from '../web/query-text.js';
import { TaskListPage, type TaskView } from './views/task-list-page.js';

/** The list that staff begin their day with. */
@Controller('desk')
@UseGuards(StaffGuard)
export class TaskListController {
  constructor(
    private readonly database: TenantDatabase,
    private readonly library: PackageLibrary,
    private readonly frames: DeskFrames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(
    @Staff() who: StaffMember,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: Record<string, unknown>,
  ): Promise<FastifyReply> {
    const search = queryText(query['suche']);
    const { desk, view, rows, people } = await this.database.withTenant(who.tenantId, async (tx) => {
      const frame = await this.frames.within(tx, request, who);
      const chosen = viewOf(query['sicht'], frame.counts);
      const found = await listTasks(tx, scopeOf(chosen, who), search === '' ? undefined : search);
      return { desk: frame, view: chosen, rows: found, people: await peopleOfTenant(tx) };
    });
    const tasks = await describeTasks(this.library, rows);
    const notice = noticeOf(query, desk.frame.texts.desk.tasks);
    return sendPage(reply, h(TaskListPage, { desk, view, search, tasks, people, now: this.clock.now(), notice }));
  }
}

/** Without a choice: the own tasks, or the group's when there are none. */
function viewOf(value: unknown, counts: { mine: number; groups: number }): TaskView {
  if (value === 'meine' || value === 'gruppe' || value === 'alle') return value;
  return counts.mine === 0 && counts.groups > 0 ? 'gruppe' : 'meine';
}

function scopeOf(view: TaskView, who: StaffMember): TaskScope {
  if (view === 'meine') return { mine: who.email };
  return view === 'gruppe' ? { groups: who.groups } : { all: true };
}

/** What just happened, told by the page before in the address; texts come from the catalogue only. */
function noticeOf(
  query: Record<string, unknown>,
  words: { gone: string; delayed: string; done(task: string): string; taken(name: string): string },
): { tone: 'good' | 'warn'; text: string } | undefined {
  const name = queryText(query['name']);
  switch (query['meldung']) {
    case 'erledigt':
      return { tone: 'good', text: words.done(name) };
    case 'verzoegert':
      return { tone: 'warn', text: words.delayed };
    case 'vergeben':
      return { tone: 'warn', text: words.taken(name) };
    case 'weg':
      return { tone: 'warn', text: words.gone };
    default:
      return undefined;
  }
}
