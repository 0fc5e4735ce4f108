import { de } from './de.js';
import { fr } from './fr.js';

/** Languages of the pages. Contents of packages fall back to German where French is missing. */
export const LANGUAGES = ['de', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every text of portal and desk, by room. */
export type Texts = typeof de;

const CATALOGUE: Record<Language, Texts> = { de, fr };

export const textsOf = (language: Language): Texts => CATALOGUE[language];

export const isLanguage = (value: unknown): value is Language => value === 'de' || value === 'fr';
