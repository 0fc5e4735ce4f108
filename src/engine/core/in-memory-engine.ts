import type { Deployment, EngineCommand, EngineResponses, Outcome, Resource } from '../engine.js';
import type { CoreCommand } from './command.js';
import type { DeployedModels } from './prepare-decisions.js';
import { prepareDeployment } from './prepare-deployment.js';
import { readModelHeader } from '../feel/index.js';
import type { EngineEvent } from './records.js';
import { DEFAULT_SETTINGS, type EngineSettings } from './state/engine-settings.js';
import { EngineState } from './state/engine-state.js';
import { step } from './step.js';

/** What is answered at once: all but deployments and results of whole instances. */
export type PortCommand = Exclude<EngineCommand, { type: 'deployResources' | 'createProcessInstanceWithResult' }>;

/** Signals that one command may cause to be thrown; the rest is heard after the next command. */
const MOST_SIGNALS = 1_000;

/**
 * The whole engine in memory with a clock that is moved by hand: for tests, scenarios and rehearsals. Every call returns
 * when all it caused has settled.
 */
export class InMemoryEngine {
  readonly state: EngineState;
  /** Everything that happened, in order. */
  readonly events: EngineEvent[] = [];
  /** Deployed files by checksum, for models that import them later. */
  private readonly contents = new Map<string, string>();

  constructor(
    private time = Date.UTC(2026, 0, 5, 8),
    settings: EngineSettings = DEFAULT_SETTINGS,
  ) {
    this.state = new EngineState(settings);
  }

  /** Epoch milliseconds of the virtual clock. */
  get now(): number {
    return this.time;
  }

  async deploy(resources: readonly Resource[], tenantId = '<default>'): Promise<Outcome<Deployment>> {
    const prepared = await prepareDeployment(resources, this.deployedModels(tenantId));
    if (!prepared.ok) return prepared;
    for (const { checksum, content } of prepared.value) this.contents.set(checksum, content);
    return this.run({ type: 'deployPrepared', tenantId, resources: prepared.value }) as Outcome<Deployment>;
  }

  private deployedModels(tenantId: string): DeployedModels {
    return async (namespace) => {
      const models = [...this.state.requirements.latestOfAll(tenantId)].toSorted((a, b) => b.key - a.key);
      return models
        .map(({ checksum }) => this.contents.get(checksum) ?? '')
        .find((content) => readModelHeader(content)?.namespace === namespace);
    };
  }

  execute<C extends PortCommand>(command: C): Outcome<EngineResponses[C['type']]> {
    return this.run(command) as Outcome<EngineResponses[C['type']]>;
  }

  /** Any command, those of the shell included. */
  run(command: CoreCommand): Outcome<unknown> {
    const { events, outcome } = step(this.state, command, this.time);
    for (const event of events) this.events.push(event);
    if (command.type !== 'deliverSignal') this.deliverSignals();
    return outcome;
  }

  /** What processes have thrown; bounded, because a process may answer each signal with the next one. */
  private deliverSignals(): void {
    const { pending } = this.state.signals;
    for (let count = 0; pending.size > 0 && count < MOST_SIGNALS; count += 1) {
      const [signalKey = 0] = pending.keys();
      this.run({ type: 'deliverSignal', signalKey });
    }
  }

  /** Moves the clock; what falls due on the way happens at its own moment, in order. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (let due = this.nextDue(end); due; due = this.nextDue(end)) {
      this.time = Math.max(this.time, due.at);
      this.run(due.command);
    }
    this.time = end;
  }

  private nextDue(end: number): { at: number; command: CoreCommand } | null {
    let next: { at: number; command: CoreCommand } | null = null;
    const offer = (at: number, command: CoreCommand): void => {
      if (at <= end && (!next || at < next.at)) next = { at, command };
    };
    for (const { key, dueDate } of this.state.timers.values()) offer(dueDate, { type: 'triggerTimer', timerKey: key });
    for (const { key, recurringTime } of this.state.jobs.values()) {
      if (recurringTime >= 0) offer(recurringTime, { type: 'recurJob', jobKey: key });
    }
    for (const { key, deadline } of this.state.messages.buffered.values()) {
      offer(deadline, { type: 'expireMessage', messageKey: key });
    }
    return next;
  }
}
