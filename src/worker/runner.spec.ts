import { z } from 'zod';
import { activatedJob } from '../../test/support/activated-job.js';
import { workerContext } from '../../test/support/worker-context.js';
import type { ActivatedJob, Engine, EngineCommand } from '../engine/engine.js';
import { defineWorker } from './job-worker.js';
import { JobRunner, commandFor, runJob } from './runner.js';
import { byHand, complete, fail, failForGood } from './worker-outcome.js';

const job = (change: Partial<ActivatedJob> = {}): ActivatedJob => activatedJob({ variables: { zahl: 1 }, ...change });
const context = workerContext();

describe('commandFor', () => {
  it('should complete and throw with the worker variables', () => {
    expect(commandFor(job(), complete({ a: 1 })).command).toEqual({
      type: 'completeJob',
      jobKey: '42',
      variables: { a: 1 },
    });
    expect(commandFor(job(), byHand('Grund')).command).toMatchObject({
      type: 'throwError',
      errorCode: 'MANUELL',
      variables: { manuellGrund: 'Grund' },
    });
  });

  it('should double the pause with every try and stop at zero retries', () => {
    const pauses = [5, 4, 3, 2].map(
      (retries) => (commandFor(job({ retries }), fail('x')).command as { retryBackOff: number }).retryBackOff,
    );
    expect(pauses).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(commandFor(job({ retries: 1 }), fail('x')).command).toMatchObject({
      retries: 0,
      retryBackOff: 0,
      errorMessage: 'x',
    });
  });

  it('should raise the incident at once when trying again cannot help', () => {
    expect(commandFor(job(), failForGood('x')).command).toMatchObject({ type: 'failJob', retries: 0 });
  });

  it('should give every try its own command id of at most 64 characters', () => {
    const key = '9223372036854775807';
    const ids = [
      commandFor(job({ key }), fail('x')),
      commandFor(job({ key, retries: 4 }), fail('x')),
      commandFor(job({ key, deadline: 9_999_999_999_999 }), fail('x')),
    ];
    expect(new Set(ids.map(({ commandId }) => commandId)).size).toBe(3);
    expect(Math.max(...ids.map(({ commandId }) => commandId.length))).toBeLessThanOrEqual(64);
  });
});

describe('runJob', () => {
  const worker = defineWorker({
    type: 'probe',
    timeoutMs: 1,
    input: z.object({ zahl: z.number() }),
    handle: async ({ input }) => complete({ doppelt: input.zahl * 2 }),
  });

  it('should hand checked input to the worker', async () => {
    expect(await runJob(worker, job(), context, () => undefined)).toEqual(complete({ doppelt: 2 }));
  });

  it('should name the fields in German when the input does not fit, and not try again', async () => {
    const outcome = await runJob(worker, job({ variables: { zahl: 'eins' } }), context, () => undefined);
    expect(outcome).toMatchObject({ kind: 'fail', final: true, message: expect.stringContaining('«zahl»') });
  });

  it('should turn an exception into a technical failure and report it', async () => {
    const reported: unknown[] = [];
    const broken = { ...worker, handle: () => Promise.reject(new Error('geheim')) };
    const outcome = await runJob(broken, job(), context, (error) => reported.push(error));
    expect(outcome).toMatchObject({ kind: 'fail' });
    expect(JSON.stringify(outcome)).not.toContain('geheim');
    expect(reported).toHaveLength(1);
  });
});

describe('JobRunner', () => {
  it('should work on jobs with bounded concurrency, answer the engine and stop cleanly', async () => {
    const waiting = Array.from({ length: 10 }, (_, index) => job({ key: String(index) }));
    const answered: EngineCommand[] = [];
    let running = 0;
    let most = 0;
    const engine: Pick<Engine, 'activateJobs' | 'execute'> = {
      activateJobs: async ({ maxJobsToActivate, signal }) => {
        const jobs = waiting.splice(0, maxJobsToActivate);
        if (jobs.length === 0) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        return jobs;
      },
      execute: async (command) => {
        answered.push(command);
        return { ok: false, rejection: { code: 'NOT_FOUND', reason: 'the case is gone' } };
      },
    };
    const worker = defineWorker({
      type: 'probe',
      timeoutMs: 1000,
      input: z.object({}),
      async handle() {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return complete();
      },
    });
    const runner = new JobRunner(engine, [worker], context, { concurrency: 3, pollMs: 10 });
    runner.start();
    while (answered.length < 10) await new Promise((resolve) => setImmediate(resolve));
    await runner.stop();
    expect(most).toBeLessThanOrEqual(3);
    expect(new Set(answered.map((command) => (command as { jobKey: string }).jobKey)).size).toBe(10);
  });
});
