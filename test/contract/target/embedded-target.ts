import type { EngineCommand, JsonValue } from '../../../src/engine/engine.js';
import { EngineWorld } from '../../engine/support/engine-world.js';
import type { LogRecord } from '../run/history.js';
import type { WorkedJob } from '../scenario.js';
import { EmbeddedLog } from './embedded-log.js';
import { type Answer, JOB_TIMEOUT, type Target, WORKER } from './target.js';

/** The embedded engine on a database of its own, called in process. */
export class EmbeddedTarget implements Target {
  readonly isZeebe = false;
  private readonly log: EmbeddedLog;

  private constructor(private readonly world: EngineWorld) {
    this.log = new EmbeddedLog(world);
  }

  static async open(): Promise<EmbeddedTarget> {
    const world = await EngineWorld.open();
    await world.start();
    return new EmbeddedTarget(world);
  }

  async execute(command: EngineCommand): Promise<Answer> {
    const outcome = await this.world.engine.execute(command);
    if (!outcome.ok) {
      const { code, reason } = outcome.rejection;
      return { code: code === 'PROCESSING_ERROR' ? 'INTERNAL' : code, reason };
    }
    return { code: 'OK', ...shown(outcome.value) };
  }

  async activate(type: string): Promise<WorkedJob | undefined> {
    const request = { type, worker: WORKER, timeout: JOB_TIMEOUT, maxJobsToActivate: 1, requestTimeout: 0 };
    const [job] = await this.world.engine.activateJobs(request);
    return job;
  }

  settled = (scenario: number): Promise<readonly LogRecord[]> => this.log.settled(scenario);

  async advance(milliseconds: number): Promise<void> {
    this.world.clock.advance(milliseconds);
    // Ends of reservations are in memory only: nobody can ask whether one is still to be noticed.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  close = (): Promise<void> => this.world.close();
}

/** What of an answer can be compared: no keys. */
export function shown(value: unknown): { value?: JsonValue } {
  const { variables, decisionOutput, version } = value as Record<string, JsonValue>;
  const found = variables ?? decisionOutput ?? version;
  return found === undefined ? {} : { value: found };
}
