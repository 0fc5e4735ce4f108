/** Reads and compiles what is to be deployed; asynchronous, because parsing is, and pure. */
import type { Rejection, Resource } from '../engine.js';
import { compileBpmn, describeFindings, readForm } from '../model/index.js';
import { checksumOf } from './checksum.js';
import type { PreparedResource } from './command.js';
import { type DeployedModels, prepareDecisions } from './prepare-decisions.js';

export type PreparedDeployment =
  /** `warnings` are German sentences about parts that will not work; they stop nothing. */
  { ok: true; value: PreparedResource[]; warnings: readonly string[] } | { ok: false; rejection: Rejection };

type Prepared = { ok: true; value: PreparedResource } | { ok: false; text: string };

/** Everything that is wrong with any of the resources is said at once, in one INVALID_ARGUMENT. */
export async function prepareDeployment(
  resources: readonly Resource[],
  deployed: DeployedModels = async () => undefined,
): Promise<PreparedDeployment> {
  if (resources.length === 0) return refused('Expected to deploy at least one resource, but none given');
  const prepared = await Promise.all(resources.map((resource) => prepare(resource, resources, deployed)));
  const faults = prepared.flatMap((one) => (one.ok ? [] : [one.text]));
  const value = prepared.flatMap((one) => (one.ok ? [one.value] : []));
  faults.push(...duplicateIds(value));
  const warnings = value.flatMap((resource) =>
    resource.kind === 'dmn' ? resource.graph.warnings.map((text) => `'${resource.name}': ${text}`) : [],
  );
  return faults.length > 0
    ? refused(`${FAULTY}\n${faults.join('\n')}`)
    : { ok: true, value: importedFirst(value), warnings };
}

const FAULTY = 'Expected to deploy new resources, but encountered the following errors:';

const refused = (reason: string): PreparedDeployment => ({
  ok: false,
  rejection: { code: 'INVALID_ARGUMENT', reason },
});

/** Suffixes are those of Zeebe, in lower case. */
async function prepare(
  { name, content }: Resource,
  all: readonly Resource[],
  deployed: DeployedModels,
): Promise<Prepared> {
  const checksum = checksumOf(content);
  if (name.endsWith('.bpmn') || name.endsWith('.xml')) {
    const compiled = await compileBpmn(content);
    if (!compiled.ok) return { ok: false, text: describeFindings(name, compiled.findings) };
    return { ok: true, value: { kind: 'bpmn', name, content, checksum, processes: compiled.processes } };
  }
  if (name.endsWith('.dmn')) {
    const compiled = await prepareDecisions(content, all, deployed);
    if (!compiled.ok) return { ok: false, text: `'${name}': ${compiled.message}` };
    return { ok: true, value: { kind: 'dmn', name, content, checksum, ...compiled.value } };
  }
  if (name.endsWith('.form')) {
    const form = readForm(content);
    if (!form.ok) return { ok: false, text: `'${name}': ${form.reason}` };
    return {
      ok: true,
      value: { kind: 'form', name, content, checksum, formId: form.formId, versionTag: form.versionTag },
    };
  }
  return { ok: false, text: `'${name}': unknown resource type` };
}

/**
 * What is imported comes first: of two decisions with one id, that of the importing model is the newer one. The closure of a
 * model is always larger than those of the models it imports.
 */
const importedFirst = (resources: readonly PreparedResource[]): PreparedResource[] =>
  resources.toSorted((a, b) => importsOf(a).length - importsOf(b).length);

const importsOf = (resource: PreparedResource): readonly string[] => (resource.kind === 'dmn' ? resource.imports : []);

/** Models that are compiled together have a namespace each, and may use an id twice, as the DMN standard says. */
const areOneModel = (a: PreparedResource, b: PreparedResource, all: readonly PreparedResource[]): boolean =>
  a.checksum !== b.checksum &&
  all.some((resource) => {
    const parts = [resource.checksum, ...importsOf(resource)];
    return a.kind === 'dmn' && b.kind === 'dmn' && parts.includes(a.checksum) && parts.includes(b.checksum);
  });

/** An id may be defined by one resource of a deployment only. */
function duplicateIds(resources: readonly PreparedResource[]): string[] {
  const faults: string[] = [];
  const seen = new Map<string, PreparedResource>();
  for (const resource of resources) {
    for (const [what, id] of idsOf(resource)) {
      const known = seen.get(`${what} ${id}`);
      if (known === undefined) seen.set(`${what} ${id}`, resource);
      else if (!areOneModel(known, resource, resources))
        faults.push(`Duplicated ${what} '${id}' in resources '${known.name}' and '${resource.name}'`);
    }
  }
  return faults;
}

function idsOf(resource: PreparedResource): [string, string][] {
  if (resource.kind === 'form') return [['form id', resource.formId]];
  if (resource.kind === 'bpmn') return resource.processes.map(({ id }) => ['process id', id]);
  return [
    ['decision requirements id', resource.graph.id],
    ...resource.graph.decisions.map(({ id }): [string, string] => ['decision id', id]),
  ];
}
