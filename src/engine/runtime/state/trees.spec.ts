import { EngineState } from '../../core/state/engine-state.js';
import { Trees } from './trees.js';

const treesWith = (limits: { count: number; weight: number }, ...weights: number[]) => {
  const trees = new Trees(new EngineState(), limits);
  weights.forEach((weight, index) => {
    trees.started(index + 1, index + 1);
    trees.grew(index + 1, weight);
  });
  return trees;
};
const present = (trees: Trees, ...keys: number[]) => keys.filter((key) => trees.has(key));

describe('instance trees in memory', () => {
  it('should go in the order in which they were used last when there are too many', () => {
    const trees = treesWith({ count: 2, weight: 1_000 }, 1, 1, 1);
    trees.touch(trees.open(1));
    trees.trim();
    expect(present(trees, 1, 2, 3)).toEqual([1, 3]);
  });

  it('should go when their variables have become too large together', () => {
    const trees = treesWith({ count: 10, weight: 100 }, 60, 30, 5);
    trees.trim();
    expect(present(trees, 1, 2, 3)).toEqual([1, 2, 3]);
    trees.grew(3, 50);
    trees.trim();
    expect(present(trees, 1, 2, 3)).toEqual([2, 3]);
  });

  it('should stay while memory knows more than the database', () => {
    const trees = treesWith({ count: 10, weight: 10 }, 60, 30);
    trees.open(1).pins = 1;
    trees.trim();
    expect(present(trees, 1, 2)).toEqual([1]);
    trees.unpin(trees.open(1));
    trees.trim();
    expect(present(trees, 1)).toEqual([]);
  });

  it('should weigh nothing any more when they have ended', () => {
    const trees = treesWith({ count: 10, weight: 100 }, 90);
    trees.open(1).pins = 1;
    trees.ended(1);
    trees.unpin(trees.open(1));
    trees.started(2, 2);
    trees.grew(2, 90);
    trees.trim();
    expect(present(trees, 1, 2)).toEqual([2]);
  });
});
