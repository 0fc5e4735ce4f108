import { z } from 'zod';
import { swissDay } from '../case/swiss-day.js';
import { advanceDocument } from '../document/document.store.js';
import { caseSchema, settingsSchema } from './case-input.js';
import { defineWorker } from './job-worker.js';
import { queueMail } from './mail-outbox.store.js';
import { byHand, complete } from './worker-outcome.js';

/**
 * Delivers a document with legal effect. On the status page it counts from the day on which it can be read there and the
 * notice is sent; every other way (registered letter) needs people, who record the day of service.
 */
export const deliverySendWorker = defineWorker({
  type: 'delivery.send',
  timeoutMs: 20_000,
  input: z.object({
    fall: caseSchema,
    einstellungen: settingsSchema,
    sendung: z.object({
      dokument: z.uuid(),
      art: z.string(),
      name: z.string(),
      email: z.string().nullish(),
      betreff: z.string(),
    }),
  }),
  async handle({ tenantId, input, idempotencyKey }, context) {
    const { sendung, fall } = input;
    const connector = await context.connector(tenantId, 'zustellung', input.einstellungen);
    const email = sendung.email?.trim() ?? '';
    if (connector.mode === 'manual' || sendung.art !== 'PORTAL') return byHand('Die Zustellung erfolgt auf Papier.');
    if (email === '') return byHand('Es ist keine E-Mail-Adresse bekannt, die Zustellung erfolgt auf Papier.');
    const now = context.clock.now();
    const url = await context.statusPageUrl(tenantId, fall.id);
    await context.withTenant(tenantId, async (tx) => {
      await advanceDocument(tx, sendung.dokument, 'zugestellt', 'system', now);
      await queueMail(tx, {
        tenantId,
        caseId: fall.id,
        recipient: { name: sendung.name, email },
        subject: sendung.betreff,
        body: `Guten Tag ${sendung.name}\n\nFür Sie liegt ein Dokument bereit: ${sendung.betreff}.\n\nSie finden es auf Ihrer Statusseite: ${url}`,
        attachments: [],
        now,
        idempotencyKey,
      });
    });
    return complete({ zustellung: { art: 'PORTAL', datum: swissDay(now) } });
  },
});
