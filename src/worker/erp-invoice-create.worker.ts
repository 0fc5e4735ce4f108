import { z } from 'zod';
import { swissDay } from '../case/swiss-day.js';
import { creditorReference, parseCaseNumber, PAYMENT_KINDS, qrReference } from '../document/payment-reference.js';
import type { Municipality } from '../municipality/profile.js';
import { addressSchema, caseSchema, settingsSchema } from './case-input.js';
import { outcomeOfRefusal } from './connectors/connector-outcome.js';
import { exportFile } from './connectors/file-export.js';
import { requestJson } from './connectors/http-json.js';
import { defineWorker } from './job-worker.js';
import { statutoryDeadline } from '../calendar/deadline.js';
import { byHand, complete, failForGood } from './worker-outcome.js';

/** Creates the invoice in the finance system. The reference is ours, so that an incoming payment finds its case. */
export const erpInvoiceCreateWorker = defineWorker({
  type: 'erp.invoice.create',
  timeoutMs: 30_000,
  input: z.object({
    fall: caseSchema,
    einstellungen: settingsSchema,
    auftrag: z.object({
      art: z.enum(PAYMENT_KINDS),
      positionen: z.array(z.object({ position: z.string(), betrag: z.number() })).min(1),
      total: z.number().positive(),
      name: z.string(),
      adresse: addressSchema,
      zahlungsfrist: z.string(),
      betreff: z.string(),
    }),
  }),
  async handle({ tenantId, input, idempotencyKey }, context) {
    const { auftrag, fall } = input;
    const reference = referenceFor(await context.municipality(tenantId), fall.nummer, auftrag.art);
    if (reference === null) {
      return failForGood(
        'Die Rechnung kann nicht erstellt werden, weil für die Gemeinde keine IBAN hinterlegt ist. Ergänzen Sie die Bankverbindung und starten Sie den Schritt neu.',
      );
    }
    const today = swissDay(context.clock.now());
    const due = statutoryDeadline(today, auftrag.zahlungsfrist)?.lastDay ?? today;
    const invoice = { referenz: reference, betrag: auftrag.total, datum: today, zahlbarBis: due };
    const connector = await context.connector(tenantId, 'finanzen', input.einstellungen);
    if (connector.mode === 'manual')
      return byHand('Diese Gemeinde erfasst Rechnungen von Hand.', { rechnung: { ...invoice, nummer: null } });
    const order = {
      caseNumber: fall.nummer,
      subject: auftrag.betreff,
      reference,
      amount: auftrag.total,
      currency: 'CHF',
      date: today,
      dueDate: due,
      debtor: { name: auftrag.name, ...auftrag.adresse },
      positions: auftrag.positionen,
    };
    if (connector.mode === 'file') {
      const file = await exportFile(context.dataDirectory, tenantId, 'finanzen', idempotencyKey, order);
      return complete({ rechnung: { ...invoice, nummer: file } });
    }
    const answer = await requestJson({
      baseUrl: connector.baseUrl,
      path: '/erp/invoices',
      method: 'POST',
      body: order,
      tenantId,
      idempotencyKey,
      answer: z.object({ number: z.string().min(1).max(60) }),
    });
    if (answer.ok) return complete({ rechnung: { ...invoice, nummer: answer.value.number } });
    if (answer.kind === 'refused')
      return byHand(`Die Finanzsoftware hat die Rechnung abgelehnt: ${answer.detail}`, {
        rechnung: { ...invoice, nummer: null },
      });
    return outcomeOfRefusal('Die Finanzsoftware', answer);
  },
});

function referenceFor(
  municipality: Municipality,
  caseNumber: string,
  kind: (typeof PAYMENT_KINDS)[number],
): string | null {
  const parts = parseCaseNumber(caseNumber);
  if (parts === null) return null;
  if (municipality.profile.qrIban !== undefined) return qrReference(parts, kind);
  return municipality.profile.iban === undefined ? null : creditorReference(parts, kind);
}
