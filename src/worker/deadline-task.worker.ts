import { z } from 'zod';
import { statutoryDeadline, workingDayDeadline } from '../calendar/deadline.js';
import { swissDay } from '../case/swiss-day.js';
import { deadlineVariable } from './deadline-variable.js';
import { defineWorker } from './job-worker.js';
import { complete, failForGood } from './worker-outcome.js';

/**
 * Start listener of a user task: until when it is to be done. `ARBEITSTAGE` for what an office sets itself,
 * `KALENDERTAGE` for periods set to a party; they begin today unless `von` names a day. The variable stays with the task.
 */
export const deadlineTaskWorker = defineWorker({
  type: 'deadline.task',
  timeoutMs: 10_000,
  input: z.object({
    fristVorgabe: z.object({
      dauer: z.string(),
      zaehlung: z.enum(['ARBEITSTAGE', 'KALENDERTAGE']),
      von: z.string().nullish(),
    }),
  }),
  async handle({ input }, { clock }) {
    const { dauer, zaehlung, von } = input.fristVorgabe;
    const from = von ?? swissDay(clock.now());
    const deadline = zaehlung === 'ARBEITSTAGE' ? workingDayDeadline(from, dauer) : statutoryDeadline(from, dauer);
    if (deadline !== null) return complete({ frist: deadlineVariable(deadline) });
    return failForGood(
      `Die Frist der Aufgabe lässt sich nicht berechnen: Beginn «${from}», Dauer «${dauer}», gezählt in ${zaehlung === 'ARBEITSTAGE' ? 'Arbeitstagen' : 'Kalendertagen'}. Prüfen Sie die Einstellung und starten Sie den Schritt neu.`,
    );
  },
});
