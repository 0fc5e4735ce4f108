import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import { PackageLibrary } from '../process-package/package-library.js';
import type { ProcessPackage } from '../process-package/process-package.js';
import { type ResolvedSettings, resolveSettings, type SettingOverlay } from '../process-package/resolve-settings.js';
import { settingsOf } from './setting.store.js';

/** A service as a Gemeinde offers it today: the package version it runs and the settings that hold there. */
export interface Service {
  packageId: string;
  version: string;
  processDefinitionKey: string;
  pkg: ProcessPackage;
  settings: ResolvedSettings;
}

interface RolloutRow {
  package_id: string;
  version: string;
  key: string;
}

/** Which services a Gemeinde offers; always read inside a transaction of that Gemeinde. */
@Injectable()
export class ServiceDirectory {
  constructor(private readonly library: PackageLibrary) {}

  async list(tx: Transaction, onDay: string): Promise<Service[]> {
    const rows = await tx.query<RolloutRow>(
      `select package_id, version, process_definition_key::text as key from app.rollout where tenant_id = app.current_tenant() order by package_id`,
    );
    return Promise.all(rows.map((row) => this.resolve(tx, row, onDay)));
  }

  async find(tx: Transaction, packageId: string, onDay: string): Promise<Service | undefined> {
    const rows = await tx.query<RolloutRow>(
      `select package_id, version, process_definition_key::text as key from app.rollout where tenant_id = app.current_tenant() and package_id = $1::text`,
      [packageId],
    );
    return rows[0] && this.resolve(tx, rows[0], onDay);
  }

  private async resolve(tx: Transaction, row: RolloutRow, onDay: string): Promise<Service> {
    const { package_id: packageId, version, key: processDefinitionKey } = row;
    const pkg = await this.library.version(packageId, version);
    const layers: { region: SettingOverlay; gemeinde: SettingOverlay } = await settingsOf(tx, packageId);
    return { packageId, version, processDefinitionKey, pkg, settings: resolveSettings(pkg.manifest, layers, onDay) };
  }
}
