import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { AccountAdmin } from '../identity/account-admin.js';
import type { DeliveredSettings } from '../process-package/read-settings-directory.js';
import { ActivateVersion } from '../rollout/activate-version.js';
import { DELIVERY } from '../rollout/deliver-packages.js';
import { ImportSettings } from '../rollout/import-settings.js';
import { RolloutEntity } from '../rollout/rollout.entity.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';

/** Makes the demo region usable at once: settings and accounts of five Gemeinden, both packages at work in each. */
@Injectable()
export class SeedRegion {
  private readonly log = new Logger('SeedRegion');

  constructor(
    private readonly settings: ImportSettings,
    private readonly accounts: AccountAdmin,
    private readonly activate: ActivateVersion,
    @InjectRepository(RolloutEntity) private readonly rollouts: Repository<RolloutEntity>,
  ) {}

  /** `packages`: package id to the delivered version. Rollouts that somebody has made since are kept. */
  async run(delivered: DeliveredSettings, packages: ReadonlyMap<string, string>): Promise<void> {
    for (const account of DEMO_ACCOUNTS) {
      const memberships =
        account.tenantId === undefined ? [] : [{ tenantId: account.tenantId, groups: account.groups ?? [] }];
      await this.accounts.create({ ...account, password: DEMO_PASSWORD, memberships });
    }
    for (const [bfs, file] of delivered.gemeinden) {
      await this.settings.run(bfs, file);
      for (const [packageId, version] of packages) await this.putToWork(bfs, packageId, version);
    }
  }

  private async putToWork(tenantId: string, packageId: string, version: string): Promise<void> {
    const current = await this.rollouts.findOneBy({ tenantId, packageId });
    if (current && (current.activatedBy !== DELIVERY || current.version === version)) return;
    const outcome = await this.activate.activate(tenantId, packageId, version, DELIVERY);
    if (outcome.ok) return;
    const problem = `${packageId} ${version} cannot be put to work in ${tenantId}: ${outcome.message}`;
    // With a version at work the server serves all the same, e.g. while a cluster is away; the next start tries again.
    if (!current) throw new Error(problem);
    this.log.warn(problem);
  }
}
