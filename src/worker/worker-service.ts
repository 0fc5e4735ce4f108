import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../config/clock.js';
import { ENVIRONMENT, type Environment } from '../config/environment.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { ENGINE, type Engine } from '../engine/engine.js';
import { JOB_WORKERS } from './index.js';
import { LiveWorkerContext } from './live-worker-context.js';
import { demoMailbox, type MailPost, smtpPost } from './mail-post.js';
import { MailSender } from './mail-sender.js';
import { JobRunner } from './runner.js';

const MAIL_ROUND_MS = 5_000;

/** Runs the job workers and the mail sender as long as the server runs. */
@Injectable()
export class WorkerService {
  private readonly log = new Logger('WorkerService');
  private runner: JobRunner | undefined;
  private mails: MailSender | undefined;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly context: LiveWorkerContext,
    private readonly database: TenantDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  get isRunning(): boolean {
    return this.runner !== undefined;
  }

  start(): void {
    this.runner = new JobRunner(this.engine, JOB_WORKERS, this.context);
    this.runner.start();
    const post = this.post();
    if (post === undefined) return;
    this.mails = new MailSender(this.database, this.clock, post);
    this.timer = setInterval(() => this.sendMails(), MAIL_ROUND_MS);
  }

  /** Takes no new work and waits for what is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.runner?.stop();
    this.runner = undefined;
    await this.round;
    this.mails?.close();
    await this.context.renderer.close();
  }

  /** Without a mail server only the demo has somebody who reads mails. */
  private post(): MailPost | undefined {
    const { SMTP_URL: smtpUrl, MAIL_FROM: from, DEMO: isDemo } = this.environment;
    if (smtpUrl !== undefined) return smtpPost(smtpUrl, from);
    return isDemo ? demoMailbox : undefined;
  }

  private sendMails(): void {
    // One round at a time: a slow mail server must not pile up rounds.
    this.round = this.round
      .then(() => this.mails?.sendDue())
      .catch((error: unknown) => this.log.warn(`Mails wait for the next round: ${String(error)}`));
  }
}
