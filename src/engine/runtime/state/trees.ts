import type { EngineState } from '../../core/state/engine-state.js';
import type { ProcessInstance } from '../../core/state/process-instance.js';

/** A process instance with everything it called: loaded and dropped as a whole. */
export interface Tree {
  readonly rootKey: number;
  readonly instances: Set<number>;
  /** Characters of JSON that its variables had when they were written or read; what was replaced counts too. */
  weight: number;
  /** Batches on their way to the database that changed the tree; as long as there are some, memory is ahead of it. */
  pins: number;
}

/** How much of it stays in memory when nobody asks for it. */
export interface TreeLimits {
  /** Trees. */
  count: number;
  /** Characters of JSON in variables of all of them. */
  weight: number;
}

/**
 * Which instance trees are in memory. Bounded in number and weight: the ones that nobody asked for longest go first, except those that memory
 * knows better than the database. A tree that has ended stays known (empty) until its last batch is committed: else a
 * late command would bring it back from the database.
 */
export class Trees {
  private readonly trees = new Map<number, Tree>();
  private readonly roots = new Map<number, number>();
  private weight = 0;

  constructor(
    private readonly state: EngineState,
    private readonly limits: TreeLimits,
  ) {}

  get size(): number {
    return this.trees.size;
  }

  has(rootKey: number): boolean {
    return this.trees.has(rootKey);
  }

  get(rootKey: number): Tree | undefined {
    return this.trees.get(rootKey);
  }

  /** Root of an instance in memory; 0 when it is not there. */
  rootOf(processInstanceKey: number): number {
    return this.roots.get(processInstanceKey) ?? 0;
  }

  open(rootKey: number): Tree {
    const tree = this.trees.get(rootKey) ?? { rootKey, instances: new Set<number>(), weight: 0, pins: 0 };
    this.trees.set(rootKey, tree);
    return tree;
  }

  add(instance: ProcessInstance): void {
    this.started(instance.key, instance.rootKey);
  }

  started(processInstanceKey: number, rootKey: number): Tree {
    const tree = this.open(rootKey);
    tree.instances.add(processInstanceKey);
    this.roots.set(processInstanceKey, rootKey);
    return tree;
  }

  /** Variables of the instance were written or read. */
  grew(processInstanceKey: number, weight: number): void {
    const tree = this.trees.get(this.rootOf(processInstanceKey));
    if (!tree) return;
    tree.weight += weight;
    this.weight += weight;
  }

  ended(processInstanceKey: number): void {
    this.trees.get(this.rootOf(processInstanceKey))?.instances.delete(processInstanceKey);
    this.roots.delete(processInstanceKey);
  }

  /** The tree was used: it moves to the end of the queue of those to drop. */
  touch(tree: Tree): void {
    this.trees.delete(tree.rootKey);
    this.trees.set(tree.rootKey, tree);
  }

  /** A batch that changed the tree is committed. */
  unpin(tree: Tree): void {
    tree.pins -= 1;
    if (tree.pins === 0 && tree.instances.size === 0) this.forget(tree);
  }

  /** Drops trees until the bounds are kept; called between batches only. */
  trim(): void {
    const { count, weight } = this.limits;
    if (this.trees.size <= count && this.weight <= weight) return;
    for (const tree of this.trees.values()) {
      if (this.trees.size <= count && this.weight <= weight) return;
      if (tree.pins === 0) this.drop(tree);
    }
  }

  private drop(tree: Tree): void {
    for (const key of tree.instances) {
      const instance = this.state.instances.get(key);
      this.roots.delete(key);
      this.state.instances.delete(key);
      for (const element of instance?.elements.values() ?? []) {
        this.state.elements.delete(element.key);
        this.state.jobs.delete(element.jobKey);
        this.state.userTasks.delete(element.userTaskKey);
        this.state.incidents.delete(element.incidentKey);
      }
    }
    this.forget(tree);
  }

  private forget(tree: Tree): void {
    this.weight -= tree.weight;
    this.trees.delete(tree.rootKey);
  }
}
