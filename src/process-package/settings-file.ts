import { parse } from 'yaml';
import { z } from 'zod';
import { type DatedValue, datedValueSchema, settingValueSchema } from './setting-definition.js';
import { profileSchema } from '../municipality/profile.js';

const overlayValueSchema = z.union([
  settingValueSchema.transform((value): DatedValue[] => [{ value }]),
  datedValueSchema.transform((entry) => [entry]),
  z.array(datedValueSchema).min(1),
]);

const settingsFileSchema = z.strictObject({
  /** Absent in the file of the region. */
  bfs: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  name: z.string().optional(),
  profil: profileSchema.optional(),
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
