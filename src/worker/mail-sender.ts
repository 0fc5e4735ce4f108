import { createTransport, type Transporter } from 'nodemailer';
import type { Clock } from '../config/clock.js';
import type { TenantDatabase } from '../database/tenant-database.js';
import { documentContent } from '../document/document.store.js';
import { dueMails, type MailRow, markMailFailed, markMailSent, tenantsWithMail } from './mail-outbox.store.js';

const MAXIMUM_TRIES = 6;
const FIRST_PAUSE = 60_000;

/** Sends what waits in the outbox. Made only when a mail server is configured; else the outbox is the demo's mailbox. */
export class MailSender {
  private readonly transport: Transporter;

  constructor(
    private readonly database: TenantDatabase,
    private readonly clock: Clock,
    smtpUrl: string,
    private readonly from: string,
  ) {
    this.transport = createTransport(smtpUrl, { from });
  }

  /** One round over all Gemeinden; returns how many mails were sent. At least once: a crash right after sending repeats a mail. */
  async sendDue(): Promise<number> {
    const tenants = await this.database.withoutTenant((tx) => tenantsWithMail(tx, this.clock.now()));
    let sent = 0;
    for (const tenantId of tenants) sent += await this.sendOf(tenantId);
    return sent;
  }

  close(): void {
    this.transport.close();
  }

  private sendOf(tenantId: string): Promise<number> {
    return this.database.withTenant(tenantId, async (tx) => {
      let sent = 0;
      for (const mail of await dueMails(tx, this.clock.now(), 20)) {
        try {
          const contents = await Promise.all(mail.attachments.map((id) => documentContent(tx, id)));
          await this.send(
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

  private async send(mail: MailRow, contents: Buffer[]): Promise<void> {
    await this.transport.sendMail({
      from: this.from,
      to: { name: mail.recipient_name, address: mail.recipient },
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mail.id}@dsc>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: contents.map((content, index) => ({
        filename: `Dokument-${index + 1}.pdf`,
        content,
        contentType: 'application/pdf',
      })),
    });
  }
}
