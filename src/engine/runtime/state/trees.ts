import type { EngineState } from '../../core/state/engine-state.js';
import type { ProcessInstance } from '../../core/state/process-instance.js';

/** A process instance with everything it called: loaded and dropped as a whole. */
export interface Tree {
  readonly rootKey: number;
  readonly instances: Set<number>;
  /** Batches on their way to the database that changed the tree; as long as there are some, memory is ahead of it. */
  pins: number;
}

/**
 * Which instance trees are in memory. Bounded: the ones that nobody asked for longest go first, except those that memory
 * knows better than the database. A tree that has ended stays known (empty) until its last batch is committed: else a
 * late command would bring it back from the database.
 */
export class Trees {
  private readonly trees = new Map<number, Tree>();
  private readonly roots = new Map<number, number>();

  constructor(
    private readonly state: EngineState,
    private readonly limit: number,
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
    const tree = this.trees.get(rootKey) ?? { rootKey, instances: new Set<number>(), pins: 0 };
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
    if (tree.pins === 0 && tree.instances.size === 0) this.trees.delete(tree.rootKey);
  }

  /** Drops trees until the bound is kept; called between batches only. */
  trim(): void {
    if (this.trees.size <= this.limit) return;
    let excess = this.trees.size - this.limit;
    for (const tree of this.trees.values()) {
      if (excess <= 0) return;
      if (tree.pins > 0) continue;
      this.drop(tree);
      excess -= 1;
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
    this.trees.delete(tree.rootKey);
  }
}
