import { activatedJob } from '../../test/support/activated-job.js';
import { workerContext } from '../../test/support/worker-context.js';
import { deadlineTaskWorker } from './deadline-task.worker.js';
import { runJob } from './runner.js';
import type { WorkerOutcome } from './worker-outcome.js';

// Half an hour after midnight in Switzerland: there it is already the 5th.
const clock = { now: () => Date.parse('2026-12-04T23:30:00Z') };
const run = (fristVorgabe: Record<string, string>): Promise<WorkerOutcome> =>
  runJob(deadlineTaskWorker, activatedJob({ variables: { fristVorgabe } }), workerContext({ clock }), () => undefined);

describe('deadline.task', () => {
  it('should count working days from today in Switzerland', async () => {
    expect(await run({ dauer: 'P2D', zaehlung: 'ARBEITSTAGE' })).toMatchObject({
      kind: 'complete',
      variables: {
        frist: {
          letzterTag: '2026-12-09',
          faellig: '2026-12-09T23:59:00+01:00',
          ablauf: '2026-12-10T00:00:00+01:00',
          naechsterMorgen: '2026-12-10T08:00:00+01:00',
        },
      },
    });
  });

  it('should move the end of a calendar period to a working day, from the day that is named', async () => {
    expect(await run({ dauer: 'P3M', zaehlung: 'KALENDERTAGE', von: '2026-11-15' })).toMatchObject({
      variables: { frist: { letzterTag: '2027-02-15', ablauf: '2027-02-16T00:00:00+01:00' } },
    });
    expect(await run({ dauer: 'P30D', zaehlung: 'KALENDERTAGE', von: '2026-11-05' })).toMatchObject({
      variables: { frist: { letzterTag: '2026-12-07' } },
    });
  });

  it.each([
    // Two weeks after Saturday the 5th is a Saturday: on Monday when the office opens.
    [{ erinnerung: 'P14D' }, '2026-12-21T08:00:00+01:00'],
    // In summer two hours ahead of UTC; two months after the move.
    [{ erinnerung: 'P2M', von: '2027-04-07' }, '2027-06-07T08:00:00+02:00'],
    // Long ago already: not at once in the middle of the night, on the next working day after today (Sunday the 6th).
    [{ erinnerung: 'P2M', von: '2026-01-15' }, '2026-12-07T08:00:00+01:00'],
  ])('should remind on the morning of a working day: %j', async (reminder, expected) => {
    expect(await run({ dauer: 'P3M', zaehlung: 'KALENDERTAGE', ...reminder })).toMatchObject({
      kind: 'complete',
      variables: { frist: { erinnerung: expected } },
    });
  });

  it('should say in a sentence when it cannot count', async () => {
    expect(await run({ dauer: 'P1M', zaehlung: 'ARBEITSTAGE' })).toMatchObject({
      kind: 'fail',
      message: expect.stringMatching(/«P1M».*Arbeitstagen/),
    });
    expect(await run({ dauer: 'P1M', zaehlung: 'KALENDERTAGE', erinnerung: 'bald' })).toMatchObject({
      kind: 'fail',
      message: expect.stringMatching(/Erinnerung nach «bald»/),
    });
  });
});
