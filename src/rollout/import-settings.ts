import { Injectable } from '@nestjs/common';
import { CenterDatabase } from '../database/tenant-database.js';
import type { SettingsFile } from '../process-package/settings-file.js';
import { ALWAYS } from './setting.store.js';

/** Writes delivered settings of the region or of one Gemeinde; what somebody has set since is kept. */
@Injectable()
export class ImportSettings {
  constructor(private readonly database: CenterDatabase) {}

  run(tenantId: string | null, file: SettingsFile): Promise<void> {
    return this.database.run(async (tx) => {
      for (const [packageId, values] of Object.entries(file.einstellungen)) {
        for (const [key, entries] of Object.entries(values)) {
          for (const entry of entries) {
            await tx.query(
              `insert into app.setting_value (tenant_id, package_id, key, value, valid_from, legal_basis)
               values ($1::text, $2::text, $3::text, $4::jsonb, $5::date, $6::text)
               on conflict (tenant_id, package_id, key, valid_from) do nothing`,
              [
                tenantId,
                packageId,
                key,
                JSON.stringify(entry.value),
                entry.validFrom ?? ALWAYS,
                entry.legalBasis ?? null,
              ],
            );
          }
        }
      }
    });
  }
}
