import type { CoreCommand, EngineState } from '../../core/index.js';
import { keyNumber } from '../state/keys.js';
import type { Memory } from '../state/memory.js';
import type { RootLookup } from '../state/find-root.store.js';

/** The instance trees that a command is about, or the key under which the database knows them. */
export type Route = { kind: 'roots'; roots: readonly number[] } | { kind: 'lookup'; lookup: RootLookup; key: number };

const NONE: Route = { kind: 'roots', roots: [] };
const to = (root: number | undefined): Route => (root ? { kind: 'roots', roots: [root] } : NONE);

/** Open jobs, timers and subscriptions are indexed in memory; the rest is looked up unless its tree is loaded already. */
export function routeOf(memory: Memory, command: CoreCommand): Route {
  const { state, trees } = memory;
  switch (command.type) {
    case 'completeJob':
    case 'failJob':
    case 'throwError':
    case 'updateJobRetries':
    case 'updateJobTimeout':
    case 'timeOutJob':
    case 'recurJob':
      return to(memory.jobs.rootOf(Number(command.jobKey)));
    case 'assignUserTask':
    case 'unassignUserTask':
    case 'updateUserTask':
    case 'completeUserTask': {
      const key = keyNumber(command.userTaskKey);
      const task = state.userTasks.get(key);
      return task ? to(task.owner.instance.rootKey) : lookup('userTask', key);
    }
    case 'resolveIncident': {
      const key = keyNumber(command.incidentKey);
      const incident = state.incidents.get(key);
      return incident ? to(incident.owner.instance.rootKey) : lookup('incident', key);
    }
    case 'setVariables': {
      const key = keyNumber(command.elementInstanceKey);
      const element = state.elements.get(key);
      return element ? to(element.instance.rootKey) : lookup('elementInstance', key);
    }
    case 'cancelProcessInstance':
    case 'modifyProcessInstance':
    case 'migrateProcessInstance': {
      const key = keyNumber(command.processInstanceKey);
      const root = trees.rootOf(key);
      return root ? to(root) : lookup('processInstance', key);
    }
    case 'triggerTimer': {
      const root = state.timers.get(command.timerKey)?.rootKey ?? 0;
      return root > 0 ? to(root) : NONE;
    }
    case 'publishMessage': {
      const { tenantId, name, correlationKey } = command;
      // Of each process one instance gets the message, nearly always the oldest; the step asks for more when it must.
      const roots = state.messages
        .waitingByProcess(tenantId, name, correlationKey)
        .map(([oldest]) => oldest?.rootKey ?? 0);
      return roots.length === 0 ? NONE : { kind: 'roots', roots };
    }
    case 'broadcastSignal':
      return toHearers(state, command.tenantId, command.signalName);
    case 'deliverSignal': {
      const signal = state.signals.pending.get(command.signalKey);
      return signal ? toHearers(state, signal.tenantId, signal.signalName) : NONE;
    }
    case 'deleteResource':
      return lookup('instanceOf', keyNumber(command.resourceKey));
    case 'createProcessInstance':
    case 'deployPrepared':
    case 'evaluateDecision':
    case 'expireMessage':
      return NONE;
  }
}

function toHearers(state: EngineState, tenantId: string, signalName: string): Route {
  const waiting = state.signals.waitingFor(tenantId, signalName).filter(({ rootKey }) => rootKey > 0);
  return waiting.length === 0 ? NONE : { kind: 'roots', roots: waiting.map(({ rootKey }) => rootKey) };
}

const lookup = (kind: RootLookup, key: number): Route => (key > 0 ? { kind: 'lookup', lookup: kind, key } : NONE);
