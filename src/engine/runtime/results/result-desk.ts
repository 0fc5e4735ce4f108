import type { Pool } from 'pg';
import type { CreatedInstance, Creation, EngineCommand, Outcome, Variables } from '../../engine.js';
import { refusal } from '../refuse-command.js';
import { readResults } from './result.store.js';

type WithResult = Extract<EngineCommand, { type: 'createProcessInstanceWithResult' }>;

const DEFAULT_TIMEOUT = 15_000;
const AGAIN_AFTER = 1_000;
/** Callers that may wait at once in one process. */
const MOST_WAITING = 10_000;

/**
 * Those who wait for an instance to complete. The result is read from the database after a commit, so it does not matter
 * which process owns the engine. An instance that is terminated or stands still has no result: its caller's time runs out.
 */
export class ResultDesk {
  private readonly waiting = new Map<string, Set<(variables: Variables | undefined) => void>>();
  private looking = false;
  private again = false;
  private ended = false;

  constructor(
    private readonly pool: Pool,
    private readonly report: (error: unknown) => void,
  ) {}

  async answer(
    command: WithResult,
    create: (creation: { type: 'createProcessInstance' } & Creation) => Promise<Outcome<CreatedInstance>>,
  ): Promise<Outcome<CreatedInstance & { variables: Variables }>> {
    const { type: _type, fetchVariables = [], requestTimeout = 0, ...creation } = command;
    if (this.waiting.size >= MOST_WAITING) {
      return refusal('RESOURCE_EXHAUSTED', `Expected to wait for a result, but ${MOST_WAITING} callers wait already`);
    }
    const created = await create({ type: 'createProcessInstance', ...creation });
    if (!created.ok) return created;
    const timeout = requestTimeout > 0 ? requestTimeout : DEFAULT_TIMEOUT;
    const variables = await this.resultOf(created.value.processInstanceKey, timeout);
    if (!variables) return this.missed(created.value, timeout);
    return { ok: true, value: { ...created.value, variables: only(variables, fetchVariables) } };
  }

  /** Something was committed. */
  look(): void {
    if (this.waiting.size === 0 || this.ended) return;
    if (this.looking) {
      this.again = true;
      return;
    }
    this.looking = true;
    void this.read().finally(() => {
      this.looking = false;
      if (!this.again) return;
      this.again = false;
      this.look();
    });
  }

  /** The engine is stopped: nobody waits any more. */
  end(): void {
    this.ended = true;
    for (const callers of this.waiting.values()) for (const resolve of callers) resolve(undefined);
  }

  private async read(): Promise<void> {
    try {
      const results = await readResults(this.pool, [...this.waiting.keys()]);
      for (const [key, variables] of results) for (const resolve of this.waiting.get(key) ?? []) resolve(variables);
    } catch (error) {
      if (this.ended) return;
      this.report(error);
      setTimeout(() => this.look(), AGAIN_AFTER).unref();
    }
  }

  private async resultOf(key: string, timeout: number): Promise<Variables | undefined> {
    if (this.ended) return undefined;
    const callers = this.waiting.get(key) ?? new Set();
    this.waiting.set(key, callers);
    return new Promise((resolve) => {
      const settle = (variables: Variables | undefined) => {
        clearTimeout(timer);
        callers.delete(settle);
        if (callers.size === 0) this.waiting.delete(key);
        resolve(variables);
      };
      const timer = setTimeout(() => settle(undefined), timeout);
      callers.add(settle);
      this.look();
    });
  }

  private missed({ processInstanceKey }: CreatedInstance, timeout: number): Outcome<never> {
    return this.ended
      ? refusal('UNAVAILABLE', 'The engine is stopped. The process instance goes on when it runs again.')
      : refusal(
          'DEADLINE_EXCEEDED',
          `Time out between gateway and broker: process instance '${processInstanceKey}' did not complete within ${timeout} ms and goes on`,
        );
  }
}

/** The named variables, all when none is named. */
function only(variables: Variables, names: readonly string[]): Variables {
  if (names.length === 0) return variables;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)));
}
