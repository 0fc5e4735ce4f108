import type { JsonValue } from '../../engine.js';
import type { FeelEnvironment } from '../../feel/feel.js';
import { apply } from '../apply/apply.js';
import type { EngineEvent } from '../records.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { ProcessInstance } from '../state/process-instance.js';
import type { EngineState } from '../state/engine-state.js';
import type { FollowUp } from './follow-up.js';

/** Up to here one number is enough; nearly every step ends before. */
const FEW_MOVES = 1000;

/** One run of the step function: writes events, applies each at once, and holds the work that is still to be done. */
export class StepRun implements FeelEnvironment {
  readonly events: EngineEvent[] = [];
  /** Output collections made in this step with their sizes: nobody else holds them yet, they may be filled in place. */
  ownLists: Map<readonly JsonValue[], number> | null = null;
  /** Scopes in which an inclusive gateway may have become due. */
  readonly joinsToCheck = new Set<ElementInstance>();
  /** Rounds of multi-instance bodies that are in the queue and not made yet, by process instance. */
  private readonly roundsAhead = new Map<ProcessInstance, number>();
  private readonly queue: FollowUp[] = [];
  /** Tokens that have moved in this step, by scope; made when there are many. */
  private moves: Map<ElementInstance, number> | null = null;
  private movesInAll = 0;
  private head = 0;

  constructor(
    readonly state: EngineState,
    /** Epoch milliseconds of the step. */
    readonly now: number,
  ) {}

  nextKey(): number {
    const key = this.state.nextKey;
    this.state.nextKey = key + 1;
    return key;
  }

  emit(event: EngineEvent): void {
    apply(this.state, event);
    this.events.push(event);
  }

  /** Counts a token that moves inside a scope; how many have in this step. Bounds loops that never wait, not wide ones. */
  countMove(scope: ElementInstance): number {
    this.movesInAll += 1;
    if (this.movesInAll < FEW_MOVES) return this.movesInAll;
    this.moves ??= new Map();
    const moves = (this.moves.get(scope) ?? 0) + 1;
    this.moves.set(scope, moves);
    return moves;
  }

  /** Rounds are put into the queue, or taken out of it when negative; how many there are now. */
  countRounds(instance: ProcessInstance, added: number): number {
    const ahead = (this.roundsAhead.get(instance) ?? 0) + added;
    this.roundsAhead.set(instance, ahead);
    return ahead;
  }

  follow(followUp: FollowUp): void {
    this.queue.push(followUp);
  }

  /** First in, first out: execution is breadth-first, as in Zeebe. */
  nextFollowUp(): FollowUp | undefined {
    if (this.head >= this.queue.length) return undefined;
    const next = this.queue[this.head];
    this.head += 1;
    if (this.head > 4096 && this.head * 2 > this.queue.length) {
      this.queue.splice(0, this.head);
      this.head = 0;
    }
    return next;
  }
}
