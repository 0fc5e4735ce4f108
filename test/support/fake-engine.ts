import type {
  ActivatedJob,
  Deployment,
  Engine,
  EngineCommand,
  EngineHealth,
  EngineRecord,
  EngineResponses,
  Outcome,
} from '../../src/engine/engine.js';

/**
 * An engine for tests of pages: it deploys anything, remembers commands and runs nothing. Commands that pages put into the
 * outbox stay there; a test answers them itself.
 */
export class FakeEngine implements Engine {
  readonly executed: EngineCommand[] = [];
  private lastKey = 1_000;
  private readonly listeners = new Set<(position: number) => void>();

  execute<C extends EngineCommand>(command: C): Promise<Outcome<EngineResponses[C['type']]>> {
    this.executed.push(command);
    const value = command.type === 'deployResources' ? this.deploy(command) : {};
    return Promise.resolve({ ok: true, value: value as EngineResponses[C['type']] });
  }

  get search(): never {
    throw new Error('A fake engine has nothing to be searched.');
  }

  private deploy(command: Extract<EngineCommand, { type: 'deployResources' }>): Deployment {
    const processes = command.resources
      .filter(({ name }) => name.endsWith('.bpmn'))
      .flatMap(({ name, content }) =>
        [...content.matchAll(/<(?:bpmn:)?process id="([^"]+)"/g)].map(([, bpmnProcessId = '']) => ({
          bpmnProcessId,
          version: 1,
          processDefinitionKey: String((this.lastKey += 1)),
          resourceName: name,
        })),
      );
    return {
      key: '1',
      tenantId: command.tenantId,
      processes,
      decisions: [],
      decisionRequirements: [],
      forms: [],
    };
  }

  activateJobs(): Promise<ActivatedJob[]> {
    return Promise.resolve([]);
  }

  returnJobs(): void {
    // It has given none.
  }

  readRecords(): Promise<EngineRecord[]> {
    return Promise.resolve([]);
  }

  onCommitted(listener: (position: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells listeners that something was committed. */
  commit(position = 1): void {
    for (const listener of this.listeners) listener(position);
  }

  wakeOutbox(): void {
    // Nothing runs here.
  }

  health(): EngineHealth {
    return { ready: true, owner: true, detail: 'fake' };
  }
}
