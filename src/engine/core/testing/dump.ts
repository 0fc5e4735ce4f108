/** The whole state as plain data that two states can be compared by. */
import type { EngineState } from '../state/engine-state.js';
import type { ElementInstance } from '../state/element-instance.js';
import type { ProcessInstance } from '../state/process-instance.js';

export function dump(state: EngineState): unknown {
  const { messages } = state;
  return {
    definitions: [...state.definitions.all()].map(({ key, version, tenantId }) => ({
      key,
      version,
      tenantId,
      deleted: state.definitions.isDeleted(key),
    })),
    requirements: [...state.requirements.all()].map(({ key, version }) => ({
      key,
      version,
      deleted: state.requirements.isDeleted(key),
    })),
    decisions: [...state.decisions.all()].map(({ key, version }) => ({
      key,
      version,
      deleted: state.decisions.isDeleted(key),
    })),
    forms: [...state.forms.all()].map(({ key, version }) => ({
      key,
      version,
      deleted: state.forms.isDeleted(key),
    })),
    instances: [...state.instances.values()].map(dumpInstance),
    elements: [...state.elements.keys()].sort(),
    jobs: [...state.jobs.values()].map(({ owner, ...job }) => ({ ...job, owner: owner.key })),
    userTasks: [...state.userTasks.values()].map(({ owner, ...task }) => ({ ...task, owner: owner.key })),
    incidents: [...state.incidents.values()].map(({ owner, ...incident }) => ({ ...incident, owner: owner.key })),
    timers: [...state.timers.values()],
    buffered: [...messages.buffered.values()].map((message) => ({ ...message, correlated: [...message.correlated] })),
    subscriptions: [...messages.subscriptions.values()],
    starts: [...messages.starts.values()],
    signals: [...state.signals.subscriptions.values()],
    pendingSignals: [...state.signals.pending.values()],
    locks: [...state.instances.keys()].map((key) => messages.lockOf(key) ?? null),
  };
}

const dumpInstance = ({
  key,
  parentElementInstanceKey,
  rootKey,
  elements,
  definition,
  compensations,
}: ProcessInstance): unknown => ({
  key,
  parentElementInstanceKey,
  rootKey,
  definition: definition.key,
  compensations,
  elements: [...elements.values()].map(dumpElement),
});

function dumpElement({ element, instance, scope, variables, joins, ...rest }: ElementInstance): unknown {
  return {
    ...rest,
    element: element.index,
    instance: instance.key,
    scope: scope?.key ?? null,
    variables: variables && Object.fromEntries(variables),
    joins: joins && joins.size > 0 ? [...joins] : null,
  };
}
