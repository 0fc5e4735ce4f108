import { z } from 'zod';
import { swissDay } from '../case/swiss-day.js';
import { normaliseAhvNumber } from '../ech/ahv-number.js';
import { type ReportedPerson, reportedPersonSchema } from '../ech/reported-person.js';
import { defineWorker } from './job-worker.js';
import { statutoryDeadline } from '../calendar/deadline.js';
import { complete } from './worker-outcome.js';

/** Looks at a reported household as a clerk would: numbers, dates, duplicates, the reporting period. Only hints; people decide. */
export const personValidateWorker = defineWorker({
  type: 'person.validate',
  timeoutMs: 10_000,
  input: z.object({
    personen: z.array(reportedPersonSchema).min(1).max(50),
    zuzugsdatum: z.iso.date(),
    fristMeldung: z.string(),
    fall: z.object({ eingereichtAm: z.iso.date() }),
  }),
  async handle({ input }, { clock }) {
    const today = swissDay(clock.now());
    const hints = [
      ...input.personen.flatMap((person) => personHints(person, today)),
      ...duplicateHints(input.personen),
    ];
    const lastDay = statutoryDeadline(input.zuzugsdatum, input.fristMeldung)?.lastDay ?? today;
    const late = input.fall.eingereichtAm > lastDay;
    if (late) hints.push('Die Meldung ist nach Ablauf der Meldefrist eingegangen.');
    if (input.zuzugsdatum > today) hints.push('Das Zuzugsdatum liegt in der Zukunft.');
    return complete({
      pruefung: {
        hinweise: hints,
        verspaetet: late,
        zusammenfassung: hints.length === 0 ? 'Keine Auffälligkeiten.' : hints.join(' '),
      },
    });
  },
});

function personHints(person: ReportedPerson, today: string): string[] {
  const name = `${person.vorname} ${person.name}`;
  const hints: string[] = [];
  if (!person.ahv) hints.push(`${name}: Es ist noch keine AHV-Nummer bekannt.`);
  else if (normaliseAhvNumber(person.ahv) === null) hints.push(`${name}: Die Prüfziffer der AHV-Nummer stimmt nicht.`);
  if (person.geburtsdatum > today) hints.push(`${name}: Das Geburtsdatum liegt in der Zukunft.`);
  if (person.staatsangehoerigkeit === 'CH' && !person.heimatort) hints.push(`${name}: Der Heimatort fehlt.`);
  if (person.staatsangehoerigkeit === 'DRITT' && (!person.bewilligung || person.bewilligung === 'KEINE'))
    hints.push(`${name}: Es liegt noch kein Ausländerausweis vor.`);
  return hints;
}

function duplicateHints(persons: readonly ReportedPerson[]): string[] {
  const numbers = persons.flatMap(({ ahv }) => (ahv ? [normaliseAhvNumber(ahv) ?? ahv] : []));
  return new Set(numbers).size === numbers.length ? [] : ['Eine AHV-Nummer kommt im Haushalt mehrmals vor.'];
}
