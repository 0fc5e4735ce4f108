import { z } from 'zod';
import { isWorkingDay, parseDay } from '../calendar/working-day.js';
import { advanceDocument, documentContent } from '../document/document.store.js';
import { caseSchema, settingsSchema } from './case-input.js';
import { outcomeOfRefusal } from './connectors/connector-outcome.js';
import { exportFile } from './connectors/file-export.js';
import { requestJson } from './connectors/http-json.js';
import { defineWorker } from './job-worker.js';
import { byHand, complete } from './worker-outcome.js';

/** Publishes in the official gazette; the day of publication starts the period for objections. */
export const amtsblattPublishWorker = defineWorker({
  type: 'amtsblatt.publish',
  timeoutMs: 60_000,
  input: z.object({
    fall: caseSchema,
    einstellungen: settingsSchema,
    meldung: z.object({
      rubrik: z.string(),
      titel: z.string().max(300),
      dokument: z.uuid(),
      datum: z.iso.date(),
      parzelle: z.string(),
    }),
  }),
  async handle({ tenantId, input, idempotencyKey }, context) {
    const { meldung } = input;
    const day = parseDay(meldung.datum);
    if (day === null || !isWorkingDay(day))
      return byHand(
        `Das Amtsblatt erscheint nur an Werktagen; am ${meldung.datum.split('-').reverse().join('.')} erscheint es nicht. Bestimmen Sie einen anderen Tag.`,
      );
    const connector = await context.connector(tenantId, 'amtsblatt', input.einstellungen);
    if (connector.mode === 'manual') return byHand('Diese Gemeinde gibt Publikationen von Hand auf.');
    const content = await context.withTenant(tenantId, (tx) => documentContent(tx, meldung.dokument));
    if (content === undefined) return byHand('Der Publikationstext ist nicht auffindbar.');
    // What stands in the gazette is public: from now on the applicant may read it too.
    const release = () =>
      context.withTenant(tenantId, (tx) =>
        advanceDocument(tx, meldung.dokument, 'freigegeben', 'system', context.clock.now()),
      );
    const notice = {
      caseNumber: input.fall.nummer,
      rubric: meldung.rubrik,
      title: meldung.titel,
      parcel: meldung.parzelle,
      date: meldung.datum,
      pdf: content.toString('base64'),
    };
    if (connector.mode === 'file') {
      const file = await exportFile(context.dataDirectory, tenantId, 'amtsblatt', idempotencyKey, notice);
      await release();
      return complete({ publikation: { nummer: file, datum: meldung.datum } });
    }
    const answer = await requestJson({
      baseUrl: connector.baseUrl,
      path: '/gazette/publications',
      method: 'POST',
      body: notice,
      tenantId,
      idempotencyKey,
      timeoutMs: 20_000,
      answer: z.object({ number: z.string().min(1).max(60), date: z.iso.date() }),
    });
    if (!answer.ok) return outcomeOfRefusal('Das Amtsblatt', answer);
    await release();
    return complete({ publikation: { nummer: answer.value.number, datum: answer.value.date } });
  },
});
