import type { CoreCommand } from '../../core/index.js';
import type { Memory } from '../state/memory.js';
import type { Due } from './agenda.js';

const MAX_SLEEP = 60_000;
/** A moment whose command failed unexpectedly is tried again after this time. */
const RETRY_AFTER = 60_000;
const AT_ONCE = 1_000;

/** Turns what is due into commands, by the engine's clock; nobody has to poll. */
export class Timekeeper {
  private timer: NodeJS.Timeout | undefined;
  private wakeAt = Infinity;
  private memory: Memory | undefined;

  constructor(
    private readonly clock: { now(): number },
    /** Queues the command; resolves false when it failed unexpectedly. */
    private readonly issue: (command: CoreCommand) => Promise<boolean>,
  ) {}

  attach(memory: Memory): void {
    this.memory = memory;
    this.check();
  }

  detach(): void {
    this.memory = undefined;
    clearTimeout(this.timer);
    this.wakeAt = Infinity;
  }

  /** Something was put on the agenda: sleep no longer than until then. */
  noticed(): void {
    const at = this.memory?.agenda.nextAt;
    if (at !== undefined && at < this.wakeAt) this.sleep();
  }

  /** Issues everything that is due now; also when the clock was moved. */
  check(): void {
    const { memory } = this;
    if (!memory) return;
    const now = this.clock.now();
    for (const { kind, keys } of memory.agenda.take(now, AT_ONCE)) {
      for (const key of keys) this.happen(memory, kind, key, now);
    }
    this.sleep();
  }

  private happen(memory: Memory, kind: Due['kind'], key: number, now: number): void {
    const command = commandFor(memory, kind, key, now);
    if (!command) return;
    void this.issue(command).then((done) => {
      if (!done) memory.agenda.add(this.clock.now() + RETRY_AFTER, kind, key);
    });
  }

  private sleep(): void {
    clearTimeout(this.timer);
    const at = this.memory?.agenda.nextAt;
    this.wakeAt = at ?? Infinity;
    if (at === undefined) return;
    const milliseconds = Math.min(MAX_SLEEP, Math.max(0, at - this.clock.now()));
    this.timer = setTimeout(() => this.check(), milliseconds);
    this.timer.unref();
  }
}

/** The agenda keeps what has long been done; only what still holds becomes a command. */
function commandFor({ state, jobs }: Memory, kind: Due['kind'], key: number, now: number): CoreCommand | undefined {
  switch (kind) {
    case 'timer': {
      const timer = state.timers.get(key);
      return timer && timer.dueDate <= now ? { type: 'triggerTimer', timerKey: key } : undefined;
    }
    case 'message':
      return state.messages.buffered.has(key) ? { type: 'expireMessage', messageKey: key } : undefined;
    case 'signal':
      return state.signals.pending.has(key) ? { type: 'deliverSignal', signalKey: key } : undefined;
    case 'recur':
      return jobs.rootOf(key) > 0 ? { type: 'recurJob', jobKey: key } : undefined;
    case 'lease': {
      const lease = jobs.leases.get(key);
      if (!lease || lease.deadline > now) return undefined;
      return { type: 'timeOutJob', jobKey: key, worker: lease.worker, deadline: lease.deadline };
    }
  }
}
