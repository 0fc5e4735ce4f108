import type { EngineCommand, ExecuteOptions, Outcome, RejectionCode } from '../engine.js';

export const refusal = (code: RejectionCode, reason: string): Outcome<never> => ({
  ok: false,
  rejection: { code, reason },
});

/** NUL and half surrogate pairs: JSON can carry them, PostgreSQL's text and jsonb cannot. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const MAX_DEPTH = 200;
/** Bytes; names of variables stand in indexes, which hold some 2,700. */
const MAX_VARIABLE_NAME = 2_000;
/** 4 MB, Zeebe's limit for one message. */
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** Refuses what could not be stored, before it reaches the step function. */
export function refuseCommand(command: EngineCommand, { commandId }: ExecuteOptions): Outcome<never> | undefined {
  if (commandId !== undefined && (commandId.length < 1 || commandId.length > 64 || UNSTORABLE.test(commandId))) {
    return refusal('INVALID_ARGUMENT', 'Expected a command id of 1 to 64 characters');
  }
  const size: Size = { characters: 0 };
  const fault = faultIn(command, '', 0, size);
  if (fault !== undefined) {
    return refusal('INVALID_ARGUMENT', `Expected command '${command.type}' to be storable, but ${fault}`);
  }
  // Files have a limit of their own.
  if (size.characters <= MAX_CHARACTERS || command.type === 'deployResources') return undefined;
  return refusal(
    'RESOURCE_EXHAUSTED',
    `Expected command '${command.type}' to have at most ${MAX_CHARACTERS} characters, but it has about ${size.characters}`,
  );
}

/** About as many as the command has as JSON: texts and names as they are, everything else counts eight. */
interface Size {
  characters: number;
}

/** `of`: the name under which the value stands. */
function faultIn(value: unknown, of: string, depth: number, size: Size): string | undefined {
  if (typeof value === 'string') {
    size.characters += value.length;
    return UNSTORABLE.test(value) ? 'a text holds NUL or half a surrogate pair' : undefined;
  }
  size.characters += 8;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > MAX_DEPTH) return `it is nested more than ${MAX_DEPTH} levels deep`;
  if (Array.isArray(value)) {
    for (const item of value) {
      const fault = faultIn(item, '', depth + 1, size);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  for (const name in value) {
    size.characters += name.length;
    const fault = faultInName(name, of) ?? faultIn((value as Record<string, unknown>)[name], name, depth + 1, size);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultInName(name: string, of: string): string | undefined {
  if (UNSTORABLE.test(name)) return 'a name holds NUL or half a surrogate pair';
  const isTooLong = of === 'variables' && name.length > MAX_VARIABLE_NAME / 4;
  return isTooLong && Buffer.byteLength(name) > MAX_VARIABLE_NAME
    ? `the name of a variable has more than ${MAX_VARIABLE_NAME} bytes: '${name.slice(0, 40)}…'`
    : undefined;
}

/** Ends or moves on what exists already: accepted longer than what makes new work. */
const RELIEVING = new Set<EngineCommand['type']>([
  'completeJob',
  'failJob',
  'throwError',
  'completeUserTask',
  'cancelProcessInstance',
  'resolveIncident',
]);

export interface Load {
  /** Commands that wait. */
  queued: number;
  /** Milliseconds that a command would wait. */
  expectedWait: number;
}

export interface LoadBounds {
  maxQueued: number;
  /** Milliseconds after which a command should be durable. */
  latencyGoal: number;
  /** So many are taken in one go: fewer than that never wait for long. */
  maxBatch: number;
}

/** Back pressure: above the bounds nothing new is taken, up to twice the bounds what relieves the engine. */
export function refuseForLoad(type: EngineCommand['type'], load: Load, bounds: LoadBounds): Outcome<never> | undefined {
  const factor = RELIEVING.has(type) ? 2 : 1;
  const tooMany = load.queued >= factor * bounds.maxQueued;
  const tooLong = load.queued >= bounds.maxBatch && load.expectedWait > factor * bounds.latencyGoal;
  if (!tooMany && !tooLong) return undefined;
  return refusal('RESOURCE_EXHAUSTED', 'Expected to handle the command, but the engine has too many waiting already');
}

/** Whatever may wait in the outbox: results of whole instances are the business of whoever asked. */
export type StoredCommand = Exclude<EngineCommand, { type: 'createProcessInstanceWithResult' }>;

/** All of them: a command that is missing here would be lost on its way through the outbox. */

const TYPES: Readonly<Record<StoredCommand['type'], true>> = {
  deployResources: true,
  createProcessInstance: true,
  cancelProcessInstance: true,
  deleteResource: true,
  modifyProcessInstance: true,
  migrateProcessInstance: true,
  completeJob: true,
  failJob: true,
  throwError: true,
  updateJobRetries: true,
  updateJobTimeout: true,
  publishMessage: true,
  broadcastSignal: true,
  resolveIncident: true,
  setVariables: true,
  assignUserTask: true,
  unassignUserTask: true,
  updateUserTask: true,
  completeUserTask: true,
  evaluateDecision: true,
};

/** A command read from the outbox: a known type at least; undefined when it is none. */
export function asCommand(value: unknown): StoredCommand | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  return typeof value.type === 'string' && Object.hasOwn(TYPES, value.type) ? (value as StoredCommand) : undefined;
}
