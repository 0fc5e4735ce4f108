import { bpmn, end, job, process, start } from '../../../src/engine/core/testing/bpmn-text.js';
import type { Resource } from '../../../src/engine/engine.js';
import { closedLoop, EngineLoad } from '../engine-load.js';
import type { Scenario } from '../scenario.js';

/** A process of `tasks` service tasks in a row, from its start to its end, with an in-process worker. */
export const jobProcess = (name: string, tasks: number, count: number, inFlight: number): Scenario => ({
  name,
  engine: 'embedded',
  open: async (database) => {
    const load = await EngineLoad.open(database.engine, jobChain(name, tasks));
    const stopping = new AbortController();
    const last = `task${tasks}`;
    const waiting = new Map<number, () => void>();
    const working = load.work('work', stopping.signal, ({ elementId, variables }) => {
      if (elementId === last) waiting.get(Number(variables['number']))?.();
    });
    return {
      run: (scale) =>
        closedLoop(Math.ceil(count * scale), inFlight, async (index) => {
          const ended = new Promise<void>((resolve) => waiting.set(index, resolve));
          await load.create(name, index);
          await ended;
        }),
      close: async () => {
        stopping.abort();
        await working;
        await load.close();
      },
      remarks: () => perCommand(load.counters),
    };
  },
});

/** start → job `task1` → … → end; every job is of the type `work`. */
export function jobChain(name: string, tasks: number): Resource {
  const steps = Array.from({ length: tasks }, (_, index) => `task${index + 1}`);
  const path = ['start', ...steps, 'end'];
  const content = bpmn(
    process(
      name,
      [start(), ...steps.map((step) => job(step, 'work')), end()],
      path.slice(1).map((step, index) => `${path[index]} -> ${step}`),
    ),
  );
  return { name: `${name}.bpmn`, content };
}

/** What a command costs, whatever the machine. */
export function perCommand({ batches, statements, commands, records }: EngineLoad['counters']): Record<string, number> {
  const each = (value: number) => Math.round((value / commands) * 1000) / 1000;
  return { commitsPerCommand: each(batches), statementsPerCommand: each(statements), recordsPerCommand: each(records) };
}
