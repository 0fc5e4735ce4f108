import { createTransport } from 'nodemailer';
import type { MailRow } from './mail-outbox.store.js';

/** Where mails go. */
export interface MailPost {
  /** Throws when the mail was not taken. */
  send(mail: MailRow, attachments: readonly Buffer[]): Promise<void>;
  close(): void;
}

/** A mail server. */
export function smtpPost(smtpUrl: string, from: string): MailPost {
  const transport = createTransport(smtpUrl, { from });
  return {
    async send(mail, attachments) {
      await transport.sendMail({
        from,
        to: { name: mail.recipient_name, address: mail.recipient },
        subject: mail.subject,
        text: mail.body,
        messageId: `<${mail.id}@dsc>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: attachments.map((content, index) => ({
          filename: `Dokument-${index + 1}.pdf`,
          content,
          contentType: 'application/pdf',
        })),
      });
    },
    close: () => transport.close(),
  };
}

/** The demo's mailbox shows the outbox itself: what lies there has arrived. */
export const demoMailbox: MailPost = { send: () => Promise.resolve(), close: () => undefined };
