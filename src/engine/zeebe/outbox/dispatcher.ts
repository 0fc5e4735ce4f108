import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { EngineCommand, Outcome } from '../../engine.js';
import type { EngineLog } from '../../runtime/engine-options.js';
import { storedOutcomes } from '../../runtime/follower/follower.store.js';
import { asCommand, refusal } from '../../runtime/refuse-command.js';
import type { Deliverer } from './deliver.js';
import { settle } from './expected.store.js';
import { type Leased, lease, postpone, putBack, storeLeased } from './lease.store.js';

const ROUND_MS = 500;
/** Commands that this process sends at once. */
const AT_ONCE = 64;
/** How long a caller waits; the command is stored and counts all the same. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 100;
/** Longer than the pause between two looks. */
const AWAY_MS = 2_000;

/**
 * Works off the outbox together with the dispatchers of all other processes: each row is leased by one of them. Answers are
 * stored with the row, so it counts once whoever dies when.
 */
export class Dispatcher {
  /** Attempts with rows that were taken from the outbox. */
  private readonly running = new Set<Promise<void>>();
  /** Attempts whose callers wait: they take nobody's place. */
  private readonly called = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private again = false;
  private isOpen = false;
  /** The last look found more than could be taken. */
  private wasFull = false;
  private awayUntil = 0;

  constructor(
    private readonly pool: Pool,
    private readonly deliverer: Deliverer,
    private readonly now: () => number,
    /** Something was answered. */
    private readonly settled: () => void,
    private readonly log: EngineLog,
  ) {}

  start(): void {
    this.isOpen = true;
    this.wake();
  }

  /** Takes nothing more; what is on its way is answered first. */
  async stop(): Promise<void> {
    this.isOpen = false;
    clearTimeout(this.timer);
    await this.looking;
    while (this.running.size + this.called.size > 0) await Promise.all([...this.running, ...this.called]);
  }

  /** Rows were added: look at once. */
  wake(): void {
    if (!this.isOpen) return;
    if (this.looking) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.looking = this.look()
      .catch((error: unknown) => this.log.error('The outbox could not be read and is tried again', error))
      .finally(() => {
        this.looking = undefined;
        if (!this.isOpen) return;
        this.timer = setTimeout(() => this.wake(), this.again ? 0 : ROUND_MS);
        this.again = false;
      });
  }

  /** Stores a command under its id and sends it; a second one with the same id gets the answer of the first. */
  async execute(command: EngineCommand, commandId: string): Promise<Outcome<unknown>> {
    if (!this.isOpen) return refusal('UNAVAILABLE', 'The engine does not take commands: it starts or stops.');
    const id = uuidOf(commandId);
    return (await track(this.called, this.storeAndSend(id, command, commandId))) ?? this.outcomeOf(id);
  }

  /** Undefined when somebody else is at it, or the first attempt brought no answer. */
  private async storeAndSend(
    id: string,
    command: EngineCommand,
    commandId: string,
  ): Promise<Outcome<unknown> | undefined> {
    try {
      if (!(await storeLeased(this.pool, id, commandId, command))) return undefined;
    } catch (error) {
      this.log.error('A command could not be stored', error);
      return refusal('UNAVAILABLE', 'The engine cannot reach its database.');
    }
    return this.attempt({ id, tenantId: null, commandId, command, attempts: 1, isUncertain: false, triedBefore: 0 });
  }

  private async look(): Promise<void> {
    // A cluster that is away is asked with one command at a time, not with all that wait.
    const free = Date.now() < this.awayUntil ? 1 - this.running.size : AT_ONCE - this.running.size;
    if (free <= 0) {
      this.again = true;
      await Promise.race(this.running);
      return;
    }
    const rows = await lease(this.pool, free);
    for (const row of rows) void track(this.running, this.attempt(row));
    this.wasFull = rows.length === free;
    if (this.wasFull && free > 1) this.again = true;
  }

  private async attempt(row: Leased): Promise<Outcome<unknown> | undefined> {
    try {
      const delivery = await this.deliverer.deliver(row);
      if (delivery.kind === 'waiting') await putBack(this.pool, row, delivery.afterMs);
      else if (delivery.kind === 'again') {
        if (delivery.isAway === true) this.awayUntil = Date.now() + AWAY_MS;
        await postpone(this.pool, row.id, delivery.afterMs, delivery.isUncertain);
      } else {
        this.awayUntil = 0;
        await settle(this.pool, row.id, asCommand(row.command), delivery.outcome, this.now());
        this.settled();
        // What had to wait for this one may go now.
        if (this.wasFull || isOfSubject(row.command)) this.wake();
        return delivery.outcome;
      }
      this.after(delivery.afterMs);
    } catch (error) {
      // Its lease ends, and somebody finds out what became of it.
      this.log.error(`A command of the outbox (${row.id}) failed and is tried again`, error);
    }
    return undefined;
  }

  private after(milliseconds: number): void {
    if (milliseconds < ROUND_MS) setTimeout(() => this.wake(), milliseconds + 5).unref();
  }

  private async outcomeOf(id: string): Promise<Outcome<unknown>> {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end && this.isOpen) {
      const outcome = (await storedOutcomes(this.pool, [id]).catch(() => undefined))?.get(id);
      if (outcome) return outcome;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return refusal(
      'DEADLINE_EXCEEDED',
      'The command is stored and will be executed, but was not within the time its caller waits.',
    );
  }
}

function track<T>(attempts: Set<Promise<void>>, attempt: Promise<T>): Promise<T> {
  const entry: Promise<void> = attempt.then(
    () => void attempts.delete(entry),
    () => void attempts.delete(entry),
  );
  attempts.add(entry);
  return attempt;
}

/** Rows of one subject wait for each other; which those are, the table knows. */
const isOfSubject = (command: unknown): boolean =>
  typeof command === 'object' && command !== null && ('userTaskKey' in command || 'jobKey' in command);

/** A command id as the id of its row: the same command makes the same row. */
function uuidOf(commandId: string): string {
  const hex = createHash('sha256').update(`dsc/${commandId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
