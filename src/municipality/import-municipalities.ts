import { Injectable } from '@nestjs/common';
import { CenterDatabase } from '../database/tenant-database.js';
import type { Transaction } from '../database/transaction.js';
import type { MunicipalityProfile } from './profile.js';
import { slugOf } from './slug.js';

export interface ImportedMunicipality {
  bfs: string;
  name: string;
  district: string;
  postalCode: string;
  /** Absent: the Gemeinde is known but has not joined. */
  profile?: MunicipalityProfile | undefined;
}

/** Brings the list of Gemeinden up to date. What a Gemeinde has written about itself since is kept. */
@Injectable()
export class ImportMunicipalities {
  constructor(private readonly database: CenterDatabase) {}

  run(list: readonly ImportedMunicipality[]): Promise<void> {
    return this.database.run(async (tx) => {
      for (const entry of list) await importOne(tx, entry);
    });
  }
}

async function importOne(tx: Transaction, entry: ImportedMunicipality): Promise<void> {
  await tx.query(
    `insert into app.municipality as m (bfs, name, slug, district, postal_code, profile)
     values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::jsonb)
     on conflict (bfs) do update
        set profile = case when m.profile = '{}'::jsonb then excluded.profile else m.profile end`,
    [entry.bfs, entry.name, slugOf(entry.name), entry.district, entry.postalCode, JSON.stringify(entry.profile ?? {})],
  );
  const places = entry.profile?.places ?? [];
  for (const place of [{ name: entry.name, postalCode: entry.postalCode }, ...places]) {
    await tx.query(
      `insert into app.place (name, postal_code, bfs) values ($1::text, $2::text, $3::text) on conflict do nothing`,
      [place.name, place.postalCode, entry.bfs],
    );
  }
}
