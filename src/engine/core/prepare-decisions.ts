/** Compiles a decision model together with the models it imports. */
import type { Resource } from '../engine.js';
import type { Compiled, CompiledDecisionGraph } from '../feel/feel.js';
import { compileDecisionGraph, mayImport, readModelHeader } from '../feel/index.js';
import { checksumOf } from './checksum.js';

/** The newest deployed decision model of a namespace, as XML; undefined when there is none. */
export type DeployedModels = (namespace: string) => Promise<string | undefined>;

/** `all` are the files of the same deployment: they come before what was deployed earlier. */
export async function prepareDecisions(
  content: string,
  all: readonly Resource[],
  deployed: DeployedModels,
): Promise<Compiled<{ graph: CompiledDecisionGraph; imports: readonly string[] }>> {
  const imported = mayImport(content) ? await importedModels(content, all, deployed) : [];
  const compiled = await compileDecisionGraph(content, { imports: imported });
  if (!compiled.ok) return compiled;
  return { ok: true, value: { graph: compiled.value, imports: imported.map(checksumOf) } };
}

/** What is imported directly or by others, each once. What is missing is left out: the compiler names it. */
async function importedModels(
  content: string,
  all: readonly Resource[],
  deployed: DeployedModels,
): Promise<readonly string[]> {
  const files = all
    .filter((file) => file.name.endsWith('.dmn') && file.content !== content)
    .map((file) => file.content);
  const own = readModelHeader(content);
  const found = new Map<string, string | undefined>(own ? [[own.namespace, undefined]] : []);
  const open = [...(own?.imports ?? [])];
  for (let namespace = open.shift(); namespace !== undefined; namespace = open.shift()) {
    if (found.has(namespace)) continue;
    const wanted = namespace;
    const model = files.find((text) => readModelHeader(text)?.namespace === wanted) ?? (await deployed(wanted));
    found.set(wanted, model);
    if (model !== undefined && mayImport(model)) open.push(...(readModelHeader(model)?.imports ?? []));
  }
  return [...found.values()].filter((model) => model !== undefined);
}
