import type { Transaction } from '../database/transaction.js';
import type { SettingOverlay } from '../process-package/resolve-settings.js';
import type { DatedValue, SettingValue } from '../process-package/setting-definition.js';

interface SettingRow {
  tenant_id: string | null;
  key: string;
  value: SettingValue;
  valid_from: string;
  legal_basis: string | null;
}

/** Stands for «has always been in force»: the day the Confederation began. */
export const ALWAYS = '1848-09-12';

/** What region and Gemeinde have set for a package; rows of other Gemeinden stay behind row-level security. */
export async function settingsOf(
  tx: Transaction,
  packageId: string,
): Promise<{ region: SettingOverlay; gemeinde: SettingOverlay }> {
  const rows = await tx.query<SettingRow>(
    `select tenant_id, key, value, to_char(valid_from, 'YYYY-MM-DD') as valid_from, legal_basis
       from app.setting_value where package_id = $1::text order by valid_from`,
    [packageId],
  );
  const region: Record<string, DatedValue[]> = {};
  const gemeinde: Record<string, DatedValue[]> = {};
  for (const row of rows) {
    const layer = row.tenant_id === null ? region : gemeinde;
    (layer[row.key] ??= []).push({
      value: row.value,
      ...(row.valid_from === ALWAYS ? {} : { validFrom: row.valid_from }),
      ...(row.legal_basis === null ? {} : { legalBasis: row.legal_basis }),
    });
  }
  return { region, gemeinde };
}
