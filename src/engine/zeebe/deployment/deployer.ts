import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Deployment, EngineCommand, Outcome, Resource } from '../../engine.js';
import { refusal } from '../../runtime/refuse-command.js';
import type { ZeebeClient } from '../client/zeebe-client.js';
import { adaptResources } from './adapt-resources.js';
import { readAnswer, storeAnswer } from './deployment.store.js';

type DeployCommand = Extract<EngineCommand, { type: 'deployResources' }>;

const PAUSE_MS = 1_000;
/** So long after our start a cluster may still be starting with us. */
const START_MS = 120_000;
/** People who wait for an answer are told soon. */
const PATIENCE_MS = 5_000;

/**
 * All files of a package go to the cluster in one deployment. The cluster has one tenant, our Gemeinden have many: what was
 * deployed before is not deployed again but answered as it was then, so each Gemeinde keeps the keys of its own version
 * however often others deploy.
 */
export class Deployer {
  private readonly startedAt = Date.now();
  /** Since when the cluster does not answer: who comes later waits only for the rest. */
  private awaySince: number | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly client: ZeebeClient,
    /** How long a cluster that starts together with us is waited for, milliseconds. */
    private readonly startPatienceMs: number,
    private readonly signal: AbortSignal,
  ) {}

  /** Deploying twice is harmless: the cluster itself recognises what it knows. */
  async deploy({ tenantId, resources }: DeployCommand): Promise<Outcome<Deployment>> {
    const isStarting = Date.now() - this.startedAt < START_MS;
    for (;;) {
      const outcome = await this.tryOnce(tenantId, resources);
      if (outcome.ok || outcome.rejection.code !== 'UNAVAILABLE') {
        this.awaySince = undefined;
        return outcome;
      }
      this.awaySince ??= Date.now();
      const patience = isStarting ? this.startPatienceMs : PATIENCE_MS;
      if (Date.now() >= this.awaySince + patience || this.signal.aborted) return outcome;
      await sleep(PAUSE_MS, undefined, { signal: this.signal }).catch(() => undefined);
    }
  }

  private async tryOnce(tenantId: string, resources: readonly Resource[]): Promise<Outcome<Deployment>> {
    try {
      const { gatewayVersion } = await this.client.topology();
      const adapted = await adaptResources(resources, gatewayVersion);
      const hash = contentHash(adapted);
      const known = await readAnswer(this.pool, hash);
      if (known) return { ok: true, value: { ...known, tenantId } };
      const sent = await this.client.send({ type: 'deployResources', tenantId, resources: adapted });
      if (sent.kind !== 'answered') return refusal('UNAVAILABLE', sent.reason);
      if (!sent.outcome.ok) return sent.outcome;
      // Two processes at once: the first answer counts for both.
      const answer = await storeAnswer(this.pool, hash, sent.outcome.value as Deployment);
      return { ok: true, value: { ...answer, tenantId } };
    } catch (error) {
      return refusal('UNAVAILABLE', `The Zeebe cluster did not take the deployment: ${String(error)}`);
    }
  }
}

function contentHash(resources: readonly Resource[]): string {
  const hash = createHash('sha256');
  for (const { name, content } of [...resources].sort((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(JSON.stringify([name, content]));
  return hash.digest('hex');
}
