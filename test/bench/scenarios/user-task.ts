import { bpmn, end, process, start, user } from '../../../src/engine/core/testing/bpmn-text.js';
import pg from 'pg';
import { closedLoop, EngineLoad } from '../engine-load.js';
import type { Scenario } from '../scenario.js';
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
    const list = new TaskList(database.engine);
    return {
      run: (scale) =>
        closedLoop(Math.ceil(COUNT * scale), IN_FLIGHT, async (index) => {
          const { processInstanceKey } = await load.create('user-task', index);
          const userTaskKey = await list.taskOf(processInstanceKey);
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

/** Reads the task list as pages do, many instances with one statement. */
class TaskList {
  private readonly pool: pg.Pool;
  private asked = new Map<string, (taskKey: string) => void>();
  private reading = false;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 1 });
  }

  async taskOf(processInstanceKey: string): Promise<string> {
    const answer = new Promise<string>((resolve) => this.asked.set(processInstanceKey, resolve));
    if (!this.reading) await this.read();
    return answer;
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async read(): Promise<void> {
    this.reading = true;
    while (this.asked.size > 0) {
      const asked = this.asked;
      this.asked = new Map();
      const { rows } = await this.pool.query<{ key: string; process: string }>({
        name: 'tasks',
        text: `
          select key::text as key, process_instance_key::text as process
            from engine.user_task where process_instance_key = any($1::bigint[]) and state = 'CREATED'`,
        values: [[...asked.keys()]],
      });
      for (const { key, process: instance } of rows) asked.get(instance)?.(key);
      if (rows.length < asked.size) throw new Error('A committed user task is not in the task list.');
    }
    this.reading = false;
  }
}
