import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import { loadPackage } from './load-package.js';
import type { ProcessPackage } from './process-package.js';

/** Published versions never change, so a read one stays valid; the cap keeps memory bounded. */
const MAXIMUM_CACHED = 64;

/** Published packages by id and version, read once and kept. */
@Injectable()
export class PackageLibrary {
  private readonly cache = new Map<string, Promise<ProcessPackage>>();

  constructor(private readonly database: TenantDatabase) {}

  /** Throws when there is no such version: callers hold references that the database guarantees. */
  version(packageId: string, version: string): Promise<ProcessPackage> {
    const key = `${packageId}@${version}`;
    const known = this.cache.get(key);
    if (known) return known;
    const loading = this.load(packageId, version).catch((error: unknown) => {
      this.cache.delete(key);
      throw error;
    });
    this.cache.set(key, loading);
    if (this.cache.size > MAXIMUM_CACHED) this.cache.delete(this.cache.keys().next().value ?? key);
    return loading;
  }

  private async load(packageId: string, version: string): Promise<ProcessPackage> {
    const rows = await this.database.withoutTenant((tx) =>
      tx.query<{ files: Record<string, string> }>(
        `select files from app.package_version where package_id = $1::text and version = $2::text`,
        [packageId, version],
      ),
    );
    const files = rows[0]?.files;
    if (!files) throw new Error(`There is no package ${packageId} ${version}`);
    const loaded = loadPackage(new Map(Object.entries(files)));
    if (!loaded.ok)
      throw new Error(
        `Package ${packageId} ${version} cannot be read: ${loaded.findings[0]?.message ?? 'unknown reason'}`,
      );
    return loaded.value;
  }
}
