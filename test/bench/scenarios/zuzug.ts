import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variables } from '../../../src/engine/engine.js';
import {
  deployableResources,
  loadPackage,
  parseScenario,
  readPackageDirectory,
  SCENARIO_CASE,
  startVariables,
} from '../../../src/process-package/index.js';
import { closedLoop, EngineLoad } from '../engine-load.js';
import { ReadBack } from '../read-back.js';
import type { Scenario } from '../scenario.js';
import { perCommand } from './job-process.js';

const COUNT = 1_500;
const IN_FLIGHT = 300;
const FOLDER = join('processes', 'zuzug');
const EXAMPLE = join(FOLDER, 'scenario', 'haushalt-angenommen.yaml');

/**
 * The package `zuzug` as it is delivered, by its own example «Familie»: FEEL, decisions, mappings, parallel parts, about ten
 * workers that answer at once, one task of the clerk.
 */
export const zuzug: Scenario = {
  name: 'zuzug',
  engine: 'embedded',
  open: async (database) => {
    const read = await loadPackage(await readPackageDirectory(FOLDER));
    const example = parseScenario(await readFile(EXAMPLE, 'utf8'));
    if (!read.ok || !example.ok) throw new Error('The package zuzug or its example cannot be read.');
    const { manifest } = read.value;
    const { jobs, steps } = example.value;
    const load = await EngineLoad.open(database.engine, ...deployableResources(read.value));
    const tasks = ReadBack.tasks(database.engine, true);
    const ends = ReadBack.ends(database.engine);
    const stopping = new AbortController();
    const working = Object.entries(jobs).map(([type, { variables }]) =>
      load.work(type, stopping.signal, () => undefined, variables as Variables),
    );
    const decided = steps.flatMap((step) =>
      'expectTask' in step && step.complete ? [step.complete as Variables] : [],
    );
    const { variables } = startVariables(manifest, example.value);
    const given = () => ({ ...variables, fall: { ...SCENARIO_CASE, id: randomUUID() } }) as Variables;
    return {
      run: (scale) =>
        closedLoop(Math.ceil(COUNT * scale), IN_FLIGHT, async (index) => {
          const { processInstanceKey } = await load.create(manifest.process, index, given());
          for (const variables of decided) {
            const userTaskKey = await tasks.of(processInstanceKey);
            await load.run({ type: 'completeUserTask', userTaskKey, variables });
          }
          await ends.of(processInstanceKey);
        }),
      close: async () => {
        stopping.abort();
        await Promise.all(working);
        await Promise.all([tasks.close(), ends.close()]);
        await load.close();
      },
      remarks: () => perCommand(load.counters),
    };
  },
};
