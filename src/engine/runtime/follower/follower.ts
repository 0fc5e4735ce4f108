import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { EngineCommand, Outcome } from '../../engine.js';
import { refusal } from '../refuse-command.js';
import { committedPosition, notifyOwner, storeCommand, storedOutcomes } from './follower.store.js';

const ROUND = 50;
/** How long a caller waits; the command is stored and counts all the same. */
const PATIENCE = 30_000;

interface Waiting {
  until: number;
  resolve: (outcome: Outcome<unknown>) => void;
}

/**
 * Serves the callers of a process while another one owns the engine: commands are stored in the outbox and answered when
 * the owner, whoever that is by then, has executed them; commits are noticed by looking.
 */
export class Follower {
  private readonly waiting = new Map<string, Waiting>();
  private timer: NodeJS.Timeout | undefined;
  private following = false;
  private position = -1;

  constructor(
    private readonly pool: Pool,
    private readonly committed: (position: number) => void,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    if (this.following) return;
    this.following = true;
    this.again();
  }

  /** This process owns the engine now; callers that still wait get their answers from the database as before. */
  stop(): void {
    this.following = false;
  }

  /** The engine is stopped: nobody waits any more. */
  end(): void {
    this.stop();
    clearTimeout(this.timer);
    for (const { resolve } of this.waiting.values()) resolve(late);
    this.waiting.clear();
  }

  async execute(command: EngineCommand, commandId: string | undefined): Promise<Outcome<unknown>> {
    const id = randomUUID();
    try {
      await storeCommand(this.pool, id, command, commandId);
    } catch (error) {
      this.report(error);
      return refusal('UNAVAILABLE', 'The engine cannot reach its database.');
    }
    return new Promise((resolve) => {
      this.waiting.set(id, { until: Date.now() + PATIENCE, resolve });
      this.again();
    });
  }

  /** Rows were added to the outbox by somebody else of this process. */
  wakeOwner(): void {
    if (this.following) notifyOwner(this.pool).catch(this.report);
  }

  private again(): void {
    this.timer ??= setTimeout(() => {
      this.look()
        .catch(this.report)
        .finally(() => {
          this.timer = undefined;
          if (this.following || this.waiting.size > 0) this.again();
        });
    }, ROUND).unref();
  }

  private async look(): Promise<void> {
    if (this.waiting.size > 0) await this.answer();
    if (!this.following) return;
    const position = await committedPosition(this.pool);
    if (position === this.position) return;
    this.position = position;
    this.committed(position);
  }

  private async answer(): Promise<void> {
    for (const [id, outcome] of await storedOutcomes(this.pool, [...this.waiting.keys()])) this.settle(id, outcome);
    const now = Date.now();
    for (const [id, { until }] of this.waiting) if (until <= now) this.settle(id, late);
  }

  private settle(id: string, outcome: Outcome<unknown>): void {
    this.waiting.get(id)?.resolve(outcome);
    this.waiting.delete(id);
  }
}

const late = refusal(
  'DEADLINE_EXCEEDED',
  'The command is stored and will be executed, but was not within the time its caller waits.',
);
