import { bpmn, end, process, start, user } from '../../../src/engine/core/testing/bpmn-text.js';
import { closedLoop, EngineLoad } from '../engine-load.js';
import type { Scenario } from '../scenario.js';
import { ReadBack } from '../read-back.js';
import { perCommand } from './job-process.js';

const COUNT = 15_000;
const IN_FLIGHT = 2_000;

/** Somebody starts a process and completes its user task as soon as it is in the task list. */
export const userTask: Scenario = {
  name: 'user-task',
  engine: 'embedded',
  open: async (database) => {
    const assignment = '<zeebe:assignmentDefinition candidateGroups="bau,kanzlei" />';
    const content = bpmn(
      process('user-task', [start(), user('check', assignment), end()], ['start -> check', 'check -> end']),
    );
    const load = await EngineLoad.open(database.engine, { name: 'user-task.bpmn', content });
    const list = ReadBack.tasks(database.engine, false);
    return {
      run: (scale) =>
        closedLoop(Math.ceil(COUNT * scale), IN_FLIGHT, async (index) => {
          const { processInstanceKey } = await load.create('user-task', index);
          const userTaskKey = await list.of(processInstanceKey);
          await load.run({ type: 'completeUserTask', userTaskKey, variables: { entscheid: 'bewilligt' } });
        }),
      close: async () => {
        await list.close();
        await load.close();
      },
      remarks: () => perCommand(load.counters),
    };
  },
};
