import { formatAhvNumber, normaliseAhvNumber } from '../ech/ahv-number.js';
import { groupThousands } from '../texts/swiss-number.js';
import type { JsonValue } from '../engine/engine.js';

export type YesNo = { yes: string; no: string };

/**
 * A value of a case as people read it in a text or table of a form: `24.11.2026` for a day, `850’000` for a number,
 * `756.9217.0769.85` for an AHV number. Pure, for server and browser.
 */
export function shownValue(value: JsonValue | undefined, words: YesNo): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return shownNumber(String(value));
  if (Array.isArray(value)) return value.map((each) => shownValue(each, words)).join(', ');
  return typeof value === 'string' ? shownText(value) : '';
}

function shownText(text: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (day) return `${day[3]}.${day[2]}.${day[1]}`;
  return normaliseAhvNumber(text) === text ? formatAhvNumber(text) : text;
}

/** `850’000`: numbers with five digits and more are grouped, years and postcodes are not. */
export const shownNumber = (text: string): string => (/^-?\d{5}/.test(text) ? groupThousands(text) : text);

/**
 * Text that people typed, for a place where Markdown is read: every sign that could mean something there becomes a
 * character reference, so a name stays a name and never becomes a link or an element.
 */
export const asPlainMarkdown = (text: string): string =>
  text
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/\r?\n/g, '<br>');

/** Splits `Vorhaben: {{gesuch.name}}!` into texts (even places) and expressions (odd places). */
export const templatePieces = (text: string): string[] => text.split(/\{\{([\s\S]*?)\}\}/);
