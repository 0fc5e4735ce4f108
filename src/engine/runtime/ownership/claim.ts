import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { OUTBOX_CHANNEL } from '../follower/follower.store.js';
import { beginEpoch, endStaleOwner, type Ownership, ownerName, tryLock } from './ownership.store.js';

/** The connection that owns the engine, and where the last owner stopped. */
export interface Claim extends Ownership {
  client: pg.Client;
}

export interface ClaimOptions {
  url: string;
  /** Who asks, for people: host and process. */
  owner: string;
  signal: AbortSignal;
  /** Told whenever somebody else owns the engine (`others`), or the database cannot be reached. */
  waiting: (detail: string, others: boolean) => void;
}

const PAUSE = 250;

/** Plans that cannot flip when statistics of hot tables are off (engine-performance 4.3). */
const SESSION = [
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'plan_cache_mode=force_generic_plan',
  'jit=off',
  'synchronous_commit=on',
  // A machine that vanished is noticed within seconds, not hours.
  'tcp_keepalives_idle=3',
  'tcp_keepalives_interval=1',
  'tcp_keepalives_count=4',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** Waits until the engine is free, then owns it. Resolves undefined only when the signal ends the waiting. */
export async function claim(options: ClaimOptions): Promise<Claim | undefined> {
  while (!options.signal.aborted) {
    const client = new pg.Client({
      connectionString: options.url,
      pipeline: true,
      options: SESSION,
      application_name: 'dsc-engine',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    // Lost connections are seen by the statements they fail; without a listener the event would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      if (await tryLock(client)) {
        const ownership = await beginEpoch(client, options.owner);
        await client.query(`listen ${OUTBOX_CHANNEL}`);
        return { client, ...ownership };
      }
      options.waiting(
        `The engine is run by ${await ownerName(client)}; this process takes over when that one ends.`,
        true,
      );
      await endStaleOwner(client);
    } catch (error) {
      options.waiting(
        `The engine cannot reach its database: ${error instanceof Error ? error.message : String(error)}`,
        false,
      );
    }
    await client.end().catch(() => undefined);
    await sleep(PAUSE, undefined, { signal: options.signal }).catch(() => undefined);
  }
  return undefined;
}
