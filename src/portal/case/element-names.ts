import type { ProcessPackage } from '../../process-package/process-package.js';

const cache = new WeakMap<ProcessPackage, ReadonlyMap<string, string>>();

/** Names of the model's elements by id, for tasks that citizens see. */
export function elementNames(pkg: ProcessPackage): ReadonlyMap<string, string> {
  const known = cache.get(pkg);
  if (known) return known;
  const names = new Map(
    pkg.bpmn.flatMap(({ outline }) => outline.elements.flatMap(({ id, name }) => (name ? [[id, name] as const] : []))),
  );
  cache.set(pkg, names);
  return names;
}
