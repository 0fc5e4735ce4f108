import { z } from 'zod';
import { outcomeOfRefusal } from './connectors/connector-outcome.js';
import { requestJson } from './connectors/http-json.js';
import { settingsSchema } from './case-input.js';
import { defineWorker } from './job-worker.js';
import { byHand, complete } from './worker-outcome.js';

const parcelSchema = z.object({
  nummer: z.string().max(20),
  egrid: z.string().regex(/^CH\d{12}$/),
  zone: z.string().max(40),
  zonenbezeichnung: z.string().max(200),
  flaeche: z.number().min(0),
  innerhalbBauzone: z.boolean(),
  angrenzend: z.boolean(),
  gefahrenzone: z.boolean(),
  schutzobjekt: z.boolean(),
});

/** Asks the parcel service for zone, area and restrictions of a parcel. */
export const geoParcelLookupWorker = defineWorker({
  type: 'geo.parcel.lookup',
  timeoutMs: 30_000,
  input: z.object({ einstellungen: settingsSchema, anfrage: z.object({ parzelle: z.string().min(1).max(20) }) }),
  async handle({ tenantId, input }, context) {
    const connector = await context.connector(tenantId, 'parzelle', input.einstellungen);
    if (connector.mode !== 'api') return byHand('Die Gemeinde bestimmt Parzelle und Zone von Hand.');
    const number = input.anfrage.parzelle;
    const answer = await requestJson({
      baseUrl: connector.baseUrl,
      path: `/parcels/${tenantId}/${encodeURIComponent(number)}`,
      tenantId,
      answer: parcelSchema,
    });
    if (answer.ok) return complete({ parzelle: answer.value });
    if (answer.status === 404) return byHand(`Die Parzelle Nr. ${number} ist im Parzellendienst nicht bekannt.`);
    return outcomeOfRefusal('Der Parzellendienst', answer);
  },
});
