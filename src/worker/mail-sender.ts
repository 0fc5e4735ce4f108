import type { Clock } from '../config/clock.js';
import type { TenantDatabase } from '../database/tenant-database.js';
import { documentContent } from '../document/document.store.js';
import type { MailPost } from './mail-post.js';
import { dueMails, markMailFailed, markMailSent, tenantsWithMail } from './mail-outbox.store.js';

const MAXIMUM_TRIES = 6;
const FIRST_PAUSE = 60_000;

/** Sends what waits in the outbox. Without a post it stays there: nothing is called sent that nobody took. */
export class MailSender {
  constructor(
    private readonly database: TenantDatabase,
    private readonly clock: Clock,
    private readonly post: MailPost,
  ) {}

  /** One round over all Gemeinden; returns how many mails were sent. At least once: a crash right after sending repeats a mail. */
  async sendDue(): Promise<number> {
    const tenants = await this.database.withoutTenant((tx) => tenantsWithMail(tx, this.clock.now()));
    let sent = 0;
    for (const tenantId of tenants) sent += await this.sendOf(tenantId);
    return sent;
  }

  close(): void {
    this.post.close();
  }

  private sendOf(tenantId: string): Promise<number> {
    return this.database.withTenant(tenantId, async (tx) => {
      let sent = 0;
      for (const mail of await dueMails(tx, this.clock.now(), 20)) {
        try {
          const contents = await Promise.all(mail.attachments.map((id) => documentContent(tx, id)));
          await this.post.send(
            mail,
            contents.filter((content) => content !== undefined),
          );
          await markMailSent(tx, mail.id, this.clock.now());
          sent += 1;
        } catch (error) {
          const pause = FIRST_PAUSE * 4 ** mail.attempts;
          const dueAt = mail.attempts + 1 >= MAXIMUM_TRIES ? null : this.clock.now() + pause;
          await markMailFailed(tx, mail.id, error instanceof Error ? error.message : String(error), dueAt);
        }
      }
      return sent;
    });
  }
}
