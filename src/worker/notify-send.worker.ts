import { z } from 'zod';
import { caseSchema } from './case-input.js';
import { defineWorker } from './job-worker.js';
import { queueMail } from './mail-outbox.store.js';
import { complete } from './worker-outcome.js';

/** Sends a notice by mail. The text says that something waits; the documents stay on the status page. */
export const notifySendWorker = defineWorker({
  type: 'notify.send',
  timeoutMs: 20_000,
  input: z.object({
    fall: caseSchema,
    empfaenger: z.object({ name: z.string().nullish(), email: z.string().nullish() }),
    betreff: z.string().min(1).max(300),
    text: z.string().min(1).max(10_000),
  }),
  async handle({ tenantId, input, idempotencyKey }, context) {
    const email = input.empfaenger.email?.trim() ?? '';
    // People at the counter need no address; they get paper.
    if (email === '') return complete({ versand: { art: 'keine' } });
    const municipality = await context.municipality(tenantId);
    const isOffice = email === municipality.profile.email;
    const link = isOffice ? '' : `\n\nIhre Statusseite: ${await context.statusPageUrl(tenantId, input.fall.id)}`;
    const greeting = `\n\nFreundliche Grüsse\n${municipality.profile.officialName ?? `Gemeinde ${municipality.name}`}`;
    await context.withTenant(tenantId, (tx) =>
      queueMail(tx, {
        tenantId,
        caseId: input.fall.id,
        recipient: { name: input.empfaenger.name ?? '', email },
        subject: input.betreff,
        body: `${input.text}${link}${greeting}`,
        attachments: [],
        now: context.clock.now(),
        idempotencyKey,
      }),
    );
    return complete({ versand: { art: 'mail', an: email } });
  },
});
