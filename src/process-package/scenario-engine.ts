import type { Key, Outcome, Resource } from '../engine/engine.js';
import { InMemoryEngine } from '../engine/core/index.js';
import type { EngineEvent } from '../engine/core/index.js';
import type { OpenTask, ScenarioEngine, WaitingJob } from './run-scenario.js';
import type { ScenarioVariables } from './scenario.js';

const TENANT = '9990';

export type ScenarioEngineResult = { ok: true; value: ScenarioEngine } | { ok: false; message: string };

/** A fresh engine in memory on which the resources of one package are deployed; its clock begins at `now` (epoch ms). */
export async function openScenarioEngine(resources: readonly Resource[], now: number): Promise<ScenarioEngineResult> {
  const engine = new InMemoryEngine(now);
  const deployed = await engine.deploy(resources, TENANT);
  if (!deployed.ok) return { ok: false, message: deployed.rejection.reason };
  return { ok: true, value: new InMemoryScenarioEngine(engine) };
}

class InMemoryScenarioEngine implements ScenarioEngine {
  private instanceKey: Key = '';

  constructor(private readonly engine: InMemoryEngine) {}

  start(bpmnProcessId: string, variables: ScenarioVariables): void {
    const command = { type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables } as const;
    this.instanceKey = accepted(this.engine.execute(command)).processInstanceKey;
  }

  waitingJobs(): WaitingJob[] {
    return [...this.engine.state.jobs.values()]
      .filter(({ state }) => state === 'ACTIVATABLE')
      .map(({ key, type, owner, headers }) => ({ key: String(key), type, elementId: owner.element.id, headers }));
  }

  openTasks(): OpenTask[] {
    return [...this.engine.state.userTasks.values()].map(({ key, owner, candidateGroups }) => ({
      key: String(key),
      elementId: owner.element.id,
      candidateGroups,
    }));
  }

  completeJob(jobKey: string, variables: ScenarioVariables): void {
    accepted(this.engine.execute({ type: 'completeJob', jobKey, variables }));
  }

  throwError(jobKey: string, errorCode: string, variables: ScenarioVariables): void {
    accepted(this.engine.execute({ type: 'throwError', jobKey, errorCode, errorMessage: '', variables }));
  }

  completeTask(userTaskKey: string, variables: ScenarioVariables): void {
    accepted(this.engine.execute({ type: 'completeUserTask', userTaskKey, variables }));
  }

  publishMessage(name: string, correlationKey: string, variables: ScenarioVariables): void {
    const command = {
      type: 'publishMessage',
      tenantId: TENANT,
      name,
      correlationKey,
      timeToLive: 0,
      variables,
    } as const;
    accepted(this.engine.execute(command));
  }

  advance(milliseconds: number): void {
    this.engine.advance(milliseconds);
  }

  incidents(): string[] {
    return [...this.engine.state.incidents.values()].map(
      ({ owner, errorType, errorMessage }) => `${owner.element.id}: ${errorType} ${errorMessage}`,
    );
  }

  reachedEnds(): string[] {
    return this.engine.events.flatMap((event) =>
      event.valueType === 'PROCESS_INSTANCE' &&
      event.intent === 'ELEMENT_COMPLETED' &&
      event.element.type === 'END_EVENT'
        ? [event.element.id]
        : [],
    );
  }

  isEnded(): boolean {
    return !this.engine.state.instances.has(Number(this.instanceKey));
  }

  variable(name: string): unknown {
    const root = Number(this.instanceKey);
    const isValue = (event: EngineEvent): boolean =>
      event.valueType === 'VARIABLE' && event.name === name && event.scopeKey === root;
    const last = this.engine.events.findLast(isValue);
    return last?.valueType === 'VARIABLE' ? last.value : undefined;
  }
}

/** A scenario only does what the engine offers; a refusal is a fault of the scenario's runner. */
function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.rejection.reason);
  return outcome.value;
}
