import { z } from 'zod';
import { statutoryDeadline } from '../calendar/deadline.js';
import { deadlineVariable } from './deadline-variable.js';
import { defineWorker } from './job-worker.js';
import { complete, failForGood } from './worker-outcome.js';

/** Computes a statutory period: when it ends, and when a timer may fire. */
export const deadlineComputeWorker = defineWorker({
  type: 'deadline.compute',
  timeoutMs: 10_000,
  input: z.object({ von: z.string(), dauer: z.string() }),
  async handle({ input }) {
    const deadline = statutoryDeadline(input.von, input.dauer);
    if (deadline === null) {
      return failForGood(
        `Die Frist lässt sich nicht berechnen: Beginn «${input.von}», Dauer «${input.dauer}». Prüfen Sie das erfasste Datum.`,
      );
    }
    return complete({ frist: deadlineVariable(deadline) });
  },
});
