import type { Outcome, Reach, RejectionCode } from '../../engine.js';
import { type CoreCommand, GraphMissing, InstancesMissing, step } from '../../core/index.js';
import { BatchEncoder } from '../log/batch-encoder.js';
import type { GraphCache } from '../state/graph-cache.js';
import type { Memory } from '../state/memory.js';
import { Changes } from './changes.js';
import { collectChange } from './collect-changes.js';
import type { Pending } from './pending.js';
import { isReady } from './prepare.js';
import { routeOf } from './route.js';

export interface Executed {
  pending: Pending;
  outcome: Outcome<unknown>;
}

/** Commands that were run in memory and now have to become durable, together or not at all. */
export interface Batch {
  executed: Executed[];
  changes: Changes;
  encoder: BatchEncoder;
}

export type BuildResult =
  /** `rest` could not be run yet and comes first in the next batch. */
  | { kind: 'batch'; batch: Batch; rest: Pending[] }
  /** A step threw: memory may be half changed, nothing of the batch counts, the culprit is marked as refused. */
  | { kind: 'broken'; error: unknown; culprit: Pending };

/** Attempts to load what a step misses before it counts as broken; each brings one graph, or a hundred instances. */
const MAX_ATTEMPTS = 50;

/** Runs commands on the state in memory, in order, without waiting for anything. */
export function buildBatch(memory: Memory, graphs: GraphCache, commands: readonly Pending[], now: number): BuildResult {
  const batch: Batch = { executed: [], changes: new Changes(now), encoder: new BatchEncoder() };
  for (const [index, pending] of commands.entries()) {
    if (!isReady(memory, pending)) return { kind: 'batch', batch, rest: commands.slice(index) };
    try {
      batch.executed.push({ pending, outcome: execute(memory, graphs, batch, pending, now) });
    } catch (error) {
      if ((error instanceof GraphMissing || error instanceof InstancesMissing) && pending.attempts < MAX_ATTEMPTS) {
        pending.missing = error;
        pending.attempts += 1;
        return { kind: 'batch', batch, rest: commands.slice(index) };
      }
      return { kind: 'broken', error, culprit: pending };
    }
  }
  return { kind: 'batch', batch, rest: [] };
}

const refused = (code: RejectionCode, reason: string): Outcome<never> => ({ ok: false, rejection: { code, reason } });

function execute(memory: Memory, graphs: GraphCache, batch: Batch, pending: Pending, now: number): Outcome<unknown> {
  const { command, decided } = pending;
  if (decided?.kind === 'stored') return decided.outcome;
  const refusal = decided?.outcome ?? refuseBefore(memory, pending);
  const { events, outcome } = refusal ? { events: [], outcome: refusal } : step(memory.state, command, now);
  if (!outcome.ok) {
    if (!pending.internal) batch.encoder.refused(command, outcome.rejection);
    return outcome;
  }
  batch.encoder.accepted(command, events);
  for (const event of events) collectChange(batch.changes, memory, event);
  if (command.type === 'deployPrepared') {
    for (const resource of command.resources) {
      if (resource.kind === 'bpmn') graphs.keepProcesses(resource.checksum, resource.processes);
      else if (resource.kind === 'dmn') graphs.keepDecisions(resource, resource.graph);
    }
  }
  return outcome;
}

/** What the step function cannot know: who works on a job, and which Gemeinde a command came from. */
function refuseBefore(memory: Memory, { command, only, root }: Pending): Outcome<never> | undefined {
  // First: whether something of others waits or runs is nobody's business.
  const beyond = only && refuseBeyond(memory, command, root, only);
  if (beyond) return beyond;
  if (command.type === 'updateJobTimeout') {
    const key = Number(command.jobKey);
    if (memory.jobs.rootOf(key) > 0 && !memory.jobs.isLeased(key)) {
      return refused(
        'INVALID_STATE',
        `Expected to update the timeout of job with key '${command.jobKey}', but it is not active`,
      );
    }
  }
  if (command.type === 'timeOutJob' && !memory.jobs.isLeased(command.jobKey)) {
    return refused('INVALID_STATE', `Expected to time out job with key '${command.jobKey}', but nobody works on it`);
  }
  return undefined;
}

/** Nothing that belongs to somebody else is found. */
function refuseBeyond(
  memory: Memory,
  command: CoreCommand,
  root: number | undefined,
  { tenants, jobTypes }: Reach,
): Outcome<never> | undefined {
  const mine = (tenantId: string | undefined) => tenantId === undefined || tenants.includes(tenantId);
  if ('tenantId' in command) {
    if (mine(command.tenantId)) return undefined;
    return refused(
      'INVALID_ARGUMENT',
      `Expected a command of tenant '${tenants.join("', '")}', but it names '${command.tenantId}'`,
    );
  }
  if (jobTypes && 'jobKey' in command) {
    const type = memory.jobs.typeOf(Number(command.jobKey));
    if (type !== undefined && !jobTypes.includes(type)) return foreign(command.type, tenants);
  }
  if (command.type === 'deleteResource') {
    const key = Number(command.resourceKey);
    const { definitions, requirements, forms } = memory.state;
    const owner = (definitions.get(key) ?? requirements.get(key) ?? forms.get(key))?.tenantId;
    return mine(owner) ? undefined : foreign(command.type, tenants);
  }
  const route = routeOf(memory, command);
  const rootKey = route.kind === 'roots' ? (route.roots[0] ?? 0) : (root ?? 0);
  const tenant = memory.state.instances.get(rootKey)?.tenantId;
  return mine(tenant) ? undefined : foreign(command.type, tenants);
}

const foreign = (type: string, tenants: readonly string[]): Outcome<never> =>
  refused(
    'NOT_FOUND',
    `Expected to execute '${type}' for tenant '${tenants.join("', '")}', but found nothing with that key`,
  );

/** Brings the index of jobs up to the end of the batch: what is gone or must wait is not handed out any more. */
export function settleJobs(memory: Memory, { jobs, offers }: Changes): void {
  for (const key of jobs) {
    const job = memory.state.jobs.get(key);
    if (job?.state === 'ACTIVATABLE') continue;
    offers.delete(key);
    if (job) memory.jobs.park(key);
    else memory.jobs.removed(key);
  }
}
