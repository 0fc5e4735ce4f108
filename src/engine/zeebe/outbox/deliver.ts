import type { Pool } from 'pg';
import type { EngineCommand, Outcome } from '../../engine.js';
import { asCommand, refusal, refuseCommand, type StoredCommand } from '../../runtime/refuse-command.js';
import type { ZeebeClient } from '../client/zeebe-client.js';
import { withContext, withoutContext } from '../context.js';
import { createdInstance, effectOf, isWithinReach, userTaskState } from './effect.store.js';
import type { Fence } from './fence.js';
import { type Leased, SEND_WITHIN_MS } from './lease.store.js';

/** What is to happen with a row of the outbox. */
export type Delivery =
  | { kind: 'settled'; outcome: Outcome<unknown> }
  /** Sent, and to be sent again after so many milliseconds. `isAway`: nobody was there to take it. */
  | { kind: 'again'; afterMs: number; isUncertain: boolean; isAway?: boolean }
  /** Not sent: the records have not told yet what became of the last attempt. */
  | { kind: 'waiting'; afterMs: number };

const LOOK_AGAIN_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** So often a command is tried that the cluster itself stumbles over. */
const MOST_FAULTS = 10;

/** Sends one command so that it counts once, whatever happened to earlier attempts. */
export class Deliverer {
  constructor(
    private readonly pool: Pool,
    private readonly client: Pick<ZeebeClient, 'send'>,
    private readonly fence: Pick<Fence, 'isPast'>,
    private readonly deploy: (
      command: Extract<EngineCommand, { type: 'deployResources' }>,
    ) => Promise<Outcome<unknown>>,
  ) {}

  async deliver(row: Leased): Promise<Delivery> {
    const begun = performance.now();
    const command = asCommand(row.command);
    if (!command) return settled(refusal('INVALID_ARGUMENT', 'Expected a command of a known type'));
    const unfit = refuseCommand(command, {});
    if (unfit) return settled(unfit);
    if (row.tenantId !== null && !(await isWithinReach(this.pool, row.tenantId, command)))
      return settled(refusal('NOT_FOUND', `Expected to find what '${command.type}' refers to, but it is not there`));
    if (command.type === 'deployResources') return settled(await this.deploy(command));
    const known = row.isUncertain && isMaking(command) ? await this.lookBack(row, command) : undefined;
    if (known) return known;
    // Somebody else might soon take the row for one whose process is gone.
    if (performance.now() - begun > SEND_WITHIN_MS) return { kind: 'waiting', afterMs: LOOK_AGAIN_MS };
    return this.send(row, command);
  }

  /** A creation or a message that may have happened is looked for in the records before it is repeated. */
  private async lookBack(row: Leased, command: Making): Promise<Delivery | undefined> {
    // In this order: what comes in between the two questions must not be missed by both.
    const isPast = await this.fence.isPast(row.triedBefore).catch(() => false);
    const key = await effectOf(this.pool, commandIdOf(row));
    if (key === undefined) return isPast ? undefined : { kind: 'waiting', afterMs: lookAgain(row) };
    const made = command.type === 'publishMessage' ? { messageKey: key, tenantId: command.tenantId } : undefined;
    const value = made ?? (await createdInstance(this.pool, key));
    return value ? settled({ ok: true, value }) : { kind: 'waiting', afterMs: lookAgain(row) };
  }

  private async send(row: Leased, command: StoredCommand): Promise<Delivery> {
    const nobodyKnows = (reason: string) =>
      settled(refusal('DEADLINE_EXCEEDED', `Nobody knows whether '${command.type}' had an effect: ${reason}`));
    if (row.isUncertain && !isRepeatable(command)) return nobodyKnows('its process has ended');
    const sent = await this.client.send(prepared(command, commandIdOf(row)));
    const afterMs = pause(row.attempts);
    switch (sent.kind) {
      case 'answered':
        return this.interpret(row, command, sent.outcome);
      case 'refused':
        // A creation that was looked for and not found is certain again.
        return { kind: 'again', afterMs, isUncertain: row.isUncertain && !isMaking(command), isAway: !sent.isBusy };
      case 'unknown':
        if (sent.isFault === true && row.attempts >= MOST_FAULTS)
          return settled(refusal('PROCESSING_ERROR', sent.reason));
        return isRepeatable(command) ? { kind: 'again', afterMs, isUncertain: true } : nobodyKnows(sent.reason);
    }
  }

