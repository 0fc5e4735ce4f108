import type { Outcome, Reach } from '../../engine.js';
import type { CoreCommand, GraphMissing, InstancesMissing } from '../../core/index.js';

/** A command on its way: queued, or in a batch that is not committed yet. */
export interface Pending {
  readonly command: CoreCommand;
  readonly commandId?: string;
  /** Row of the outbox that gets the outcome. */
  readonly outboxId?: string;
  /** Of whoever sent it, through the outbox or from outside: the command reaches nothing of others. */
  readonly only?: Reach;
  /** The shell's own (time passes): refusals are nobody's concern and not recorded. */
  readonly internal: boolean;
  readonly resolve: (outcome: Outcome<unknown>) => void;
  /** Root of the instance tree it is about, looked up in the database; 0 when there is none. */
  root?: number;
  /** Whether its id was looked up. */
  checked?: boolean;
  /** Answered without a step: `stored` by an earlier command with the same id, `refused` because the step threw. */
  decided?: { kind: 'stored' | 'refused'; outcome: Outcome<unknown> };
  /** What the last attempt missed. */
  missing?: GraphMissing | InstancesMissing;
  attempts: number;
}

/** What was found out about a command is void once memory is read anew. */
export function forgetPreparation(pending: Pending): void {
  delete pending.root;
  delete pending.checked;
  delete pending.missing;
  pending.attempts = 0;
  if (pending.decided?.kind === 'stored') delete pending.decided;
}

/** Commands in the order in which they came; those put back go first. */
export class CommandQueue {
  private items: Pending[] = [];
  private head = 0;
  private wake: (() => void) | undefined;

  get length(): number {
    return this.items.length - this.head;
  }

  push(pending: Pending): void {
    this.items.push(pending);
    this.wake?.();
  }

  take(limit: number): Pending[] {
    const taken = this.items.slice(this.head, this.head + limit);
    this.head += taken.length;
    if (this.head === this.items.length) {
      this.items = [];
      this.head = 0;
    } else if (this.head > 4096) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return taken;
  }

  putBack(pending: readonly Pending[]): void {
    if (pending.length === 0) return;
    this.items = [...pending, ...this.items.slice(this.head)];
    this.head = 0;
    this.wake?.();
  }

  /** Resolves when something is queued, or {@link nudge} is called. */
  async filled(): Promise<void> {
    if (this.length > 0) return;
    await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
  }

  nudge(): void {
    this.wake?.();
  }
}
