import { z } from 'zod';
import { swissDay } from '../case/swiss-day.js';
import { reportedPersonSchema, toEchPerson } from '../ech/reported-person.js';
import { addressSchema, caseSchema, settingsSchema } from './case-input.js';
import { outcomeOfRefusal } from './connectors/connector-outcome.js';
import { exportFile } from './connectors/file-export.js';
import { requestJson } from './connectors/http-json.js';
import { defineWorker } from './job-worker.js';
import { byHand, complete } from './worker-outcome.js';

/** Enters a household in the residents' register. The idempotency key keeps a repeated call from entering it twice. */
export const erpPersonMoveinWorker = defineWorker({
  type: 'erp.person.movein',
  timeoutMs: 60_000,
  input: z.object({
    fall: caseSchema,
    einstellungen: settingsSchema,
    anmeldung: z.object({
      personen: z.array(reportedPersonSchema).min(1).max(50),
      adresse: addressSchema,
      wohnung: z.object({ egid: z.string(), ewid: z.string() }),
      zuzugsdatum: z.iso.date(),
      herkunft: z.object({ ort: z.string(), plz: z.string().nullish(), land: z.string().nullish() }),
      wohnsitzart: z.string(),
    }),
  }),
  async handle({ tenantId, input, idempotencyKey }, context) {
    const { anmeldung } = input;
    const connector = await context.connector(tenantId, 'register', input.einstellungen);
    if (connector.mode === 'manual') return byHand('Diese Gemeinde trägt Zuzüge von Hand im Einwohnerregister ein.');
    const moveIn = {
      caseNumber: input.fall.nummer,
      arrivalDate: anmeldung.zuzugsdatum,
      residence: anmeldung.wohnsitzart,
      comesFrom: {
        town: anmeldung.herkunft.ort,
        postalCode: anmeldung.herkunft.plz ?? null,
        country: anmeldung.herkunft.land ?? 'CH',
      },
      dwellingAddress: {
        EGID: anmeldung.wohnung.egid,
        EWID: anmeldung.wohnung.ewid,
        address: {
          street: anmeldung.adresse.strasse,
          houseNumber: anmeldung.adresse.hausnummer,
          swissZipCode: anmeldung.adresse.plz,
          town: anmeldung.adresse.ort,
        },
      },
      persons: anmeldung.personen.map(toEchPerson),
    };
    const today = swissDay(context.clock.now());
    if (connector.mode === 'file') {
      const file = await exportFile(context.dataDirectory, tenantId, 'register', idempotencyKey, moveIn);
      return complete({ register: { nummer: file, datum: today } });
    }
    const answer = await requestJson({
      baseUrl: connector.baseUrl,
      path: '/register/move-ins',
      method: 'POST',
      body: moveIn,
      tenantId,
      idempotencyKey,
      answer: z.object({ id: z.string().min(1).max(60) }),
    });
    return answer.ok
      ? complete({ register: { nummer: answer.value.id, datum: today } })
      : outcomeOfRefusal('Das Einwohnerregister', answer);
  },
});
