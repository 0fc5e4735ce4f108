import { z } from 'zod';
import { reminderMorning, statutoryDeadline, workingDayDeadline } from '../calendar/deadline.js';
import { DAY } from '../calendar/working-day.js';
import { swissDay } from '../case/swiss-day.js';
import { deadlineVariable } from './deadline-variable.js';
import { defineWorker } from './job-worker.js';
import { complete, failForGood } from './worker-outcome.js';

/**
 * Start listener of a task: until when it is to be done. `ARBEITSTAGE` for what an office sets itself, `KALENDERTAGE` for
 * periods set to a party; they begin today unless `von` names a day. `erinnerung` asks for the morning of a working day
 * on which to remind, tomorrow at the earliest. The variable stays with the task.
 */
export const deadlineTaskWorker = defineWorker({
  type: 'deadline.task',
  timeoutMs: 10_000,
  input: z.object({
    fristVorgabe: z.object({
      dauer: z.string(),
      zaehlung: z.enum(['ARBEITSTAGE', 'KALENDERTAGE']),
      von: z.string().nullish(),
      erinnerung: z.string().nullish(),
    }),
  }),
  async handle({ input }, { clock }) {
    const { dauer, zaehlung, von, erinnerung } = input.fristVorgabe;
    const now = clock.now();
    const from = von ?? swissDay(now);
    const deadline = zaehlung === 'ARBEITSTAGE' ? workingDayDeadline(from, dauer) : statutoryDeadline(from, dauer);
    const reminder = erinnerung == null ? undefined : reminderMorning(from, erinnerung, swissDay(now + DAY));
    if (deadline !== null && reminder !== null) {
      const frist = deadlineVariable(deadline);
      return complete({ frist: reminder === undefined ? frist : { ...frist, erinnerung: reminder } });
    }
    return failForGood(
      `Die Frist der Aufgabe lässt sich nicht berechnen: Beginn «${from}», Dauer «${dauer}», gezählt in ${zaehlung === 'ARBEITSTAGE' ? 'Arbeitstagen' : 'Kalendertagen'}${erinnerung == null ? '' : `, Erinnerung nach «${erinnerung}»`}. Prüfen Sie die Einstellung und starten Sie den Schritt neu.`,
    );
  },
});
