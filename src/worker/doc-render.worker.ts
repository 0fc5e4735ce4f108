import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonValue } from '../engine/engine.js';
import { type DocumentRow, type DocumentState, findDocumentByKey, insertDocument } from '../document/document.store.js';
import { type LetterBill, renderLetter } from '../document/render-letter.js';
import { newVerificationCode } from '../document/verification-code.js';
import type { Municipality } from '../municipality/profile.js';
import { caseSchema } from './case-input.js';
import { defineWorker, type Job } from './job-worker.js';
import { letterSender } from './letter-sender.js';
import type { WorkerContext } from './worker-context.js';
import { complete, failForGood, type WorkerOutcome } from './worker-outcome.js';

const input = z.object({
  fall: caseSchema,
  sprache: z.enum(['de', 'fr']).default('de'),
  gebuehrenTotal: z.number().nullish(),
  rechnung: z.object({ referenz: z.string() }).nullish(),
});
type Input = z.infer<typeof input>;

/** Header `freigabe`: `ja` shows the letter to the citizen at once, `intern` needs nobody's approval before it is delivered. */
const STATES: Record<string, DocumentState> = { ja: 'freigegeben', intern: 'genehmigt' };

/** Makes a letter from a template of the package. Header `template` names it; without `freigabe` it is a draft. */
export const docRenderWorker = defineWorker({
  type: 'doc.render',
  timeoutMs: 60_000,
  input,
  async handle(job: Job<Input>, context) {
    const { tenantId, idempotencyKey } = job;
    const existing = await context.withTenant(tenantId, (tx) => findDocumentByKey(tx, tenantId, idempotencyKey));
    if (existing !== undefined) return complete({ dokument: documentVariable(existing) });
    return makeDocument(job, context);
  },
});

async function makeDocument(job: Job<Input>, context: WorkerContext): Promise<WorkerOutcome> {
  const { tenantId, headers, variables } = job;
  const { fall, sprache } = job.input;
  const name = headers.template ?? '';
  const template = await context.letterTemplate(tenantId, fall.id, name, sprache);
  if (template === undefined)
    return failForGood(
      `Die Briefvorlage «${name}» gibt es in dieser Version des Prozesses nicht. Melden Sie sich beim Digital Service Center.`,
    );
  const municipality = await context.municipality(tenantId);
  const code = template.meta.mitVerifikation ? newVerificationCode() : null;
  const bill = template.meta.mitRechnung ? billOf(job.input, municipality, template.meta.title) : undefined;
  const letter = await renderLetter(context.renderer, {
    template,
    language: sprache,
    variables,
    sender: letterSender(municipality),
    now: context.clock.now(),
    ...(code === null ? {} : { verification: { code, url: `${context.publicUrl}/pruefen/${code}` } }),
    ...(bill === undefined ? {} : { bill }),
  });
  if (!letter.ok)
    return failForGood(
      `${letter.error.message} Vorlage «${name}». Ergänzen Sie die Angabe und starten Sie den Schritt neu.`,
    );
  const { value } = letter;
  const stored = await context.withTenant(tenantId, (tx) =>
    insertDocument(tx, {
      id: randomUUID(),
      tenantId,
      caseId: fall.id,
      title: value.title,
      template: value.template,
      templateVersion: value.templateVersion,
      language: value.language,
      state: STATES[headers.freigabe ?? ''] ?? 'entwurf',
      content: value.pdf,
      sha256: value.sha256,
      verificationCode: code,
      createdAt: context.clock.now(),
      idempotencyKey: job.idempotencyKey,
    }),
  );
  return complete({ dokument: documentVariable(stored) });
}

/** Undefined when something is missing; the letter then says what. */
function billOf(
  { fall, gebuehrenTotal, rechnung }: Input,
  municipality: Municipality,
  title: string,
): LetterBill | undefined {
  const { profile } = municipality;
  const iban = profile.qrIban ?? profile.iban;
  if (iban === undefined || profile.address === undefined || !gebuehrenTotal || !rechnung) return undefined;
  const { street, houseNumber, postalCode, town } = profile.address;
  return {
    iban,
    reference: rechnung.referenz,
    amount: gebuehrenTotal,
    creditor: { name: profile.officialName ?? `Gemeinde ${municipality.name}`, street, houseNumber, postalCode, town },
    message: `${title} ${fall.nummer}`,
  };
}

const documentVariable = (row: DocumentRow): JsonValue => ({
  id: row.id,
  titel: row.title,
  sha256: row.sha256,
  vorlage: row.template,
  vorlageVersion: row.template_version,
});
