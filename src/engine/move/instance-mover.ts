import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ClientBase, Pool } from 'pg';
import type { Engine, EngineCommand, EngineResponses, Key, RejectionCode } from '../engine.js';
import { Arrival } from './arrival.js';
import { type Beginning, beginAgain } from './begin-again.js';
import { type ElementRow, type InstanceRows, readInstanceRows } from './instance-rows.store.js';
import {
  beginMove,
  type Home,
  type MovedInstance,
  type MovedKeys,
  noteArrived,
  noteCreated,
  noteGivenUp,
  noteMoved,
  noteRefused,
} from './moved-instance.store.js';
import type { Placement } from './plan-move.js';
import type { OpenJob } from './rekey.store.js';
import { forgetInstance, joinHistories } from './switch.store.js';
import { MoveFailed, until } from './until.js';
import type { WaitingInstance } from './waiting-instance.js';

export interface MoverOptions {
  target: Home;
  /** As the engine: reads what both engines write, notes how far a move has come. */
  pool: Pool;
  /** The engine that takes the instances. */
  engine: Engine;
  /** The cluster that has them; null: the embedded engine, of which no process runs. */
  from: Engine | null;
  /** The target's user tasks have service tasks before them instead of listeners. */
  splitsListeners: boolean;
  /** Runs the work in a transaction of the owner that sees all Gemeinden. */
  inTransaction: (work: (client: ClientBase) => Promise<void>) => Promise<void>;
  /** What refers to instances outside of the engine. */
  references: References;
  now: () => number;
}

export interface References {
  /** Every key of the embedded engine has become smaller by so much; the open jobs with the keys that they have now. */
  lower(client: ClientBase, distance: number, openJobs: readonly OpenJob[]): Promise<void>;
  /** The instance is about to be ended; that must not be taken for the end of what it was about. */
  leave(client: ClientBase, key: Key): Promise<void>;
  /** Gives references the new keys, in the transaction in which the engine's tables get theirs. */
  move(client: ClientBase, keys: MovedKeys): Promise<void>;
}

export interface MoveOrder {
  instance: WaitingInstance;
  placements: readonly Placement[];
  targetDefinitionKey: Key;
}

/** How long an answer that does not come is asked for again. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;
/** The command may count yet, or was not looked at. */
const UNDECIDED: ReadonlySet<RejectionCode> = new Set(['DEADLINE_EXCEEDED', 'UNAVAILABLE', 'RESOURCE_EXHAUSTED']);

/**
 * Moves one instance: made on the other side, known to stand in its place, and only then ended here and referred to there.
 * Each step is noted, so a run that was killed is taken up by the next one.
 */
export class InstanceMover {
  constructor(private readonly options: MoverOptions) {}

  /** @throws MoveFailed */
  async move(order: MoveOrder): Promise<void> {
    const { pool, target } = this.options;
    const { key } = order.instance;
    const places = order.placements.map(({ at }) => at.key).toSorted();
    let noted = await beginMove(pool, key, target, places);
    if (noted.state === 'MOVED') return;
    if (!isDeepStrictEqual(noted.places, places)) {
      await this.giveUp(noted);
      noted = await beginMove(pool, key, target, places);
    }
    // Also where an earlier run has done so: the old instance may have got other variables since.
    await this.finish(key, await this.settleIn(order, noted));
  }

  /** Ends the new instance of an earlier run whose old one has gone on since. */
  async giveUp({ oldKey, newKey, creationId }: MovedInstance): Promise<void> {
    const processInstanceKey = newKey ?? (await this.createdUnder(creationId));
    if (processInstanceKey !== null) {
      const command = { type: 'cancelProcessInstance', processInstanceKey } as const;
      const outcome = await this.options.engine.execute(command, { commandId: `move-${processInstanceKey}-give-up` });
      if (!outcome.ok && outcome.rejection.code !== 'NOT_FOUND')
        throw new MoveFailed(`what an earlier run has made could not be ended: ${outcome.rejection.reason}`);
    }
    await noteGivenUp(this.options.pool, oldKey, processInstanceKey);
  }

  /** What was made under an id: a command that makes nothing gets the answer of the one that was sent before, if it was. */
  private async createdUnder(creationId: string): Promise<Key | null> {
    const nothing = { type: 'createProcessInstance', tenantId: '', bpmnProcessId: '', variables: {} } as const;
    try {
      return (await this.run(nothing, creationId)).processInstanceKey;
    } catch (error) {
      if (error instanceof CommandRefused) return null;
      throw error;
    }
  }

