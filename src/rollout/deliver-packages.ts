import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { CenterDatabase } from '../database/tenant-database.js';
import { contentHash, type PackageFiles } from '../process-package/package-files.js';
import { versionsOf } from '../process-package/package-version.store.js';
import { listPackageDirectories, readPackageDirectory } from '../process-package/read-package-directory.js';
import { PublishVersion } from './publish-version.js';

/** Who signs for versions that came with the product. */
export const DELIVERY = 'auslieferung';

/**
 * Brings the packages of `processes/` into the library: version 1.0.0 on the first start, the next minor version when the
 * delivered files have changed. Packages that the support center publishes itself are left alone.
 */
@Injectable()
export class DeliverPackages {
  constructor(
    private readonly database: CenterDatabase,
    private readonly publish: PublishVersion,
  ) {}

  /** Package id to the delivered version that now exists. */
  async run(directory: string): Promise<Map<string, string>> {
    const delivered = new Map<string, string>();
    for (const name of await listPackageDirectories(directory)) {
      const version = await this.deliver(name, await readPackageDirectory(join(directory, name)));
      if (version !== undefined) delivered.set(name, version);
    }
    return delivered;
  }

  private async deliver(packageId: string, files: PackageFiles): Promise<string | undefined> {
    const versions = await this.database.run((tx) => versionsOf(tx, packageId));
    const hash = contentHash(files);
    const same = versions.find(({ content_hash }) => content_hash === hash);
    if (same) return same.version;
    if (versions.some(({ published_by }) => published_by !== DELIVERY)) return undefined;
    const [major = 1, minor = -1] = (versions[0]?.version ?? '1.-1.0').split('.').map(Number);
    const version = `${major}.${minor + 1}.0`;
    const outcome = await this.publish.publish({
      packageId,
      version,
      files,
      notes: 'Ausgeliefert mit dem Produkt',
      actor: DELIVERY,
    });
    if (!outcome.ok)
      throw new Error(
        `The delivered package ${packageId} cannot be published: ${JSON.stringify(outcome.findings.slice(0, 5))}`,
      );
    return version;
  }
}
