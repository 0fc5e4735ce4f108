import { z } from 'zod';

/** What every job of a case carries. */
export const caseSchema = z.object({
  id: z.uuid(),
  nummer: z.string().regex(/^\d{4}-\d{4}-\d{4,10}$/),
  eingereichtAm: z.iso.date(),
});

export const settingsSchema = z.record(z.string(), z.unknown()).default({});

/** Postal address in the words of the forms. */
export const addressSchema = z.object({
  strasse: z.string().nullish(),
  hausnummer: z.string().nullish(),
  plz: z.string().nullish(),
  ort: z.string().nullish(),
});
