/**
 * Makes sure, before anything happens, that every graph a step can meet is loaded. What computed ids lead to is only known
 * underway, so a process with computed references needs everything of its tenant.
 */
import type { Binding } from '../../model/index.js';
import type { Definition } from '../state/definition.js';
import { GraphMissing, processOf } from '../state/definition.js';
import type { EngineState } from '../state/engine-state.js';
import type { ProcessInstance } from '../state/process-instance.js';
import { deployedVersion } from './deployed-version.js';

/** Definitions found complete, as long as nothing is deployed or deleted. */
interface Complete {
  revision: number;
  definitions: Set<Definition>;
}

const found = new WeakMap<EngineState, Complete>();

/** Throws GraphMissing when the definition or something it can call is not loaded. */
export function requireGraphs(state: EngineState, definition: Definition): void {
  const complete = completeOf(state);
  if (complete.definitions.has(definition)) return;
  const seen = new Set<Definition>();
  const open = [definition];
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next) || complete.definitions.has(next)) continue;
    seen.add(next);
    processOf(next);
    requireDecisions(state, next);
    open.push(...calledBy(state, next));
  }
  for (const one of seen) complete.definitions.add(one);
}

/** An instance, those that called it, and what they may call. */
export function requireTree(state: EngineState, instance: ProcessInstance): void {
  for (let at: ProcessInstance | undefined = instance; at; at = state.instances.get(at.parentProcessInstanceKey)) {
    requireGraphs(state, at.definition);
  }
}

function completeOf(state: EngineState): Complete {
  const revision = state.definitions.revision + state.requirements.revision;
  const known = found.get(state);
  if (known && known.revision === revision) return known;
  const fresh = { revision, definitions: new Set<Definition>() };
  found.set(state, fresh);
  return fresh;
}

function* calledBy(state: EngineState, definition: Definition): Iterable<Definition> {
  const { tenantId, bpmnProcessId } = definition;
  const { references, elements } = processOf(definition);
  if (references.dynamic) yield* mayBeCalled(state, definition);
  for (const id of references.processIds) yield* allBindings(state, definition, id);
  // When an instance that a message had started ends, the newest version may start the next one.
  const newest = state.definitions.latest(tenantId, bpmnProcessId);
  if (newest && (elements[0]?.triggeredStartEvents.length ?? 0) > 0) yield newest;
}

/** A computed id may lead to any newest version; with another binding than `latest`, to any version at all. */
function* mayBeCalled(state: EngineState, { tenantId, process }: Definition): Iterable<Definition> {
  const { deploymentBinding = false, versionTags = [] } = process?.references ?? {};
  if (!deploymentBinding && versionTags.length === 0) yield* state.definitions.latestOfAll(tenantId);
  else for (const one of state.definitions.all()) if (one.tenantId === tenantId) yield one;
}

/** Every way in which some element of the process may choose a version. */
const bindingsOf = (definition: Definition): Binding[] => [
  { type: 'latest' },
  { type: 'deployment' },
  ...processOf(definition).references.versionTags.map((tag): Binding => ({ type: 'versionTag', tag })),
];

function* allBindings(state: EngineState, definition: Definition, id: string): Iterable<Definition> {
  for (const binding of bindingsOf(definition)) {
    const called = deployedVersion(state.definitions, definition, id, binding);
    if (called) yield called;
  }
}

function requireDecisions(state: EngineState, definition: Definition): void {
  const { references } = processOf(definition);
  if (references.dynamic) {
    const every = references.deploymentBinding || references.versionTags.length > 0;
    const { tenantId } = definition;
    for (const { key, graph, tenantId: of } of every
      ? state.requirements.all()
      : state.requirements.latestOfAll(tenantId)) {
      if (!graph && of === tenantId) throw new GraphMissing('decision', key);
    }
  }
  for (const id of references.decisionIds) {
    for (const binding of bindingsOf(definition)) {
      const decision = deployedVersion(state.decisions, definition, id, binding);
      const requirements = decision && state.requirements.get(decision.requirementsKey);
      if (requirements && !requirements.graph) throw new GraphMissing('decision', requirements.key);
    }
  }
}
