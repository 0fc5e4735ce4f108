import { z } from 'zod';
import { swissDay } from '../case/swiss-day.js';
import { caseSchema } from './case-input.js';
import { defineWorker } from './job-worker.js';
import { complete } from './worker-outcome.js';

/** Opens the dossier of a case: its number and its place in the filing plan, as they stand on every document. */
export const dossierCreateWorker = defineWorker({
  type: 'dossier.create',
  timeoutMs: 10_000,
  input: z.object({ fall: caseSchema, registraturplan: z.string().default('') }),
  async handle({ input }, { clock }) {
    return complete({
      dossier: {
        nummer: input.fall.nummer,
        registraturplan: input.registraturplan,
        eroeffnetAm: swissDay(clock.now()),
      },
    });
  },
});
