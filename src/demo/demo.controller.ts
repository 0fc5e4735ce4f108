import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { type AdjustableClock, CLOCK } from '../config/clock.js';
import { CenterDatabase, TenantDatabase } from '../database/tenant-database.js';
import { pageFrame } from '../web/page-frame.js';
import { seeOther, sendPage } from '../web/render-page.js';
import { listMails, MUNICIPAL_SYSTEMS } from '../worker/index.js';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { writeClockOffset } from './demo-clock.store.js';
import { type DemoMail, DemoPage } from './demo-page.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const MAXIMUM_DAYS = 400;
const MAILS_PER_GEMEINDE = 20;

/** `tage` for deadlines, `minuten` for what comes again within the hour; in milliseconds. */
function readStep(body: unknown): number | undefined {
  const { tage, minuten } = (body ?? {}) as Record<string, unknown>;
  const step = tage === undefined ? Number(minuten) * MINUTE : Number(tage) * DAY;
  return Number.isInteger(step / MINUTE) && step > 0 && step <= MAXIMUM_DAYS * DAY ? step : undefined;
}

/** Accounts, mailbox and clock of the demo; the module exists in demo mode only. */
@Controller('demo')
export class DemoController {
  constructor(
    @Inject(CLOCK) private readonly clock: AdjustableClock,
    private readonly center: CenterDatabase,
    private readonly database: TenantDatabase,
    @Inject(MUNICIPAL_SYSTEMS) private readonly systems: { url: string | undefined },
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const mails = await this.mails();
    return sendPage(
      reply,
      h(DemoPage, { frame: pageFrame(request), now: this.clock.now(), mails, systemsUrl: this.systems.url }),
    );
  }

  /** Moves the engine's clock forward; deadlines that pass take effect at once. */
  @Post('uhr')
  async advance(@Body() body: unknown, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const step = readStep(body);
    if (step !== undefined) {
      this.clock.advance(step);
      await this.center.run((tx) => writeClockOffset(tx, this.clock.offsetMs));
    }
    return seeOther(reply, '/demo#uhr');
  }

  private async mails(): Promise<DemoMail[]> {
    const found: DemoMail[] = [];
    const tenants = new Set(DEMO_ACCOUNTS.flatMap(({ tenantId }) => (tenantId === undefined ? [] : [tenantId])));
    for (const tenantId of tenants) {
      const rows = await this.database.withTenant(tenantId, (tx) => listMails(tx, MAILS_PER_GEMEINDE));
      for (const row of rows) {
        const recipient = `${row.recipient_name} (${row.recipient})`;
        found.push({
          id: row.id,
          municipality: tenantId,
          recipient,
          subject: row.subject,
          body: row.body,
          createdAt: row.created_at,
        });
      }
    }
    return found.sort((a, b) => Number(b.createdAt) - Number(a.createdAt));
  }
}
