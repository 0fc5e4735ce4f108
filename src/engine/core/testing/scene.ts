/** Given a deployed model, when commands come, then these things have happened: what engine tests are written with. */
import type { JsonValue, Outcome, Variables } from '../../engine.js';
import { InMemoryEngine, type PortCommand } from '../in-memory-engine.js';
import type { ElementInstance } from '../state/element-instance.js';
import { DEFAULT_SETTINGS, type EngineSettings } from '../state/engine-settings.js';
import type { Incident, Job, UserTask } from '../state/work-items.js';
import { variablesVisibleAt } from '../behavior/variables.js';
import { bpmn } from './bpmn-text.js';

export const TENANT = '<default>';

export class Scene {
  /** All scenes of the running test, for checks that hold for every one. */
  static readonly opened: Scene[] = [];
  readonly engine: InMemoryEngine;

  constructor(settings: Partial<EngineSettings> = {}) {
    this.engine = new InMemoryEngine(undefined, { ...DEFAULT_SETTINGS, ...settings });
    Scene.opened.push(this);
  }

  /** Deploys each text as a file of its own: a whole file, or the processes of one. */
  async deploy(...texts: string[]): Promise<this> {
    const resources = texts.map((text, index) => ({
      name: `file-${index}.${text.includes('https://www.omg.org/spec/DMN') ? 'dmn' : 'bpmn'}`,
      content: text.startsWith('<?xml') ? text : bpmn(text),
    }));
    must(await this.engine.deploy(resources, TENANT));
    return this;
  }

  create(bpmnProcessId: string, variables: Variables = {}): string {
    return must(this.engine.execute({ type: 'createProcessInstance', tenantId: TENANT, bpmnProcessId, variables }))
      .processInstanceKey;
  }

  publish(name: string, correlationKey: string, variables: Variables = {}, timeToLive = 0): void {
    must(
      this.engine.execute({ type: 'publishMessage', tenantId: TENANT, name, correlationKey, variables, timeToLive }),
    );
  }

  complete(type: string, variables: Variables = {}): void {
    must(this.engine.execute({ type: 'completeJob', jobKey: String(this.job(type).key), variables }));
  }

  fail(type: string, retries: number, retryBackOff = 0, errorMessage = 'broken'): void {
    const jobKey = String(this.job(type).key);
    must(this.engine.execute({ type: 'failJob', jobKey, retries, errorMessage, retryBackOff }));
  }

  throwError(type: string, errorCode: string, variables: Variables = {}): void {
    const jobKey = String(this.job(type).key);
    must(this.engine.execute({ type: 'throwError', jobKey, errorCode, errorMessage: 'no', variables }));
  }

  completeTask(elementId: string, variables: Variables = {}): void {
    must(this.engine.execute({ type: 'completeUserTask', userTaskKey: String(this.task(elementId).key), variables }));
  }

  resolve(): void {
    must(this.engine.execute({ type: 'resolveIncident', incidentKey: String(this.incident().key) }));
  }

  set(scope: string | ElementInstance, variables: Variables, local = false): void {
    const elementInstanceKey = typeof scope === 'string' ? scope : String(scope.key);
    must(this.engine.execute({ type: 'setVariables', elementInstanceKey, variables, local }));
  }

  refused(command: PortCommand): string {
    const outcome: Outcome<unknown> = this.engine.execute(command);
    return outcome.ok ? 'accepted' : outcome.rejection.code;
  }

  /** The oldest job of the type. */
  job(type: string): Job {
    const found = this.jobs().find((candidate) => candidate.type === type);
    if (!found) throw new Error(`no job '${type}', but ${this.jobTypes().join(', ')}`);
    return found;
  }

  jobs = (): Job[] => [...this.engine.state.jobs.values()];
  jobTypes = (): string[] => this.jobs().map(({ type }) => type);
  incidents = (): Incident[] => [...this.engine.state.incidents.values()];
  incidentTypes = (): string[] => this.incidents().map(({ errorType }) => errorType);
  /** Ids of the elements at work, oldest first, without processes. */
  active = (): string[] =>
    [...this.engine.state.elements.values()].filter(({ scope }) => scope).map(({ element }) => element.id);

  incident(): Incident {
    const [first] = this.incidents();
    if (!first) throw new Error('no incident');
    return first;
  }

  task(elementId: string): UserTask {
    const found = [...this.engine.state.userTasks.values()].find(({ owner }) => owner.element.id === elementId);
    if (!found) throw new Error(`no user task at '${elementId}'`);
    return found;
  }

  at(elementId: string): ElementInstance {
    const found = [...this.engine.state.elements.values()].findLast(({ element }) => element.id === elementId);
    if (!found) throw new Error(`nothing is at '${elementId}', but at ${this.active().join(', ')}`);
    return found;
  }

  /** What a worker of this job would see. */
  seenBy = (type: string): Variables => variablesVisibleAt(this.job(type).owner);

  /** Lifecycle events as `INTENT id`, in order; of one intent when given. */
  lifecycle(intent?: string): string[] {
    return this.engine.events.flatMap((event) => {
      if (event.valueType !== 'PROCESS_INSTANCE' || (intent && event.intent !== intent)) return [];
      const id = event.element.type === 'MULTI_INSTANCE_BODY' ? `${event.element.id}#body` : event.element.id;
      return [intent ? id : `${event.intent.replace('ELEMENT_', '')} ${id}`];
    });
  }

  completed = (): string[] => this.lifecycle('ELEMENT_COMPLETED');
  terminated = (): string[] => this.lifecycle('ELEMENT_TERMINATED');
  flows = (): string[] =>
    this.engine.events.flatMap((event) => (event.valueType === 'SEQUENCE_FLOW' ? [event.flow.id] : []));

  /** The last value that the variable had at the root of any instance, also after its end. */
  root(name: string): JsonValue | undefined {
    const last = this.engine.events.findLast(
      (event) => event.valueType === 'VARIABLE' && event.name === name && event.scopeKey === event.processInstanceKey,
    );
    return last?.valueType === 'VARIABLE' ? last.value : undefined;
  }

  intents = (valueType: string): string[] =>
    this.engine.events.flatMap((event) => (event.valueType === valueType ? [event.intent] : []));

  isOver = (): boolean => this.engine.state.instances.size === 0;
}

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.rejection.code}: ${outcome.rejection.reason}`);
  return outcome.value;
}
