import { z } from 'zod';
import { settingsSchema } from './case-input.js';
import { outcomeOfRefusal } from './connectors/connector-outcome.js';
import { requestJson } from './connectors/http-json.js';
import { defineWorker } from './job-worker.js';
import { byHand, complete } from './worker-outcome.js';

const dwellingSchema = z.object({
  egid: z.string().regex(/^\d{1,9}$/),
  ewid: z.string().regex(/^\d{1,3}$/),
  stockwerk: z.string().max(40),
  lage: z.string().max(60).default(''),
  zimmer: z.number().nullable().default(null),
  wohnungsnummer: z.string().max(20).default(''),
});

/** Looks for the dwelling at an address. Exactly one match is taken; everything else is for people, with the candidates. */
export const gwrDwellingSearchWorker = defineWorker({
  type: 'gwr.dwelling.search',
  timeoutMs: 30_000,
  input: z.object({
    einstellungen: settingsSchema,
    anfrage: z.object({
      strasse: z.string(),
      hausnummer: z.string().nullish(),
      plz: z.string(),
      ort: z.string(),
      stockwerk: z.string().nullish(),
      wohnungsnummer: z.string().nullish(),
    }),
  }),
  async handle({ tenantId, input }, context) {
    const connector = await context.connector(tenantId, 'wohnung', input.einstellungen);
    if (connector.mode !== 'api') return byHand('Die Gemeinde ordnet Wohnungen von Hand zu.', { kandidaten: [] });
    const { strasse, hausnummer, plz, ort, wohnungsnummer, stockwerk } = input.anfrage;
    const answer = await requestJson({
      baseUrl: connector.baseUrl,
      path: '/gwr/dwellings',
      query: { street: strasse, number: hausnummer ?? '', postalCode: plz, town: ort },
      tenantId,
      answer: z.array(dwellingSchema).max(200),
    });
    if (!answer.ok) return outcomeOfRefusal('Das Gebäude- und Wohnungsregister', answer);
    const matches = narrow(answer.value, wohnungsnummer, stockwerk);
    const [only] = matches;
    if (matches.length === 1 && only !== undefined) return complete({ wohnung: { egid: only.egid, ewid: only.ewid } });
    const reason =
      matches.length === 0
        ? 'An dieser Adresse ist keine Wohnung bekannt.'
        : `An dieser Adresse passen ${matches.length} Wohnungen.`;
    return byHand(reason, { kandidaten: matches });
  },
});

type Dwelling = z.infer<typeof dwellingSchema>;

/** A dwelling number decides; else the floor, when it names any. */
function narrow(found: Dwelling[], number: string | null | undefined, floor: string | null | undefined): Dwelling[] {
  const byNumber = number ? found.filter((dwelling) => dwelling.wohnungsnummer === number.trim()) : [];
  if (byNumber.length > 0) return byNumber;
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9äöü]/g, '');
  const byFloor = floor ? found.filter((dwelling) => plain(dwelling.stockwerk) === plain(floor)) : [];
  return byFloor.length > 0 ? byFloor : found;
}
