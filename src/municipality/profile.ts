import { z } from 'zod';
import type { Variables } from '../engine/engine.js';

const addressSchema = z.strictObject({
  street: z.string().max(70),
  houseNumber: z.string().max(16).default(''),
  postalCode: z.string().regex(/^\d{4}$/),
  town: z.string().max(35),
});

const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

/** What a Gemeinde says about itself on pages and letters. */
export const profileSchema = z.strictObject({
  /** As the sender of letters: «Gemeinde Bitsch». */
  officialName: z.string().min(2).max(70),
  address: addressSchema,
  phone: z.string(),
  email: z.email(),
  website: z.string().optional(),
  openingHours: z.array(z.string()).default([]),
  /** Places of the Gemeinde, for the search by place name. */
  places: z.array(z.strictObject({ name: z.string(), postalCode: z.string() })).default([]),
  iban: z.string().optional(),
  qrIban: z.string().optional(),
  accent: colour.default('#0f5c63'),
  accentText: colour.default('#ffffff'),
  /** Crest as SVG text without scripts or links; shown on pages and letters. */
  crestSvg: z.string().max(20_000).optional(),
  mayor: z.string().optional(),
  clerk: z.string().optional(),
  /** True for the demo Gemeinde: its documents carry «TEST». */
  test: z.boolean().default(false),
});

export type MunicipalityProfile = z.infer<typeof profileSchema>;

export interface Municipality {
  bfs: string;
  name: string;
  slug: string;
  district: string;
  postalCode: string;
  validTo: string | null;
  successor: string | null;
  /** Empty for a Gemeinde that has not joined yet. */
  profile: Partial<MunicipalityProfile>;
}

/** The Gemeinde as a process variable: what models and letters may say about it. */
export function municipalityVariables(municipality: Municipality): Variables {
  const { profile } = municipality;
  return {
    bfs: municipality.bfs,
    name: municipality.name,
    amtsname: profile.officialName ?? `Gemeinde ${municipality.name}`,
    plz: profile.address?.postalCode ?? municipality.postalCode,
    ort: profile.address?.town ?? municipality.name,
    telefon: profile.phone ?? '',
    email: profile.email ?? '',
  };
}
