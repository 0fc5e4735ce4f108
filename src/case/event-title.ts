import type { PackageManifest } from '../process-package/manifest.js';
import { localize } from '../process-package/localized-text.js';
import { type Language, type Texts, textsOf } from '../texts/texts.js';
import type { CaseEventRow } from './case-event.store.js';

/** Kinds of events with a text of the catalogue; the others carry their own title. */
export type KnownEvent = keyof Texts['web']['event'];

/** What the timeline stores of an event of ours: its kind, and its German title for exports and searches. */
export const caseEvent = (kind: KnownEvent): { kind: KnownEvent; title: string } => ({
  kind,
  title: textsOf('de').web.event[kind],
});

/** The event's title in the reader's language; German where nothing else is known. */
export function eventTitle(
  { kind, title, element_id }: CaseEventRow,
  { timeline }: PackageManifest,
  language: Language,
): string {
  const known = textsOf(language).web.event;
  if (Object.hasOwn(known, kind)) return known[kind as KnownEvent];
  const step = timeline.find(({ element, text }) => element === element_id && text.de === title);
  return step ? localize(step.text, language) : title;
}
