import { z } from 'zod';

/** German is required, French is prepared. A bare string in YAML is the German text. */
export const localizedTextSchema = z.union([
  z
    .string()
    .trim()
    .min(1)
    .transform((de): LocalizedText => ({ de })),
  z.strictObject({ de: z.string().trim().min(1), fr: z.string().trim().min(1).optional() }),
]);

export interface LocalizedText {
  de: string;
  fr?: string | undefined;
}

/** The text in the wanted language, else German. */
export function localize(text: LocalizedText, language: 'de' | 'fr' = 'de'): string {
  return (language === 'fr' ? text.fr : undefined) ?? text.de;
}
