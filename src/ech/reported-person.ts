import { z } from 'zod';
import { normaliseAhvNumber } from './ahv-number.js';

/** A person of a household as the form reports it. Codes: sex eCH-0044, marital status eCH-0011, permit eCH-0006. */
export const reportedPersonSchema = z.object({
  vorname: z.string().min(1).max(100),
  name: z.string().min(1).max(100),
  geburtsdatum: z.iso.date(),
  geschlecht: z.enum(['1', '2', '3']),
  /** Absent for people who have none yet, e.g. on arrival from abroad. */
  ahv: z.string().max(20).nullish(),
  zivilstand: z.enum(['1', '2', '3', '4', '5', '6', '7', '9']),
  staatsangehoerigkeit: z.enum(['CH', 'EU', 'DRITT']),
  heimatort: z.string().max(60).nullish(),
  bewilligung: z.string().max(10).nullish(),
});
export type ReportedPerson = z.infer<typeof reportedPersonSchema>;

/** The same person in the names of eCH-0044 and eCH-0011, as registers speak. Unknown parts are left out, never invented. */
export function toEchPerson(person: ReportedPerson): object {
  const vn = normaliseAhvNumber(person.ahv ?? '');
  return {
    personIdentification: {
      ...(vn === null ? {} : { vn }),
      officialName: person.name,
      firstName: person.vorname,
      sex: person.geschlecht,
      dateOfBirth: { yearMonthDay: person.geburtsdatum },
    },
    maritalData: { maritalStatus: person.zivilstand },
    nationality: person.staatsangehoerigkeit,
    ...(person.heimatort ? { placeOfOrigin: { originName: person.heimatort } } : {}),
    ...(person.bewilligung && person.bewilligung !== 'KEINE' ? { residencePermit: person.bewilligung } : {}),
  };
}
