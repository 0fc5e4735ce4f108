import { z } from 'zod';
import { localizedTextSchema } from './localized-text.js';

/** ISO day; settings, articles and DMN rules change on days. */
export const isoDaySchema = z.iso.date();

/** Layers above the package's own default. The higher one wins. */
export const SETTING_LAYERS = ['region', 'gemeinde'] as const;
export type SettingLayer = (typeof SETTING_LAYERS)[number];

export const settingValueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.strictObject({
    name: z.string(),
    street: z.string(),
    houseNumber: z.string(),
    postalCode: z.string(),
    town: z.string(),
  }),
]);
export type SettingValue = z.infer<typeof settingValueSchema>;

/** How sure we are of a legal value: A found in a public source, B known and to be confirmed, C assumed. */
export const confidenceSchema = z.enum(['A', 'B', 'C']);

const datedValueSchema = z.strictObject({
  value: settingValueSchema,
  validFrom: isoDaySchema.optional(),
  legalBasis: z.string().optional(),
  confidence: confidenceSchema.optional(),
});
/** A value with the day from which it holds; in a list the latest one in force wins. */
export type DatedValue = z.infer<typeof datedValueSchema>;
export { datedValueSchema };

/** An adjustment point of a package: what a region or Gemeinde may set without touching the model. */
export const settingDefinitionSchema = z.strictObject({
  /** FEEL name: read as `einstellungen.<key>` in BPMN, DMN, forms and letters. */
  key: z.string().regex(/^[a-z][A-Za-z0-9]{1,59}$/, 'Schlüssel: Buchstaben und Ziffern, klein beginnend'),
  title: localizedTextSchema,
  description: localizedTextSchema.optional(),
  /** money in CHF, rate in per mille, duration as ISO 8601 period, list = several texts. */
  type: z.enum([
    'money',
    'rate',
    'integer',
    'duration',
    'boolean',
    'text',
    'choice',
    'list',
    'address',
    'iban',
    'email',
  ]),
  default: settingValueSchema,
  /** Values of the package itself that come into force later. */
  later: z.array(datedValueSchema).default([]),
  /** Numbers in the unit of the type; for durations in days, for texts in characters. */
  min: z.number().optional(),
  max: z.number().optional(),
  options: z.array(z.strictObject({ value: z.string(), title: localizedTextSchema })).optional(),
  /** CHF, m², ‰; for a duration what its days are called when they are not calendar days. */
  unit: localizedTextSchema.optional(),
  legalBasis: localizedTextSchema.optional(),
  validFrom: isoDaySchema.optional(),
  confidence: confidenceSchema.optional(),
  /** Which layers may set it; an empty list freezes the package's value. */
  layers: z.array(z.enum(SETTING_LAYERS)).default([...SETTING_LAYERS]),
});
export type SettingDefinition = z.infer<typeof settingDefinitionSchema>;
