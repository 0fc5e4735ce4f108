import { z } from 'zod';
import { localizedTextSchema } from './localized-text.js';

const documentsSchema = z.array(z.strictObject({ title: localizedTextSchema, hint: localizedTextSchema.optional() }));

/** What personal data is processed and why. */
export const dataCategoriesSchema = z.array(
  z.strictObject({ title: localizedTextSchema, purpose: localizedTextSchema, sensitive: z.boolean().default(false) }),
);

/** What the service page says instead where only a part of the service is possible online. */
const partialServiceSchema = z.strictObject({
  title: localizedTextSchema,
  summary: localizedTextSchema,
  /** Label of the start button. */
  start: localizedTextSchema,
  whoMay: localizedTextSchema,
  documents: documentsSchema,
  cost: localizedTextSchema,
  duration: localizedTextSchema,
  steps: z.array(z.strictObject({ title: localizedTextSchema, description: localizedTextSchema })).min(1),
  dataCategories: dataCategoriesSchema,
  /** Keys of the settings that the page lists. */
  settings: z.array(z.string()),
});

const intakeNoteSchema = z.strictObject({
  title: localizedTextSchema,
  text: localizedTextSchema,
  link: z.strictObject({ title: localizedTextSchema, url: z.url({ protocol: /^https$/ }) }).optional(),
  /** False: the service page shows the note and no start button. */
  onlineStart: z.boolean(),
  instead: partialServiceSchema.optional(),
});

/** What the service page says. */
export const serviceSchema = z.strictObject({
  whoMay: localizedTextSchema,
  /** Checklist of what people should have at hand. */
  documents: documentsSchema,
  /** Text with {{FEEL}} over `einstellungen`. */
  cost: localizedTextSchema,
  duration: localizedTextSchema,
  /** For packages with a setting `intakeMode`: what the page says in each mode. */
  intakeNotes: z.record(z.string(), intakeNoteSchema).default({}),
});
