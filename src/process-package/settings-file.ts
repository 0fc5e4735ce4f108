import { parse } from 'yaml';
import { z } from 'zod';
import { type DatedValue, datedValueSchema, settingValueSchema } from './setting-definition.js';
import { isIban } from './setting-value.js';

const ibanSchema = z
  .string()
  .transform((text) => text.replaceAll(' ', ''))
  .refine(isIban, 'keine gültige IBAN');

/** Public face of a Gemeinde: letterhead, contact, payments. Becomes the variable `gemeinde` of its cases. */
export const municipalityProfileSchema = z.strictObject({
  bfs: z.string().regex(/^\d{4}$/),
  name: z.string(),
  /** Name of the authority as it stands on letters: «Einwohnergemeinde Bitsch». */
  authority: z.string(),
  address: z.strictObject({ street: z.string(), houseNumber: z.string(), postalCode: z.string(), town: z.string() }),
  phone: z.string(),
  email: z.email(),
  website: z.url().optional(),
  openingHours: z.array(z.string()),
  letterhead: z.strictObject({
    /** Accent colour of letters and pages. */
    colour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    onColour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    /** Coat of arms as SVG text; simple shapes only. */
    crest: z.string().startsWith('<svg'),
  }),
  signatories: z.strictObject({ mayor: z.string(), clerk: z.string() }),
  payment: z.strictObject({
    /** QR-IBAN (QRR reference) or ordinary IBAN (SCOR reference). */
    iban: ibanSchema,
    creditor: z.strictObject({
      name: z.string().max(70),
      street: z.string().max(70),
      houseNumber: z.string().max(16),
      postalCode: z.string().max(16),
      town: z.string().max(35),
    }),
  }),
  /** Invented Gemeinde: documents carry the mark «TEST». */
  test: z.boolean().default(false),
});
export type MunicipalityProfile = z.infer<typeof municipalityProfileSchema>;

const overlayValueSchema = z.union([
  settingValueSchema.transform((value): DatedValue[] => [{ value }]),
  datedValueSchema.transform((entry) => [entry]),
  z.array(datedValueSchema).min(1),
]);

const settingsFileSchema = z.strictObject({
  gemeinde: municipalityProfileSchema.optional(),
  /** Package id to setting key to a bare value, a dated value or several dated values. */
  einstellungen: z.record(z.string(), z.record(z.string(), overlayValueSchema)).default({}),
});

/** One file of `processes/settings/`: the region, or one Gemeinde with its profile. */
export type SettingsFile = z.infer<typeof settingsFileSchema>;

/** Reads a settings file; throws with the path of the first fault, because these files are part of the delivery. */
export function parseSettingsFile(name: string, text: string): SettingsFile {
  const parsed = settingsFileSchema.safeParse(parse(text, { maxAliasCount: 20 }));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}
