import type { ExecutableProcess } from '../../model/index.js';
import type { CompensationSubscription } from './compensation.js';
import type { Definition } from './definition.js';
import type { ElementInstance } from './element-instance.js';

const NO_TAGS: readonly string[] = [];

/** One running process instance: the unit in which state is stored. */
export class ProcessInstance {
  readonly elements = new Map<number, ElementInstance>();
  /** Given at creation. */
  tags: readonly string[] = NO_TAGS;
  /** What is done and can be undone; null when there is nothing. */
  compensations: CompensationSubscription[] | null = null;

  constructor(
    readonly key: number,
    /** Changes, with its graph, when the instance is migrated. */
    public definition: Definition,
    public process: ExecutableProcess,
    readonly parentProcessInstanceKey: number,
    readonly parentElementInstanceKey: number,
    /** Key of the outermost calling instance; its own key when nobody called it. Instances of one tree are loaded together. */
    readonly rootKey: number,
  ) {}

  /** The element instance of the process itself. */
  get root(): ElementInstance {
    const root = this.elements.get(this.key);
    if (!root) throw new Error(`process instance ${this.key} has no root`);
    return root;
  }

  get tenantId(): string {
    return this.definition.tenantId;
  }
}
