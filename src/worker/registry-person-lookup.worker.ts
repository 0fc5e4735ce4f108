import { z } from 'zod';
import { normaliseAhvNumber } from '../ech/ahv-number.js';
import { reportedPersonSchema } from '../ech/reported-person.js';
import { settingsSchema } from './case-input.js';
import { outcomeOfRefusal } from './connectors/connector-outcome.js';
import { requestJson } from './connectors/http-json.js';
import { defineWorker } from './job-worker.js';
import { byHand, complete } from './worker-outcome.js';

const matchSchema = z.object({
  personId: z.string().max(60),
  officialName: z.string().max(200),
  firstName: z.string().max(200),
  status: z.string().max(60),
  score: z.number().min(0).max(1),
});

/** Asks the residents' register whether the persons of a household are known. */
export const registryPersonLookupWorker = defineWorker({
  type: 'registry.person.lookup',
  timeoutMs: 60_000,
  input: z.object({ einstellungen: settingsSchema, personen: z.array(reportedPersonSchema).min(1).max(50) }),
  async handle({ tenantId, input }, context) {
    const connector = await context.connector(tenantId, 'register', input.einstellungen);
    if (connector.mode !== 'api')
      return byHand('Das Einwohnerregister dieser Gemeinde hat keine Schnittstelle für Abfragen.');
    const answer = await requestJson({
      baseUrl: connector.baseUrl,
      path: '/register/lookups',
      method: 'POST',
      // By POST: AHV numbers do not belong into addresses, which end up in logs.
      body: {
        persons: input.personen.map((person) => ({
          vn: normaliseAhvNumber(person.ahv ?? ''),
          officialName: person.name,
          firstName: person.vorname,
          dateOfBirth: person.geburtsdatum,
        })),
      },
      tenantId,
      answer: z.array(z.array(matchSchema).max(20)).length(input.personen.length),
    });
    if (!answer.ok) return outcomeOfRefusal('Das Einwohnerregister', answer);
    const known = answer.value.filter((matches) => matches.some((match) => match.score === 1)).length;
    const result = known === 0 ? 'NEU' : known === input.personen.length ? 'BEKANNT' : 'TEILWEISE';
    return complete({ abgleich: { ergebnis: result, treffer: answer.value } });
  },
});
