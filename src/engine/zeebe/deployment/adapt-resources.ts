import { createHash } from 'node:crypto';
import type { Resource } from '../../engine.js';
import { adaptProcess } from './adapt-process.js';

/**
 * The files of a package as an older cluster understands them. 8.5 refuses listeners of user tasks and knows no binding: a
 * called decision would always be the newest of the whole cluster, also for cases that began long before. So decisions get
 * the hash of their file behind their ids. From 8.6 on the files go as they are.
 */
export async function adaptResources(resources: readonly Resource[], gatewayVersion: string): Promise<Resource[]> {
  if (knowsBindings(gatewayVersion)) return [...resources];
  const decisions = new Map<string, string>();
  for (const { name, content } of resources) {
    if (!name.endsWith('.dmn')) continue;
    const suffix = createHash('sha256').update(content).digest('hex').slice(0, 12);
    for (const id of decisionIds(content)) decisions.set(id, `${id}-${suffix}`);
  }
  return Promise.all(
    resources.map(async ({ name, content }) => {
      if (name.endsWith('.dmn')) return { name, content: renamed(content, decisions) };
      if (!name.endsWith('.bpmn')) return { name, content };
      // What cannot be read goes as it is: the cluster says what is wrong with it.
      return { name, content: await adaptProcess(content, decisions).catch(() => content) };
    }),
  );
}

/** Zeebe 8.6 and later: deployment bindings, listeners of user tasks. */
export function knowsBindings(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 8 || (major === 8 && minor >= 6);
}

const DECISION = /(<(?:[\w-]+:)?decision\s[^>]*?\bid=")([^"]+)(")/g;
const REFERENCE = /(\shref="#)([^"]+)(")/g;

const decisionIds = (dmn: string): string[] => [...dmn.matchAll(DECISION)].map(([, , id = '']) => id);

function renamed(dmn: string, names: ReadonlyMap<string, string>): string {
  const rename = (all: string, before: string, id: string, after: string) => {
    const name = names.get(id);
    return name === undefined ? all : `${before}${name}${after}`;
  };
  return dmn
    .replace(DECISION, rename)
    .replace(REFERENCE, rename)
    .replace(/(\bdmnElementRef=")([^"]+)(")/g, rename);
}