  /** Ends the old instance of a move whose new one stands in its place, and lets the case go on there. */
  async finish(key: Key, keys: MovedKeys): Promise<void> {
    const { from, inTransaction, references, now } = this.options;
    if (from) await this.leave(from, key, keys);
    await inTransaction(async (client) => {
      if (!(await noteMoved(client, key))) return;
      if (!from) await forgetInstance(client, keys, now());
      await joinHistories(client, keys);
      await references.move(client, keys);
    });
  }

  private async settleIn(order: MoveOrder, noted: MovedInstance): Promise<MovedKeys> {
    const { pool, splitsListeners } = this.options;
    const { instance, placements } = order;
    const beginning = beginAgain(instance, placements, splitsListeners);
    const newKey = noted.newKey ?? (await this.create(order, beginning, noted.creationId));
    await noteCreated(pool, instance.key, newKey);
    const options = { pool, splitsListeners, run: this.run.bind(this) };
    const arrival = new Arrival(options, instance, await this.rowsOf(instance.key), newKey);
    await arrival.complete(beginning.first);
    if (beginning.activateInstructions.length > 0) {
      await arrival.modify(beginning.activateInstructions);
      await arrival.complete(placements);
    }
    const keys = await arrival.keys(placements);
    await noteArrived(pool, instance.key, keys);
    return keys;
  }

  private async create(
    { instance, targetDefinitionKey }: MoveOrder,
    beginning: Beginning,
    creationId: string,
  ): Promise<Key> {
    const { tenantId, key } = instance;
    const { variables, startInstructions } = beginning;
    const command = {
      type: 'createProcessInstance',
      tenantId,
      processDefinitionKey: targetDefinitionKey,
      variables,
      startInstructions,
    } as const;
    try {
      return (await this.run(command, creationId)).processInstanceKey;
    } catch (error) {
      if (error instanceof CommandRefused) await noteRefused(this.options.pool, key);
      throw error;
    }
  }

  /** The old instance ends by a command. What it has done since it was looked at would be lost: then somebody must know. */
  private async leave(from: Engine, key: Key, keys: MovedKeys): Promise<void> {
    const places = new Set(keys.elements.map(([old]) => old));
    const { instance, elements } = await this.rowsOf(key);
    if (instance.state === 'ACTIVE') {
      stayed(elements.filter((row) => places.has(row.key) && row.ended_at !== null));
      await this.options.inTransaction((client) => this.options.references.leave(client, key));
      const command = { type: 'cancelProcessInstance', processInstanceKey: key } as const;
      const outcome = await from.execute(command, { commandId: `move-${key}-leave` });
      if (!outcome.ok && outcome.rejection.code !== 'NOT_FOUND')
        throw new MoveFailed(`the old instance could not be ended: ${outcome.rejection.reason}`);
    }
    const after = await until(
      () => this.rowsOf(key),
      (rows) => rows.instance.state !== 'ACTIVE',
      'the cluster has not told that the old instance is over',
    );
    stayed(after.elements.filter((row) => places.has(row.key) && row.state === 'COMPLETED'));
  }

  private async rowsOf(key: Key): Promise<InstanceRows> {
    const rows = await readInstanceRows(this.options.pool, key);
    if (!rows) throw new MoveFailed(`there is no instance ${key} any more`);
    return rows;
  }

  /** A command that is not answered in time is asked for again: under its id it counts once. */
  private async run<C extends EngineCommand>(command: C, commandId: string): Promise<EngineResponses[C['type']]> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const outcome = await this.options.engine.execute(command, { commandId });
      if (outcome.ok) return outcome.value;
      const { code, reason } = outcome.rejection;
      if (!UNDECIDED.has(code)) throw new CommandRefused(`${command.type}: ${reason}`);
      // What became of a modification the records tell, in the next run.
      if (command.type === 'modifyProcessInstance' || Date.now() > end)
        throw new MoveFailed(`${command.type}: ${reason}`);
      await sleep(PAUSE_MS);
    }
  }
}

/** It had no effect. */
class CommandRefused extends MoveFailed {}

function stayed(gone: readonly ElementRow[]): void {
  if (gone.length === 0) return;
  const names = gone.map(({ element_id }) => `«${element_id}»`).join(', ');
  throw new MoveFailed(`it went on at ${names} while it was moved; look at both instances`);
}
