import type { Pool } from 'pg';
import type { Outcome } from '../../engine.js';
import { findRoots, type RootLookup } from '../state/find-root.store.js';
import type { Memory } from '../state/memory.js';
import { readOutcomes } from './statements/commands.store.js';
import type { Pending } from './pending.js';
import { routeOf } from './route.js';

/** Whether a command can be run at once: its id is checked and everything it is about is in memory. */
export function isReady(memory: Memory, pending: Pending): boolean {
  if (pending.commandId !== undefined && !pending.checked) return false;
  if (pending.decided) return true;
  if (pending.missing) return false;
  const route = routeOf(memory, pending.command);
  if (route.kind === 'lookup')
    return pending.root !== undefined && (pending.root === 0 || memory.trees.has(pending.root));
  return route.roots.every((root) => memory.trees.has(root));
}

/** Reads what the commands of the next batch need; a few statements for all of them, none in the usual case. */
export async function prepare(pool: Pool, memory: Memory, batch: readonly Pending[]): Promise<void> {
  const open = batch.filter((pending) => !isReady(memory, pending));
  if (open.length === 0) return;
  await checkIds(pool, open);
  for (const pending of open) {
    if (!pending.missing) continue;
    await memory.loadMissing(pending.missing);
    delete pending.missing;
  }
  await lookUp(pool, memory, open);
  await memory.loadTrees(open.flatMap((pending) => rootsOf(memory, pending)));
}

function rootsOf(memory: Memory, pending: Pending): readonly number[] {
  const route = routeOf(memory, pending.command);
  if (route.kind === 'roots') return route.roots;
  return pending.root ? [pending.root] : [];
}

async function checkIds(pool: Pool, open: readonly Pending[]): Promise<void> {
  const unchecked = open.filter(({ commandId, checked }) => commandId !== undefined && !checked);
  if (unchecked.length === 0) return;
  const outcomes = await readOutcomes(
    pool,
    unchecked.map(({ commandId }) => commandId ?? ''),
  );
  for (const pending of unchecked) {
    pending.checked = true;
    const outcome = outcomes.get(pending.commandId ?? '');
    if (outcome) pending.decided = { kind: 'stored', outcome: JSON.parse(outcome) as Outcome<unknown> };
  }
}

async function lookUp(pool: Pool, memory: Memory, open: readonly Pending[]): Promise<void> {
  const wanted = new Map<RootLookup, { key: number; pending: Pending }[]>();
  for (const pending of open) {
    const route = routeOf(memory, pending.command);
    if (route.kind !== 'lookup' || pending.root !== undefined) continue;
    const list = wanted.get(route.lookup);
    if (list) list.push({ key: route.key, pending });
    else wanted.set(route.lookup, [{ key: route.key, pending }]);
  }
  for (const [kind, list] of wanted) {
    const roots = await findRoots(
      pool,
      kind,
      list.map(({ key }) => key),
    );
    for (const { key, pending } of list) pending.root = roots.get(key) ?? 0;
  }
}