  /** A refusal after an attempt that nobody knows about may mean that the attempt had succeeded. */
  private async interpret(row: Leased, command: StoredCommand, outcome: Outcome<unknown>): Promise<Delivery> {
    if (outcome.ok || !row.isUncertain) return settled(outcome);
    const { code } = outcome.rejection;
    if (command.type === 'completeUserTask' && code === 'NOT_FOUND') {
      const state = await userTaskState(this.pool, command.userTaskKey);
      if (state === 'CREATED') return { kind: 'again', afterMs: LOOK_AGAIN_MS, isUncertain: true };
      return settled(state === 'COMPLETED' ? succeeded(command) : outcome);
    }
    return settled(DONE_BEFORE[command.type]?.includes(code) === true ? succeeded(command) : outcome);
  }
}

/** Refusals that a command gets when it is repeated after it had succeeded. */
const DONE_BEFORE: Partial<Record<EngineCommand['type'], readonly string[]>> = {
  completeJob: ['NOT_FOUND'],
  failJob: ['NOT_FOUND', 'INVALID_STATE'],
  throwError: ['NOT_FOUND', 'INVALID_STATE'],
  cancelProcessInstance: ['NOT_FOUND'],
  resolveIncident: ['NOT_FOUND'],
  deleteResource: ['NOT_FOUND'],
  publishMessage: ['ALREADY_EXISTS'],
};

/** Sent twice they make two things. */
type Making = Extract<StoredCommand, { type: 'createProcessInstance' | 'publishMessage' }>;
const isMaking = (command: StoredCommand): command is Making =>
  command.type === 'createProcessInstance' || command.type === 'publishMessage';

/** Without harm, or recognised by the records. */
const isRepeatable = ({ type }: StoredCommand): boolean =>
  type !== 'modifyProcessInstance' && type !== 'migrateProcessInstance' && type !== 'broadcastSignal';

const commandIdOf = ({ commandId, id }: Leased): string => commandId ?? id;

/** As it is sent: what makes something carries our context, and nothing else may bring one along. */
function prepared(command: StoredCommand, commandId: string): StoredCommand {
  switch (command.type) {
    case 'createProcessInstance':
      return { ...command, variables: withContext(command.variables, { tenantId: command.tenantId, commandId }) };
    case 'publishMessage': {
      const { tenantId, messageId = commandId, variables } = command;
      return { ...command, messageId, variables: withContext(variables, { tenantId, commandId }) };
    }
    case 'broadcastSignal':
      return { ...command, variables: withContext(command.variables, { tenantId: command.tenantId, commandId }) };
    default:
      return 'variables' in command && command.variables !== undefined
        ? { ...command, variables: withoutContext(command.variables) }
        : command;
  }
}

/** The answer of a command that only names what it was about. */
function succeeded(command: StoredCommand): Outcome<unknown> {
  const { jobKey, userTaskKey, incidentKey, processInstanceKey, resourceKey } = command as unknown as Record<
    string,
    string | undefined
  >;
  return { ok: true, value: { jobKey, userTaskKey, incidentKey, processInstanceKey, resourceKey } };
}

const settled = (outcome: Outcome<unknown>): Delivery => ({ kind: 'settled', outcome });

/** Records may be late by minutes: what waits for them long is looked at less often. */
const lookAgain = ({ triedBefore }: Leased): number =>
  Math.min(LONGEST_PAUSE_MS, Math.max(LOOK_AGAIN_MS, (Date.now() - triedBefore) / 8));

/** A little chance in it, so that all that waited do not come at once. */
const pause = (attempts: number): number =>
  Math.min(LONGEST_PAUSE_MS, 200 * 2 ** Math.min(attempts, 10)) * (0.75 + Math.random() / 2);
