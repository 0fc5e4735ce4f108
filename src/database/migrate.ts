import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';

/** Any two starting processes agree on this number: only one of them migrates at a time. */
const ADVISORY_LOCK = 6_173_001;

/** Brings the schema up to date as the owner of the tables; returns the names of the migrations that ran. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    // TypeORM takes no lock of its own; two processes would race.
    await lock.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    const source = new DataSource({
      type: 'postgres',
      url: ownerUrl,
      migrations: MIGRATIONS,
      migrationsTableName: 'schema_migration',
      migrationsTransactionMode: 'each',
      schema: 'migration',
    });
    await lock.query('create schema if not exists migration');
    await source.initialize();
    try {
      const done = await source.runMigrations();
      return done.map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}
